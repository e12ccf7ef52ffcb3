namespace XBees.Web.Authentication;

/// <summary>Who may call.</summary>
[Flags]
public enum Callers
{
    /// <summary>Also those who say nothing about themselves.</summary>
    Anyone = 0,
    Guests = 1,
    Agents = 2,
    Administrators = 4,
    Everybody = Guests | Agents,
}

/// <summary>
/// Whom a controller, an action or a page serves, and which scope an API key needs for it. Every route has one; the role matrix of the
/// tests is made from them.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AccessAttribute(Callers who, string? scope = null) : Attribute
{
    public Callers Who { get; } = who;

    /// <summary>Null where no key is enough: it is about the person who signed in.</summary>
    public string? Scope { get; } = scope;

    /// <summary>Throws the refusal of whoever may not pass (401 without identity, 403 where role or scope is missing).</summary>
    public void Check(Caller? caller)
    {
        if (Who == Callers.Anyone)
        {
            return;
        }
        if (caller is null)
        {
            throw new Refused(AccessRefusals.SignedOut);
        }
        if (!Serves(caller))
        {
            throw new Refused(AccessRefusals.Forbidden);
        }
    }

    private bool Serves(Caller caller) =>
        caller switch
        {
            GuestCaller => Who.HasFlag(Callers.Guests),
            AgentCaller { Key: not null } agent when Scope is null || !agent.May(Scope) => false,
            AgentCaller agent => Who.HasFlag(Callers.Agents) || (Who.HasFlag(Callers.Administrators) && agent.Administrator),
            _ => false,
        };
}
