namespace XBees.Application;

/// <summary>What any request can be refused for, whatever it is about.</summary>
public static class RequestRefusals
{
    public static readonly Refusal KeyReused = new(
        "idempotency-key-reused",
        422,
        "This Idempotency-Key belongs to another request",
        "The key was sent before with another method, path or body. Make a new key for a new request."
    );

    /// <summary>Two changed it at once, and this one came second.</summary>
    public static readonly Refusal Stale = new(
        "stale",
        412,
        "Somebody has changed this meanwhile",
        "Read it again and decide on what it is now."
    );
}
