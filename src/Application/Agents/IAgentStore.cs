namespace XBees.Application.Agents;

/// <summary>Agents with what signs them in, inside a unit of work.</summary>
public interface IAgentStore
{
    Task<AgentAccount?> FindAsync(IUnit unit, string id);

    Task<AgentAccount?> FindByEmailAsync(IUnit unit, string folded);

    /// <summary>With the slug, which is never given to anybody else (IN-10).</summary>
    Task AddAsync(IUnit unit, AgentAccount agent);

    /// <summary>Stores all of it at the version it was read; false where somebody else was faster.</summary>
    Task<bool> SaveAsync(IUnit unit, AgentAccount agent);

    /// <summary>Whether the slug is or was anybody's.</summary>
    Task<bool> SlugIsTakenAsync(IUnit unit, string slug, string exceptAgentId);

    /// <summary>The agent's slug from now on; the earlier one stays theirs.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="agent">Whose.</param>
    /// <param name="slug">The new one.</param>
    /// <param name="leads">For so long the old one leads to it; zero: none of the earlier ones does any more (IN-10).</param>
    Task ChangeSlugAsync(IUnit unit, AgentAccount agent, string slug, Duration leads);

    /// <summary>Ends the agent's sessions but one, and tells their streams (AU-4).</summary>
    Task EndSessionsAsync(IUnit unit, string agentId, string? exceptSessionId = null);

    /// <summary>Ends one session; false where the agent has no such session.</summary>
    Task<bool> EndSessionAsync(IUnit unit, string agentId, string sessionId);

    Task RevokeKeysAsync(IUnit unit, string agentId);

    /// <summary>A link that can be used once (AU-3); earlier ones of its kind stop working.</summary>
    Task AddLinkAsync(IUnit unit, string agentId, string kind, string tokenHash, Instant expires);

    /// <summary>Takes the link for good and gives its agent; null where it is unknown, used, replaced or too old.</summary>
    Task<string?> UseLinkAsync(IUnit unit, string kind, string tokenHash);

    /// <summary>Takes the place of a lock while rights are given and taken (AD-6).</summary>
    Task LockAdministratorsAsync(IUnit unit);

    Task<int> CountActiveAdministratorsAsync(IUnit unit);
}

/// <summary>Kinds of links of AU-3.</summary>
public static class AgentLinks
{
    public const string Invitation = "invitation";
    public const string Reset = "reset";
    public static readonly Duration InvitationLasts = Duration.FromHours(48);
    public static readonly Duration ResetLasts = Duration.FromHours(1);
}

/// <summary>Passwords: their hashes and what is asked of them. Never called inside a unit: a hash takes long.</summary>
public interface IPasswords
{
    string Hash(string password);

    /// <summary>Takes as long for an account without a password as for one with.</summary>
    bool Verify(string? hash, string password);

    /// <summary>Throws <see cref="Invalid"/> with a sentence that says what to change.</summary>
    void Check(string? password, string field);
}

/// <summary>Mails that sign agents in, written in the unit that caused them.</summary>
public interface IAgentMails
{
    /// <param name="unit">The unit that made the link.</param>
    /// <param name="agent">To whom.</param>
    /// <param name="token">What the link holds; only the link's hash is stored elsewhere.</param>
    /// <returns>The whole address of the link.</returns>
    Task<string> InviteAsync(IUnit unit, AgentAccount agent, string token);

    Task ResetAsync(IUnit unit, AgentAccount agent, string token);
}
