using NodaTime;

namespace XBees.Domain.Guests;

/// <summary>What a guest is to be shut out by, beside their sessions (SP-2).</summary>
/// <param name="Email">Whoever gives the guest's e-mail address.</param>
/// <param name="NetworkUntil">Whoever comes from the guest's network, until then; null: not the network.</param>
public sealed record BlockWish(bool Email, Instant? NetworkUntil)
{
    private static readonly Duration Longest = Duration.FromDays(Limits.NetworkBlockDays);

    /// <summary>A network is many people's, and another one's soon: it is never shut out without an end.</summary>
    public void Check(Instant now)
    {
        if (NetworkUntil <= now || NetworkUntil > now + Longest)
        {
            throw new Invalid("networkUntil", $"Give a time in the next {Limits.NetworkBlockDays} days.");
        }
    }
}

/// <summary>What somebody is told who is shut out.</summary>
public static class BlockRefusals
{
    /// <summary>The same whatever the reason, and nothing that tells one of it (SP-2).</summary>
    public static readonly Refusal NotAvailable = new(
        "not-available",
        403,
        "This chat is not available",
        "It cannot be used from here at the moment."
    );
}
