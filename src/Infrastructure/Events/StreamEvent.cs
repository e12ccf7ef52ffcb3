using System.Text.Json;
using XBees.Application.Conversations;
using XBees.Application.Meetings;

namespace XBees.Infrastructure.Events;

/// <summary>An event as one kind of reader gets it; everybody who gets the same shares its bytes.</summary>
public sealed class StreamEvent(string name, object data)
{
    public static readonly StreamEvent Reset = new("reset", new Nothing());
    public static readonly StreamEvent Ready = new("ready", new Nothing());
    public static readonly StreamEvent SessionEnded = new("session.ended", new Nothing());

    /// <summary>A guest's <c>service.updated</c>: their conversations' titles may be others now.</summary>
    public static readonly StreamEvent TitlesChanged = new("service.updated", new Nothing());

    private byte[]? json;

    public string Name { get; } = name;

    public object Data { get; } = data;

    // Two that render at once render the same.
    public ReadOnlyMemory<byte> Json(JsonSerializerOptions options) => json ??= JsonSerializer.SerializeToUtf8Bytes(Data, options);

    private sealed record Nothing;
}

/// <summary>Something of a conversation changed, or the caller lost sight of it.</summary>
public sealed record ConversationEvent(string ConversationId);

/// <summary>As agents get it: with the version that the change made.</summary>
public sealed record VersionedEvent(string ConversationId, long Version);

/// <summary>To agents: a service's name, manager or members changed, and with them who sees its conversations.</summary>
public sealed record ServiceEvent(string ServiceId);

public sealed record MessageEvent(string ConversationId, MessageView Message);

/// <summary>A meeting that was booked, moved or cancelled, as it is now.</summary>
public sealed record MeetingEvent(string ConversationId, MeetingView Meeting);

/// <summary>The reactions to a message as they are now (MS-8).</summary>
public sealed record ReactionEvent(string ConversationId, string MessageId, long Seq, IReadOnlyList<ReactionView> Reactions);

/// <summary>To guests: up to where some agent has read, no name (MS-4).</summary>
public sealed record SeenEvent(string ConversationId, string Kind, long Seq);

/// <summary>To agents: up to where a guest has read.</summary>
public sealed record GuestReadEvent(string ConversationId, string MemberId, string Kind, string GuestId, long Seq);

/// <summary>One's own place, for one's other devices.</summary>
public sealed record OwnReadEvent(
    string ConversationId,
    string MemberId,
    string Kind,
    string? AgentId,
    string? GuestId,
    long Seq,
    long Unread
);

public sealed record TypingEvent(string ConversationId, PersonView Author, bool Stop);
