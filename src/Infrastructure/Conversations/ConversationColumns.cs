using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>What everybody who reads a row of <c>conversation c</c> with its <c>service s</c> needs.</summary>
internal abstract class ConversationColumns
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Kind { get; init; } = "";
    public string Origin { get; init; } = "";
    public string? Name { get; init; }
    public string? Description { get; init; }
    public long? ReadOnlySince { get; init; }
    public long? PublicSince { get; init; }
    public string? ServiceId { get; init; }
    public string? ServiceName { get; init; }
    public string? AssigneeId { get; init; }
    public long LastSeq { get; init; }
    public long LastGuestSeq { get; init; }
    public long MessageCount { get; init; }
    public long GuestMessageCount { get; init; }
    public string Status { get; init; } = "";
    public long? SnoozedUntil { get; init; }
    public long? SpamSince { get; init; }
    public long CreatedAt { get; init; }

    public static Sql Shared =>
        $"""
            c.id, c.version, c.kind, c.origin, c.name, c.description, c.read_only_since, c.public_since, c.service_id, s.name as service_name,
            c.assignee_id, c.status, c.snoozed_until, c.spam_since, c.last_seq, c.last_guest_seq, c.message_count, c.guest_message_count, c.created_at
            """;
}
