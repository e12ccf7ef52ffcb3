using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using XBees.Infrastructure.Identity;

namespace XBees.Infrastructure.OAuth;

/// <summary>What was begun, on the way to a provider.</summary>
/// <param name="State">By which it is known again.</param>
/// <param name="Challenge">Of the verifier that goes with the code.</param>
/// <param name="Kept">What the browser keeps meanwhile.</param>
public sealed record BegunSignIn(string State, string Challenge, string Kept);

/// <summary>
/// Somebody goes to a provider and comes back with a code (RFC 6749, 10.12; RFC 7636). What was begun is kept by the browser, sealed: the code is of use
/// there alone, and to whom has begun it.
/// </summary>
public sealed class SignInState(MasterKey master, TimeProvider time)
{
    public static readonly Duration Lasts = Duration.FromMinutes(15);

    /// <param name="purpose">What it is for.</param>
    /// <param name="subject">Who begins it, and with whom; nobody else comes back with it.</param>
    /// <param name="detail">What is to be known again then.</param>
    public BegunSignIn Begin(string purpose, string subject, string detail = "")
    {
        var (state, verifier) = (SecretToken.New(), SecretToken.New() + SecretToken.New());
        var until = (Instant.FromDateTimeOffset(time.GetUtcNow()) + Lasts).ToUnixTimeMilliseconds();
        var begun = JsonSerializer.Serialize(new Begun(subject, detail, state, verifier, until));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        return new(state, challenge, master.Seal(purpose, begun));
    }

    /// <summary>The verifier and the detail of what was begun; null: it was not this that this subject has begun in this browser, or too long ago.</summary>
    public (string Verifier, string Detail)? Take(string purpose, string subject, string? kept, string? state) =>
        Open(purpose, kept) is { } begun
        && begun.Subject == subject
        && begun.Until > time.GetUtcNow().ToUnixTimeMilliseconds()
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(begun.State), Encoding.UTF8.GetBytes(state ?? ""))
            ? (begun.Verifier, begun.Detail)
            : null;

    private Begun? Open(string purpose, string? kept)
    {
        try
        {
            return kept is null ? null : JsonSerializer.Deserialize<Begun>(master.Open(purpose, kept));
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private sealed record Begun(string Subject, string Detail, string State, string Verifier, long Until);
}
