using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>
/// The token of a conversation's link. It is made from the conversation, the number of its link and the master key, so that it lies
/// nowhere: not in a row, not in the log, not in a backup.
/// </summary>
public interface IJoinTokens
{
    string TokenOf(string conversationId, long number);

    /// <summary>The conversation that a token speaks of, which proves nothing yet; null where it has not the form of one.</summary>
    string? ConversationOf(string token);

    /// <summary>Compared in the same time, whatever was sent.</summary>
    bool IsRight(string token, string conversationId, long number);
}

/// <summary>What somebody sees who has the link and has given no name yet (IN-9): nothing else.</summary>
/// <param name="Inviter">Who made the conversation, or whom it reached: an agent by the name for guests, or a service.</param>
/// <param name="Title">As a guest reads it (TI-8).</param>
/// <param name="Avatar">Of the title.</param>
/// <param name="Organisation">Whose XBees it is.</param>
public sealed record JoinFace(string Inviter, string Title, Avatar Avatar, string Organisation);

/// <summary>Open links as those see them who hold one, and as agents do.</summary>
public interface IJoinLinks
{
    /// <summary>Null where the link is not open, whatever the reason.</summary>
    Task<JoinFace?> FaceAsync(string token, CancellationToken cancel);

    /// <summary>Null where the caller may not read the conversation.</summary>
    Task<JoinLink?> OfAsync(AgentCaller caller, string conversationId, CancellationToken cancel);
}

/// <summary>A conversation's link.</summary>
/// <param name="Enabled">Whether it is open.</param>
/// <param name="Number">Which one it is.</param>
/// <param name="Version">The conversation's.</param>
public sealed record JoinLink(bool Enabled, long Number, long Version);
