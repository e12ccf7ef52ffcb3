using XBees.Domain.Agents;
using XBees.Domain.Conversations;

namespace XBees.Application;

/// <summary>Who asks. Goes into every use case and every reader; what comes out is this caller's view.</summary>
/// <param name="Person">The agent or guest as messages name them; the id keeps memberships and idempotency keys.</param>
public abstract record Caller(Person Person)
{
    public string PersonId => Person.Id!;

    /// <summary>What the caller reads: an agent's own choice, or the language of the guest's session.</summary>
    public string Language { get; init; } = Languages.English;

    public bool IsGuest => Person.Kind == PersonKind.Guest;
}

/// <summary>An agent, by cookie or by an API key that acts for them.</summary>
/// <param name="Person">The agent, with the name for guests.</param>
/// <param name="Licence">Basic or Standard (LC-1).</param>
/// <param name="Administrator">The right of LC-2; by it alone one sees heads and no message.</param>
/// <param name="SessionId">The signed-in session, or null by key.</param>
/// <param name="Key">The API key and what it is narrowed to, or null by cookie.</param>
public sealed record AgentCaller(Person Person, Licence Licence, bool Administrator, string? SessionId, KeyScopes? Key = null)
    : Caller(Person)
{
    /// <summary>The key of LC-2 that sees and writes in every conversation without joining.</summary>
    public bool SeesAll => Key?.Has(KeyScopes.All) == true;

    /// <summary>Whether an API key's scopes allow it; a signed-in agent has them all.</summary>
    public bool May(string scope) =>
        Key is null || Key.Has(scope) || (scope.StartsWith("conversations:", StringComparison.Ordinal) && SeesAll);
}

/// <summary>A guest, by the token of one session (GU-2).</summary>
/// <param name="Person">The guest, shown as TI-7 says.</param>
/// <param name="SessionId">The session that the token opens.</param>
/// <param name="WidgetId">The widget it began at, or null.</param>
/// <param name="LinkAgentId">The agent whose personal link it began at, or null.</param>
public sealed record GuestCaller(Person Person, string SessionId, string? WidgetId, string? LinkAgentId) : Caller(Person)
{
    /// <summary>The mark of the network that this request came from; null where it is not known.</summary>
    public string? Network { get; init; }
}

/// <summary>An API key and its scopes (AP-2).</summary>
/// <param name="KeyId">The key.</param>
/// <param name="Scopes">Some of <see cref="Known"/>.</param>
public sealed record KeyScopes(string KeyId, IReadOnlySet<string> Scopes)
{
    public const string Read = "conversations:read";
    public const string Write = "conversations:write";
    public const string All = "conversations:all";
    public const string Contacts = "contacts";
    public const string Meetings = "meetings";
    public const string Admin = "admin";

    public static readonly IReadOnlyList<string> Known = [Read, Write, Contacts, Meetings, Admin, All];

    public bool Has(string scope) => Scopes.Contains(scope);
}
