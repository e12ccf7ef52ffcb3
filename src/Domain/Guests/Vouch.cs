using System.Security.Cryptography;
using System.Text;

namespace XBees.Domain.Guests;

/// <summary>What a website says of its signed-in user, with the proof that its server says so (GU-3, GU-7).</summary>
/// <param name="ExternalId">The website's own id of the user.</param>
/// <param name="Email">As the website sends it; null and empty are the same.</param>
/// <param name="Signature">Of both.</param>
public sealed record Vouch(string? ExternalId, string? Email, string? Signature)
{
    /// <summary>Lower-case hex HMAC-SHA256 over the id, a line break, and the address in lower case.</summary>
    public static string Sign(string secret, string externalId, string? email) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{externalId}\n{email?.ToLowerInvariant()}"))
        );

    /// <summary>By any of the secrets; without one nothing is proven.</summary>
    public bool IsProvenBy(IEnumerable<string> secrets)
    {
        if (ExternalId is null || !IsReadable(ExternalId))
        {
            return false;
        }
        var sent = Encoding.UTF8.GetBytes(Signature ?? "");
        var proven = false;
        // All of them, in the same time whatever was sent.
        foreach (var secret in secrets.Where(secret => secret.Length > 0))
        {
            proven |= CryptographicOperations.FixedTimeEquals(sent, Encoding.UTF8.GetBytes(Sign(secret, ExternalId, Email)));
        }
        return proven;
    }

    /// <summary>A control character or half a letter could make two ids look or sign alike.</summary>
    private static bool IsReadable(string id) =>
        id.Length > 0 && Limits.TooLong(id, Limits.Name) is null && !id.Any(char.IsControl) && !Characters.HasLoneSurrogate(id);
}
