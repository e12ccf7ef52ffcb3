using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>A row of <c>conversation c</c> with what its head says.</summary>
internal sealed class HeadRow : ConversationColumns
{
    public string? ManagerId { get; init; }
    public string? AssigneeName { get; init; }
    public string? WidgetKey { get; init; }
    public string? WidgetName { get; init; }
    public string? Page { get; init; }
    public string? Referrer { get; init; }
    public long AgentsNow { get; init; }
    public long GuestsNow { get; init; }
    public long? WaitingSince { get; init; }
    public int? AnswerMinutes { get; init; }
    public long LastActivityAt { get; init; }
    public long GuestActivityAt { get; init; }
    public string? MemberId { get; init; }
    public long? ReadSeq { get; init; }
    public long? ReadGuestSeq { get; init; }
    public long? ReadCount { get; init; }
    public long? OwnAfter { get; init; }
    public bool? MarkedUnread { get; init; }
    public long? PinnedAt { get; init; }
    public long? ArchivedCount { get; init; }
    public long? MutedUntil { get; init; }
    public long? MentionedSeq { get; init; }

    public bool IsMember => MemberId is not null;

    public bool ReadOnly => ReadOnlySince is not null;

    /// <summary>Spam is closed to whoever is in it without having written it (SP-3), and looks like what is read-only.</summary>
    public bool ReadOnlyFor(Caller caller) => ReadOnly || (caller.IsGuest && SpamSince is not null);

    /// <summary>AS-17: as <see cref="Conversation.HasServiceField"/>; the same in SQL is <see cref="ServiceField"/>.</summary>
    private bool HasServiceField => Origin != "agent" || GuestsNow > 0;

    public static Sql ServiceField => $"(c.origin <> 'agent' or c.guests_now > 0)";

    public static Sql Columns =>
        $"""
            {Shared}, s.manager_id, s.answer_minutes, ag.name as assignee_name, w.widget_key, w.name as widget_name, c.page, c.referrer, c.agents_now, c.guests_now,
            c.waiting_since, c.last_activity_at, c.guest_activity_at, me.id as member_id, me.read_seq, me.read_guest_seq, me.read_count,
            me.own_after, me.marked_unread, me.pinned_at, me.archived_count, me.muted_until,
            (select max(n.seq) from mention n where n.conversation_id = c.id and n.agent_id = @me) as mentioned_seq
            """;

    public static Sql Joins =>
        $"""
            {Visibility.Join}
            left join service s on s.id = c.service_id
            left join agent ag on ag.id = c.assignee_id
            left join widget w on w.id = c.widget_id
            """;

    public TitleFacts ToFacts(IReadOnlyList<TitlePersonRow> people)
    {
        var guests = people.Where(person => person.Kind == "guest").ToList();
        var agents = people.Where(person => person.Kind == "agent").ToList();
        return new()
        {
            ConversationId = Id,
            Kind = RowWords.ConversationKind(Kind),
            Origin = RowWords.Origin(Origin),
            GivenName = Name,
            Service = ServiceId is null ? null : new(ServiceId, ServiceName!),
            Guests = [.. guests.Where(guest => guest.LeftAt is null).Select(guest => guest.Guest())],
            GuestCount = (int)GuestsNow,
            LastGuest = guests.Find(guest => guest.LeftAt is not null)?.Guest(),
            Agents = [.. agents.Where(agent => agent.LeftAt is null).Select(agent => agent.Agent())],
            AgentCount = (int)AgentsNow,
            LastAgent = agents.Find(agent => agent.LeftAt is not null)?.Agent(),
        };
    }

    public ConversationView ToView(Caller caller, TitleFacts facts, bool whole, LastMessageView? last, IEnumerable<TagView> companies) =>
        caller.IsGuest
            ? ToGuestView(caller, facts, last)
            : ToAgentView(caller, facts, whole, last) with
            {
                Tags = [.. ServiceTag(), .. companies],
            };

    private IEnumerable<TagView> ServiceTag() => ServiceName is null || !HasServiceField ? [] : [new("service", ServiceName, null)];

    private ConversationView ToGuestView(Caller caller, TitleFacts facts, LastMessageView? last)
    {
        var title = Title.For(facts, Viewer.Guest(caller.PersonId, caller.Language));
        return new()
        {
            ForGuest = true,
            Id = Id,
            Kind = Kind,
            Origin = Origin,
            Title = title.Text,
            Name = Name,
            Avatar = title.Avatar,
            Description = Description,
            Service = ServiceName is null ? null : new(null, ServiceName),
            LastMessage = last,
            LastSeq = LastGuestSeq,
            ReadSeq = ReadGuestSeq,
            Unread = Unread(GuestMessageCount),
            Pinned = PinnedAt is not null,
            Archived = ArchivedCount == GuestMessageCount,
            MutedUntil = Times.Instant(MutedUntil),
            ReadOnly = ReadOnlyFor(caller),
            IsMember = IsMember,
            CreatedAt = Instant.FromUnixTimeMilliseconds(CreatedAt),
            LastActivityAt = Instant.FromUnixTimeMilliseconds(GuestActivityAt),
        };
    }

    private ConversationView ToAgentView(Caller caller, TitleFacts facts, bool whole, LastMessageView? last)
    {
        var title = Title.For(facts, Viewer.Agent(caller.PersonId, IsMember, caller.Language));
        return new()
        {
            Id = Id,
            Version = Version,
            Kind = Kind,
            Origin = Origin,
            Title = title.Text,
            Name = Name,
            Avatar = title.Avatar,
            Description = whole ? Description : null,
            Status = GuestsNow > 0 || facts.LastGuest is not null ? Status : null,
            SnoozedUntil = Times.Instant(SnoozedUntil),
            Spam = SpamView.Of(Times.Instant(SpamSince)),
            Public = PublicSince is not null,
            Service = ServiceId is null || !HasServiceField ? null : new(ServiceId, ServiceName!),
            Assignee = AssigneeId is null || !HasServiceField ? null : new("agent", AssigneeId, AssigneeName ?? ""),
            ServiceState =
                !HasServiceField ? "none"
                : ServiceId is not null ? "assigned"
                : "notAssigned",
            MemberCount = AgentsNow + GuestsNow,
            LastMessage = last,
            LastSeq = whole ? LastSeq : null,
            ReadSeq = ReadSeq,
            Unread =
                !whole ? null
                : IsMember ? Unread(MessageCount)
                : 0,
            MentionedSeq = IsMember ? MentionedSeq : null,
            Pinned = PinnedAt is not null,
            Archived = ArchivedCount == MessageCount,
            MutedUntil = Times.Instant(MutedUntil),
            WaitingSince = Times.Instant(WaitingSince),
            AnswerMinutes = ServiceId is null ? Limits.AnswerMinutes : AnswerMinutes,
            Labels = [],
            ReadOnly = ReadOnly,
            IsMember = IsMember,
            Widget = WidgetKey is null ? null : new(WidgetKey, WidgetName!),
            Page = whole ? Page : null,
            Referrer = whole ? Referrer : null,
            CreatedAt = Instant.FromUnixTimeMilliseconds(CreatedAt),
            LastActivityAt = Instant.FromUnixTimeMilliseconds(LastActivityAt),
        };
    }

    private long? Unread(long count) =>
        !IsMember ? null : Math.Max(MarkedUnread == true ? 1 : 0, count - ReadCount!.Value - OwnAfter!.Value);
}

/// <summary>One of the few people that a title needs.</summary>
internal sealed class TitlePersonRow : PersonRow
{
    public string ConversationId { get; init; } = "";
    public long? LeftAt { get; init; }
}

/// <summary>The newest entry of a conversation.</summary>
internal sealed class LastRow : MessageRow
{
    public string ConversationId { get; init; } = "";
}
