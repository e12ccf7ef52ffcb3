using XBees.Application.Conversations;
using XBees.Application.Meetings;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Meetings;

/// <summary>A row of <c>meeting t</c>, with host <c>h</c> and guest <c>g</c>, and the one rendering of it.</summary>
internal sealed class MeetingRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string ConversationId { get; init; } = "";
    public string AgentId { get; init; } = "";
    public string GuestId { get; init; } = "";
    public string Subject { get; init; } = "";
    public long StartsAt { get; init; }
    public long EndsAt { get; init; }
    public string State { get; init; } = "";
    public long Sequence { get; init; }
    public string? PlaceKind { get; init; }
    public string? Place { get; init; }
    public string? Reason { get; init; }
    public string? Outcome { get; init; }
    public string HostName { get; init; } = "";
    public string? HostGuestName { get; init; }
    public string HostSlug { get; init; } = "";
    public string? GuestName { get; init; }
    public string? GuestEmail { get; init; }
    public long GuestNumber { get; init; }

    public string? Change { get; init; }
    public long? ChangeStartsAt { get; init; }
    public long? ChangeEndsAt { get; init; }

    public static Sql Columns =>
        $"""
            t.id, t.version, t.conversation_id, t.agent_id, t.guest_id, t.subject, t.starts_at, t.ends_at, t.state, t.sequence,
            t.place_kind, t.place, t.reason, t.outcome
            """;

    public static Sql WithPeople =>
        $"""
            {Columns}, h.name as host_name, h.guest_name as host_guest_name, h.slug as host_slug, g.name as guest_name, g.email as guest_email,
            g.number as guest_number, e.change, e.change_starts_at, e.change_ends_at
            """;

    public static Sql People =>
        $"""
            join agent h on h.id = t.agent_id
            join guest g on g.id = t.guest_id
            left join calendar_event e on e.meeting_id = t.id
            """;

    public Meeting ToMeeting() =>
        new()
        {
            Id = Id,
            Version = Version,
            ConversationId = ConversationId,
            HostId = AgentId,
            GuestId = GuestId,
            Subject = Subject,
            Start = Instant.FromUnixTimeMilliseconds(StartsAt),
            End = Instant.FromUnixTimeMilliseconds(EndsAt),
            State = StateOf(State),
            Sequence = Sequence,
            Place = Place is null ? null : new(KindOf(PlaceKind), Place),
            Reason = Reason,
            Outcome = Outcome switch
            {
                "held" => MeetingOutcome.Held,
                "no-show" => MeetingOutcome.NoShow,
                _ => null,
            },
        };

    /// <param name="reader">Who reads.</param>
    /// <param name="invited">The participants, in their order.</param>
    public MeetingView ToView(Caller reader, IEnumerable<MeetingPersonRow> invited)
    {
        var meeting = ToMeeting();
        var knows = !reader.IsGuest || reader.PersonId == GuestId;
        return new()
        {
            Id = Id,
            Version = Version,
            ConversationId = ConversationId,
            Host = PersonView.Of(new(PersonKind.Agent, AgentId, HostName, HostGuestName), reader),
            Scheduler = HostSlug,
            Guest = PersonView.Of(Person.Of(new GuestCard(GuestId, GuestName, GuestEmail, GuestNumber)), reader),
            Subject = Subject,
            Start = meeting.Start,
            End = meeting.End,
            Duration = (int)meeting.Length.TotalMinutes,
            State = State,
            Place = meeting.Place is { } place ? new(PlaceKind!, place.Text) : null,
            Reason = Reason,
            // No guest reads that they were missed.
            Outcome = reader.IsGuest ? null : Outcome,
            Participants = [.. invited.Select(person => person.ToView(reader, knows || person.GuestId == reader.PersonId))],
            CalendarChange =
                Change is null || reader.PersonId != AgentId ? null : new(Times.Instant(ChangeStartsAt), Times.Instant(ChangeEndsAt)),
            Changeable = knows && meeting.State != MeetingState.Cancelled,
        };
    }

    public static string? Word(MeetingOutcome? outcome) =>
        outcome switch
        {
            MeetingOutcome.Held => "held",
            MeetingOutcome.NoShow => "no-show",
            _ => null,
        };

    public static string Word(MeetingPlaceKind kind) =>
        kind switch
        {
            MeetingPlaceKind.Link => "link",
            MeetingPlaceKind.Phone => "phone",
            _ => "place",
        };

    public static string Word(MeetingState state) =>
        state switch
        {
            MeetingState.Unconfirmed => "unconfirmed",
            MeetingState.Cancelled => "cancelled",
            _ => "confirmed",
        };

    private static MeetingState StateOf(string word) =>
        word switch
        {
            "unconfirmed" => MeetingState.Unconfirmed,
            "cancelled" => MeetingState.Cancelled,
            _ => MeetingState.Confirmed,
        };

    private static MeetingPlaceKind KindOf(string? word) =>
        word switch
        {
            "link" => MeetingPlaceKind.Link,
            "phone" => MeetingPlaceKind.Phone,
            _ => MeetingPlaceKind.Place,
        };
}

/// <summary>A participant.</summary>
internal sealed class MeetingPersonRow
{
    public string MeetingId { get; init; } = "";
    public string GuestId { get; init; } = "";
    public string? Name { get; init; }
    public string? Email { get; init; }
    public long Number { get; init; }

    public MeetingPersonView ToView(Caller reader, bool withAddress)
    {
        var card = new GuestCard(GuestId, Name, withAddress ? Email : null, Number);
        return new(GuestLabel.For(card, reader.Language), withAddress ? Email : null);
    }
}
