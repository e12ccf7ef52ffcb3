using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using XBees.Application.Calendars;
using XBees.Infrastructure.Identity;

namespace XBees.Infrastructure.Calendars.OAuth;

/// <summary>An agent goes to a provider and comes back with a code. What was begun is kept by the browser, sealed: the code is of use there alone.</summary>
public sealed class CalendarSignIns(OAuthApps apps, OAuthClient client, MasterKey master, PublicAddress address, TimeProvider time)
{
    private const string Purpose = "calendar-sign-in";
    public static readonly Duration Lasts = Duration.FromMinutes(15);

    /// <summary>The kinds that the operator has set up.</summary>
    public IReadOnlyCollection<CalendarKind> Kinds => apps.Kinds;

    /// <summary>Where the browser goes to, and what it keeps meanwhile; null: the operator has not set that up.</summary>
    public (string Url, string Begun)? Begin(string agentId, CalendarKind kind)
    {
        if (apps.Find(kind) is not { } app)
        {
            return null;
        }
        var (state, verifier) = (SecretToken.New(), SecretToken.New() + SecretToken.New());
        var until = (Instant.FromDateTimeOffset(time.GetUtcNow()) + Lasts).ToUnixTimeMilliseconds();
        var begun = JsonSerializer.Serialize(new Begun(agentId, kind, state, verifier, until));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        return (OAuthClient.SignIn(app, Redirect(kind), state, challenge), master.Seal(Purpose, begun));
    }

    /// <summary>The secret of the connection, for a code; null: it is not what this agent has begun in this browser.</summary>
    public async Task<string?> FinishAsync(
        string agentId,
        CalendarKind kind,
        string? kept,
        string? state,
        string? code,
        CancellationToken cancel
    ) =>
        Open(kept) is { } begun
        && begun.AgentId == agentId
        && begun.Kind == kind
        && begun.Until > time.GetUtcNow().ToUnixTimeMilliseconds()
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(begun.State), Encoding.UTF8.GetBytes(state ?? ""))
        && code is { Length: > 0 }
        && apps.Find(kind) is { } app
            ? (await client.ExchangeAsync(app, code, begun.Verifier, Redirect(kind), cancel)).ToSecret()
            : null;

    private string Redirect(CalendarKind kind) => address.Of($"/calendars/{CalendarText.Word(kind)}/callback");

    private Begun? Open(string? kept)
    {
        try
        {
            return kept is null ? null : JsonSerializer.Deserialize<Begun>(master.Open(Purpose, kept));
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private sealed record Begun(string AgentId, CalendarKind Kind, string State, string Verifier, long Until);
}
