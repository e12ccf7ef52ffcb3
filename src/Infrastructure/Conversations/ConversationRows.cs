using XBees.Application.Conversations;
using XBees.Domain.Conversations;

namespace XBees.Infrastructure.Conversations;

internal sealed class PostingRow
{
    public long LastSeq { get; init; }
    public long LastGuestSeq { get; init; }
    public long MessageCount { get; init; }
    public long GuestMessageCount { get; init; }
    public long? ReadOnlySince { get; init; }
    public long AgentsNow { get; init; }
    public string Status { get; init; } = "";
    public long? WaitingSince { get; init; }
    public string? MemberId { get; init; }
    public long? ContinuedAt { get; init; }
    public long? SpamSince { get; init; }

    public PostingLoad ToLoad(Caller author, string? knownMessageId) =>
        new()
        {
            Head = new()
            {
                Tally = new(LastSeq, LastGuestSeq, MessageCount, GuestMessageCount),
                ReadOnly = ReadOnlySince is not null,
                AuthorIsMember = MemberId is not null || author is AgentCaller { SeesAll: true },
                AnyAgentLeft = AgentsNow > 0,
                IsOpen = RowWords.Status(Status) == ConversationStatus.Open,
                IsSpam = SpamSince is not null,
            },
            MemberId = MemberId,
            WaitingSince = Times.Instant(WaitingSince),
            MayGoOnElsewhere = RowWords.Status(Status) == ConversationStatus.Resolved || ContinuedAt is not null,
            KnownMessageId = knownMessageId,
        };
}

internal sealed class ConversationRow : ConversationColumns
{
    public string? OriginAgentId { get; init; }
    public string? WidgetId { get; init; }
    public string? FirstServiceId { get; init; }
    public string? AssignedBy { get; init; }
    public long? AssignedAt { get; init; }
    public long? WaitingSince { get; init; }
    public long? EscalatedSince { get; init; }
    public long? ResolvedAt { get; init; }
    public string? ContinuesId { get; init; }
    public long? ContinuedAt { get; init; }
    public long LinkNumber { get; init; }
    public string CreatedBy { get; init; } = "";
    public string CreatedByKind { get; init; } = "";

    public Conversation ToConversation(IReadOnlyList<Member> members) =>
        new()
        {
            Id = Id,
            Version = Version,
            Kind = RowWords.ConversationKind(Kind),
            Origin = RowWords.Origin(Origin),
            OriginAgentId = OriginAgentId,
            WidgetId = WidgetId,
            Name = Name,
            Description = Description,
            ReadOnly = ReadOnlySince is not null,
            PublicSince = Times.Instant(PublicSince),
            LinkNumber = LinkNumber,
            Service = ServiceId is null ? null : new(ServiceId, ServiceName!),
            FirstServiceId = FirstServiceId,
            AssigneeId = AssigneeId,
            AssignedBy = AssignedBy,
            AssignedAt = Times.Instant(AssignedAt),
            Status = RowWords.Status(Status),
            SnoozedUntil = Times.Instant(SnoozedUntil),
            WaitingSince = Times.Instant(WaitingSince),
            EscalatedSince = Times.Instant(EscalatedSince),
            SpamSince = Times.Instant(SpamSince),
            ResolvedAt = Times.Instant(ResolvedAt),
            ContinuesId = ContinuesId,
            ContinuedAt = Times.Instant(ContinuedAt),
            CreatedByKind = RowWords.PersonKind(CreatedByKind),
            CreatedBy = CreatedBy,
            CreatedAt = Instant.FromUnixTimeMilliseconds(CreatedAt),
            Tally = new(LastSeq, LastGuestSeq, MessageCount, GuestMessageCount),
            Members = members,
        };
}

/// <summary>The words of the rows, which are those of the API.</summary>
internal static class RowWords
{
    public static ConversationKind ConversationKind(string word) =>
        word == "oneOnOne" ? Domain.Conversations.ConversationKind.OneOnOne : Domain.Conversations.ConversationKind.Group;

    public static Origin Origin(string word) =>
        word switch
        {
            "link" => Domain.Conversations.Origin.Link,
            "widget" => Domain.Conversations.Origin.Widget,
            "scheduler" => Domain.Conversations.Origin.Scheduler,
            _ => Domain.Conversations.Origin.Agent,
        };

    public static ConversationStatus Status(string word) =>
        word switch
        {
            "snoozed" => ConversationStatus.Snoozed,
            "resolved" => ConversationStatus.Resolved,
            _ => ConversationStatus.Open,
        };

    public static MessageKind MessageKind(string word) =>
        word switch
        {
            "note" => Domain.Conversations.MessageKind.Note,
            "notice" => Domain.Conversations.MessageKind.Notice,
            "meeting" => Domain.Conversations.MessageKind.Meeting,
            _ => Domain.Conversations.MessageKind.Text,
        };

    public static PersonKind PersonKind(string word) =>
        word switch
        {
            "agent" => Domain.Conversations.PersonKind.Agent,
            "guest" => Domain.Conversations.PersonKind.Guest,
            _ => Domain.Conversations.PersonKind.System,
        };
}

internal static class Times
{
    public static Instant? Instant(long? milliseconds) => milliseconds is { } ms ? NodaTime.Instant.FromUnixTimeMilliseconds(ms) : null;
}
