namespace XBees.Domain.Guests;

/// <summary>The addresses of the guests who are here: nobody comes twice by the same one, however it is spelled (GU-13).</summary>
public sealed class KnownAddresses(IEnumerable<string?> emails)
{
    private readonly HashSet<string> folded = emails.Select(EmailAddress.Fold).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>False where somebody here has it; who has none is always somebody new.</summary>
    public bool TryAdd(string? email) => EmailAddress.Fold(email) is not { } address || folded.Add(address);
}
