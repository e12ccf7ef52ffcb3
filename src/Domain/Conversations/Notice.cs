using NodaTime;
using XBees.Domain.Meetings;

namespace XBees.Domain.Conversations;

/// <summary>Who sees an entry of the timeline (AC-13, MS-9).</summary>
public enum Audience
{
    Everyone,
    Agents,
}

/// <summary>A service as conversations name it.</summary>
public sealed record ServiceRef(string Id, string Name);

/// <summary>What one assignment did (AS-9).</summary>
public sealed record AssignmentNotice
{
    public required ServiceRef Service { get; init; }

    /// <summary>Null: <i>Unassigned</i>.</summary>
    public Person? Assignee { get; init; }
    public ServiceRef? PreviousService { get; init; }
    public Person? PreviousAssignee { get; init; }

    /// <summary>The first twenty; <see cref="MoreJoined"/> says how many there were beside them.</summary>
    public IReadOnlyList<Person> Joined { get; init; } = [];
    public int MoreJoined { get; init; }
    public IReadOnlyList<Person> Left { get; init; } = [];
    public int MoreLeft { get; init; }
}

/// <summary>What a notice says of a meeting; times in milliseconds since 1970.</summary>
public sealed record MeetingNotice
{
    public required string Id { get; init; }
    public required string Subject { get; init; }
    public required long Start { get; init; }
    public required long End { get; init; }

    /// <summary>Before it was moved.</summary>
    public long? PreviousStart { get; init; }
    public long? PreviousEnd { get; init; }

    /// <summary>Why it was cancelled (ME-21).</summary>
    public string? Reason { get; init; }
}

/// <summary>What happened, as type and data; every reader gets it in the own language (MS-13).</summary>
public sealed record Notice
{
    public required string Type { get; init; }
    public Person? Actor { get; init; }

    /// <summary>The first twenty; <see cref="More"/> says how many there were beside them.</summary>
    public IReadOnlyList<Person> People { get; init; } = [];
    public int More { get; init; }
    public ServiceRef? Via { get; init; }

    /// <summary>Of a renaming: the new name, null where the computed title came back. Of an invitation: the address. Of a record: the CRM.</summary>
    public string? Name { get; init; }

    /// <summary>Of a creation: the way in.</summary>
    public string? Origin { get; init; }

    /// <summary>Of what is switched on or off; of an escalation: whether the manager was added.</summary>
    public bool? On { get; init; }

    public AssignmentNotice? Assignment { get; init; }

    /// <summary>Of a meeting: which one, and what was said of it then.</summary>
    public MeetingNotice? Meeting { get; init; }

    /// <summary>Of a status: which one (ST-1).</summary>
    public string? Status { get; init; }

    /// <summary>Of a link between two conversations: the other one (ST-3).</summary>
    public string? ConversationId { get; init; }

    /// <summary>Of a snooze: until when, in milliseconds since 1970; null: until the guest writes. Of spam: when it is deleted.</summary>
    public long? Until { get; init; }

    /// <summary>AC-13. What a guest began is told to agents alone: the guest knows, and the notice names who was brought.</summary>
    public Audience Audience() =>
        Type switch
        {
            NoticeType.Joined or NoticeType.Left or NoticeType.Removed or NoticeType.Renamed => Conversations.Audience.Everyone,
            NoticeType.Ended or NoticeType.Continues => Conversations.Audience.Everyone,
            NoticeType.MeetingBooked or NoticeType.MeetingMoved or NoticeType.MeetingCancelled => Conversations.Audience.Everyone,
            NoticeType.MeetingReminder or NoticeType.MeetingConfirmed or NoticeType.MeetingHandedOver => Conversations.Audience.Everyone,
            NoticeType.Created when Actor?.Kind == PersonKind.Agent => Conversations.Audience.Everyone,
            _ => Conversations.Audience.Agents,
        };

    public static Notice Created(Person actor, Origin origin, IReadOnlyList<Person> people, ServiceRef? via) =>
        Naming(people) with
        {
            Type = NoticeType.Created,
            Actor = actor,
            Origin = origin.Word(),
            Via = via,
        };

    public static Notice Joined(Person? actor, IReadOnlyList<Person> people, ServiceRef? via = null) =>
        Naming(people) with
        {
            Type = NoticeType.Joined,
            Actor = actor,
            Via = via,
        };

    public static Notice Left(Person who) =>
        new()
        {
            Type = NoticeType.Left,
            Actor = who,
            People = [who],
        };

    public static Notice Removed(Person actor, Person who) =>
        new()
        {
            Type = NoticeType.Removed,
            Actor = actor,
            People = [who],
        };

    public static Notice Renamed(Person actor, string? name) =>
        new()
        {
            Type = NoticeType.Renamed,
            Actor = actor,
            Name = name,
        };

    public static Notice Described(Person actor) => new() { Type = NoticeType.Description, Actor = actor };

    public static Notice ReadOnly(Person actor, bool on) =>
        new()
        {
            Type = NoticeType.ReadOnly,
            Actor = actor,
            On = on,
        };

    /// <summary>Agents alone read it (AC-13).</summary>
    public static Notice Link(Person actor, bool on) =>
        new()
        {
            Type = NoticeType.Link,
            Actor = actor,
            On = on,
        };

    /// <summary>Agents alone read it (AC-13).</summary>
    public static Notice LinkRenewed(Person actor) => new() { Type = NoticeType.LinkRenewed, Actor = actor };

    /// <summary>Agents alone read it (AC-13). Without an actor a successor took over (SV-5).</summary>
    public static Notice Assigned(Person? actor, AssignmentNotice assignment) =>
        new()
        {
            Type = NoticeType.Assigned,
            Actor = actor,
            Assignment = assignment,
        };

    /// <param name="actor">Null where a snooze ended by itself.</param>
    /// <param name="status">The new one.</param>
    /// <param name="until">Of a snooze.</param>
    public static Notice StatusSet(Person? actor, ConversationStatus status, Instant? until) =>
        new()
        {
            Type = NoticeType.Status,
            Actor = actor,
            Status = status.Word(),
            Until = until?.ToUnixTimeMilliseconds(),
        };

    /// <summary>A resolving that guests are told of as well (ST-6).</summary>
    public static Notice Ended(Person actor) =>
        new()
        {
            Type = NoticeType.Ended,
            Actor = actor,
            Status = ConversationStatus.Resolved.Word(),
        };

    /// <summary>At the beginning of a conversation: which one the guest goes on from (ST-3).</summary>
    public static Notice Continues(Person guest, string from) =>
        new()
        {
            Type = NoticeType.Continues,
            Actor = guest,
            ConversationId = from,
        };

    /// <summary>Where it goes on. Agents alone read it: other guests of the earlier one are not in the new one.</summary>
    public static Notice Continued(Person guest, string into) =>
        new()
        {
            Type = NoticeType.Continued,
            Actor = guest,
            ConversationId = into,
        };

    /// <summary>Agents alone read it (AC-13).</summary>
    /// <param name="people">The manager; nobody where the administrators were told.</param>
    /// <param name="via">The service.</param>
    /// <param name="joined">Whether the manager was added, or only mailed.</param>
    public static Notice Escalated(IReadOnlyList<Person> people, ServiceRef? via, bool joined) =>
        Naming(people) with
        {
            Type = NoticeType.Escalated,
            Via = via,
            On = joined,
        };

    /// <summary>Agents alone read it (AC-13).</summary>
    public static Notice Invited(Person actor, string address) =>
        new()
        {
            Type = NoticeType.Invited,
            Actor = actor,
            Name = address,
        };

    /// <summary>Agents alone read it (AC-13).</summary>
    public static Notice InvitationRevoked(Person actor, string address) =>
        new()
        {
            Type = NoticeType.InvitationRevoked,
            Actor = actor,
            Name = address,
        };

    /// <summary>SP-2. Agents alone read it.</summary>
    /// <param name="actor">Who did it.</param>
    /// <param name="guests">Who is shut out, or no more.</param>
    /// <param name="blocked">Which of the two.</param>
    public static Notice Blocked(Person actor, IReadOnlyList<Person> guests, bool blocked) =>
        Naming(guests) with
        {
            Type = blocked ? NoticeType.Blocked : NoticeType.Unblocked,
            Actor = actor,
        };

    /// <summary>What became of a guest elsewhere: a record in a CRM, a contact. Agents alone read it (AC-13).</summary>
    /// <param name="type">Which of the two.</param>
    /// <param name="actor">Who made it.</param>
    /// <param name="guest">Of whom.</param>
    /// <param name="crm">The CRM's name; null: it is a contact.</param>
    public static Notice OfGuest(string type, Person actor, Person guest, string? crm) =>
        Naming([guest]) with
        {
            Type = type,
            Actor = actor,
            Name = crm,
        };

    /// <summary>SP-3. Agents alone read it.</summary>
    /// <param name="actor">Who said so.</param>
    /// <param name="deletes">When the conversation is deleted; null: it is no spam after all.</param>
    public static Notice Spam(Person actor, Instant? deletes) =>
        new()
        {
            Type = deletes is null ? NoticeType.NotSpam : NoticeType.Spam,
            Actor = actor,
            Until = deletes?.ToUnixTimeMilliseconds(),
        };

    /// <param name="type">Booked, confirmed, moved or cancelled.</param>
    /// <param name="actor">Who did it; null: it came by itself.</param>
    /// <param name="meeting">As it is now.</param>
    /// <param name="before">As it was before it was moved.</param>
    public static Notice OfMeeting(string type, Person? actor, Meeting meeting, Meeting? before) =>
        new()
        {
            Type = type,
            Actor = actor,
            Meeting = new()
            {
                Id = meeting.Id,
                Subject = meeting.Subject,
                Start = meeting.Start.ToUnixTimeMilliseconds(),
                End = meeting.End.ToUnixTimeMilliseconds(),
                PreviousStart = before?.Start.ToUnixTimeMilliseconds(),
                PreviousEnd = before?.End.ToUnixTimeMilliseconds(),
                Reason = meeting.Reason,
            },
        };

    private static Notice Naming(IReadOnlyList<Person> people) =>
        new()
        {
            Type = "",
            People = [.. people.Take(Limits.PeopleInNotice)],
            More = Math.Max(0, people.Count - Limits.PeopleInNotice),
        };
}

/// <summary>The words by which clients know the notices.</summary>
public static class NoticeType
{
    public const string Created = "created";
    public const string Joined = "joined";
    public const string Left = "left";
    public const string Removed = "removed";
    public const string Renamed = "renamed";
    public const string Description = "description";
    public const string ReadOnly = "read-only";
    public const string Link = "link";
    public const string LinkRenewed = "link-renewed";
    public const string Assigned = "assigned";
    public const string Status = "status";
    public const string Ended = "ended";
    public const string Continues = "continues";
    public const string Continued = "continued";
    public const string Escalated = "escalated";
    public const string Invited = "invited";
    public const string InvitationRevoked = "invitation-revoked";
    public const string Blocked = "blocked";
    public const string Unblocked = "unblocked";
    public const string Spam = "spam";
    public const string NotSpam = "not-spam";
    public const string InCrm = "in-crm";
    public const string InPhonebook = "in-phonebook";
    public const string MeetingBooked = "meeting-booked";
    public const string MeetingMoved = "meeting-moved";
    public const string MeetingConfirmed = "meeting-confirmed";
    public const string MeetingHandedOver = "meeting-handed-over";
    public const string MeetingCancelled = "meeting-cancelled";
    public const string MeetingReminder = "meeting-reminder";
    public const string MeetingMovedInCalendar = "meeting-moved-in-calendar";
    public const string MeetingDeletedInCalendar = "meeting-deleted-in-calendar";
}
