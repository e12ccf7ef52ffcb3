using NodaTime;
using XBees.Domain.Agents;
using XBees.Domain.Guests;
using XBees.Domain.Meetings;

namespace XBees.Domain.Conversations;

/// <summary>A booking that opens a conversation of its own (ME-1, ME-16).</summary>
public sealed record BookingStart
{
    /// <summary>The guest themselves, or the agent who books for them (ME-10).</summary>
    public required Person Booker { get; init; }
    public required GuestCard Guest { get; init; }
    public required AgentCard Host { get; init; }

    /// <summary>The agent who booked, where it is not the host.</summary>
    public AgentCard? Agent { get; init; }

    /// <summary>The widget that it was booked through, where it is of a service that the host is in (IN-8).</summary>
    public ServiceWidget? Through { get; init; }
    public IReadOnlyList<Newcomer> Participants { get; init; } = [];
    public required Meeting Meeting { get; init; }
}

/// <summary>A widget of a service.</summary>
public sealed record ServiceWidget(string Id, ServiceRef Service);

// What meetings leave in a conversation.
public sealed partial record Conversation
{
    /// <summary>ME-1: public by its link where the guest booked; ME-24: private where an agent did.</summary>
    public static Change Start(BookingStart start, NewId newId, Instant now)
    {
        var empty = new Conversation
        {
            Id = start.Meeting.ConversationId,
            Kind = start.Participants.Count > 0 || start.Agent is not null ? ConversationKind.Group : ConversationKind.OneOnOne,
            Origin = Origin.Scheduler,
            OriginAgentId = start.Host.Id,
            WidgetId = start.Through?.Id,
            Service = start.Through?.Service,
            FirstServiceId = start.Through?.Service.Id,
            PublicSince = start.Booker.Kind == PersonKind.Guest ? now : null,
            CreatedByKind = start.Booker.Kind,
            CreatedBy = start.Booker.Id!,
            CreatedAt = now,
        };
        Newcomer[] people =
        [
            Newcomer.Of(start.Guest),
            Newcomer.Of(start.Host),
            .. start.Agent is null ? [] : new[] { Newcomer.Of(start.Agent) },
            .. start.Participants,
        ];
        return empty.Born(people, start.Booker, null, newId, now).Then(born => born.TellBooked(start.Booker, start.Meeting, newId, now));
    }

    /// <summary>The card of the meeting, in its booker's name. The version stays: an agent's If-Match must not become stale by it.</summary>
    public Change TellBooked(Person booker, Meeting meeting, NewId newId, Instant now) =>
        Card(
            Posting.Write(
                Tally,
                MessageKind.Meeting,
                Notice.OfMeeting(NoticeType.MeetingBooked, booker, meeting, null),
                newId(Ids.Message),
                now
            )
        );

    public Change TellMoved(Person actor, Meeting before, Meeting after, NewId newId, Instant now) =>
        Card(
            Posting.Write(
                Tally,
                MessageKind.Notice,
                Notice.OfMeeting(NoticeType.MeetingMoved, actor, after, before),
                newId(Ids.Message),
                now
            )
        );

    /// <summary>ME-3.</summary>
    public Change TellConfirmed(Person host, Meeting meeting, NewId newId, Instant now) =>
        Card(
            Posting.Write(
                Tally,
                MessageKind.Notice,
                Notice.OfMeeting(NoticeType.MeetingConfirmed, host, meeting, null),
                newId(Ids.Message),
                now
            )
        );

    /// <summary>ME-17: to whom.</summary>
    public Change TellHandedOver(Person actor, Meeting meeting, Person host, NewId newId, Instant now) =>
        Card(
            Posting.Write(
                Tally,
                MessageKind.Notice,
                Notice.OfMeeting(NoticeType.MeetingHandedOver, actor, meeting, null) with
                {
                    People = [host],
                },
                newId(Ids.Message),
                now
            )
        );

    public Change TellCancelled(Person actor, Meeting meeting, NewId newId, Instant now) =>
        Card(
            Posting.Write(
                Tally,
                MessageKind.Notice,
                Notice.OfMeeting(NoticeType.MeetingCancelled, actor, meeting, null),
                newId(Ids.Message),
                now
            )
        );

    /// <summary>ME-6: nobody did it.</summary>
    public Change TellNear(Meeting meeting, NewId newId, Instant now) =>
        Card(
            Posting.Write(
                Tally,
                MessageKind.Notice,
                Notice.OfMeeting(NoticeType.MeetingReminder, null, meeting, null),
                newId(Ids.Message),
                now
            )
        );

    /// <summary>CA-5: what became of it in its host's calendar, told to agents alone. The meeting is as it was.</summary>
    public Change TellCalendar(Meeting meeting, Instant? start, Instant? end, NewId newId, Instant now)
    {
        var there = meeting with { Start = start ?? meeting.Start, End = end ?? meeting.End };
        var type = start is null ? NoticeType.MeetingDeletedInCalendar : NoticeType.MeetingMovedInCalendar;
        var notice = Notice.OfMeeting(type, null, there, start is null ? null : meeting);
        return Card(Posting.Write(Tally, MessageKind.Notice, notice, newId(Ids.Message), now));
    }

    private Change Card(Message message) => new(this with { Tally = message.Tally }) { Messages = [message] };
}
