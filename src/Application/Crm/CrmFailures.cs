namespace XBees.Application.Crm;

/// <summary>A CRM could not be asked. The messages are ours: nothing that the other side said.</summary>
public abstract class CrmFailure(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>It does not accept how we sign in; only an administrator can mend it.</summary>
public sealed class CrmRefuses(string message, Exception? inner = null) : CrmFailure(message, inner);

/// <summary>No answer, or one that says: not now.</summary>
public sealed class CrmUnreachable(string message, Exception? inner = null) : CrmFailure(message, inner)
{
    /// <summary>How long it asks to be left alone.</summary>
    public Duration? RetryAfter { get; init; }
}

/// <summary>What it answers is too much, or cannot be understood.</summary>
public sealed class CrmUnreadable(string message, Exception? inner = null) : CrmFailure(message, inner);

/// <summary>It does not take the values; trying again would not help (CR-10).</summary>
/// <param name="errors">A sentence for each field, by the name that the CRM has for it; under no name, what is of none.</param>
public sealed class CrmInvalid(IReadOnlyDictionary<string, string> errors) : CrmFailure("The CRM does not accept what was typed.")
{
    public IReadOnlyDictionary<string, string> Errors { get; } = errors;
}
