using XBees.Application.Calendars;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.OAuth;

namespace XBees.Infrastructure.Calendars.OAuth;

/// <summary>An agent signs in to a provider of calendars.</summary>
public sealed class CalendarSignIns(CalendarApps apps, OAuthClient client, SignInState state, PublicAddress address)
{
    private const string Purpose = "calendar-sign-in";

    /// <summary>The kinds that the operator has set up.</summary>
    public IReadOnlyCollection<CalendarKind> Kinds => apps.Kinds;

    /// <summary>Where the browser goes to, and what it keeps meanwhile; null: the operator has not set that up.</summary>
    public (string Url, string Begun)? Begin(string agentId, CalendarKind kind)
    {
        if (apps.Find(kind) is not { } app)
        {
            return null;
        }
        var begun = state.Begin(Purpose, Subject(agentId, kind));
        return (OAuthClient.SignIn(app.OAuth, Redirect(kind), begun), begun.Kept);
    }

    /// <summary>The secret of the connection, for a code; null: it is not what this agent has begun in this browser.</summary>
    public async Task<string?> FinishAsync(
        string agentId,
        CalendarKind kind,
        string? kept,
        string? said,
        string? code,
        CancellationToken cancel
    ) =>
        state.Take(Purpose, Subject(agentId, kind), kept, said) is var (verifier, _)
        && code is { Length: > 0 }
        && apps.Find(kind) is { } app
            ? (await client.ExchangeAsync(app.OAuth, code, verifier, Redirect(kind), cancel)).ToSecret()
            : null;

    private static string Subject(string agentId, CalendarKind kind) => $"{agentId} {CalendarText.Word(kind)}";

    private string Redirect(CalendarKind kind) => address.Of($"/calendars/{CalendarText.Word(kind)}/callback");
}
