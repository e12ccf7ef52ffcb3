using System.Net;
using System.Net.Http.Headers;
using XBees.Application.Calendars;
using XBees.Infrastructure.OAuth;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Calendars.OAuth;

/// <summary>Calls with an account's token, which is renewed when its time is over and when the other side does not take it any more.</summary>
public sealed class OAuthCalls(CalendarApps apps, OAuthClient client, ICalendarSecrets secrets, CalendarHttp http, TimeProvider time)
{
    // A token that ends on the way would be refused.
    private static readonly Duration Margin = Duration.FromMinutes(1);

    /// <summary>Where the account's calendars are; refuses where the operator has taken the provider away.</summary>
    public string Api(CalendarKind kind) => App(kind).Api;

    /// <param name="kind">Whose account it is.</param>
    /// <param name="access">The account.</param>
    /// <param name="make">Makes what is sent; it may be sent twice.</param>
    /// <param name="allowed">Answers beside the good ones that mean something to the caller.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<OutsideAnswer> SendAsync(
        CalendarKind kind,
        CalendarAccess access,
        Func<HttpRequestMessage> make,
        HttpStatusCode[] allowed,
        CancellationToken cancel
    )
    {
        var app = App(kind);
        var secret = await CurrentAsync(access, cancel);
        var renewed = OAuthTokens.Of(secret).Until <= (Now + Margin).ToUnixTimeMilliseconds();
        if (renewed)
        {
            secret = await RenewAsync(app, access, secret, cancel);
        }
        var answer = await SendAsync(secret, make, allowed, cancel);
        if (answer.Status == HttpStatusCode.Unauthorized && !renewed)
        {
            answer = await SendAsync(await RenewAsync(app, access, secret, cancel), make, allowed, cancel);
        }
        return answer.Status == HttpStatusCode.Unauthorized ? throw new CalendarRefuses("The account does not let us in.") : answer;
    }

    /// <summary>Gives the tokens back.</summary>
    public Task ForgetAsync(CalendarKind kind, CalendarAccess access, CancellationToken cancel) =>
        client.RevokeAsync(App(kind).OAuth, OAuthTokens.Of(access.Secret), cancel);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private CalendarApp App(CalendarKind kind) =>
        apps.Find(kind) ?? throw new CalendarRefuses("This installation is not registered with the provider any more.");

    private Task<OutsideAnswer> SendAsync(string secret, Func<HttpRequestMessage> make, HttpStatusCode[] allowed, CancellationToken cancel)
    {
        var request = make();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", OAuthTokens.Of(secret).Access);
        return http.SendAsync(request, [HttpStatusCode.Unauthorized, .. allowed], cancel);
    }

    /// <summary>As it is stored now: another call may have renewed it.</summary>
    private async Task<string> CurrentAsync(CalendarAccess access, CancellationToken cancel) =>
        access.ConnectionId.Length == 0
            ? access.Secret
            : await secrets.FindAsync(access.ConnectionId, cancel) ?? throw new CalendarRefuses("The account was disconnected.");

    private async Task<string> RenewAsync(CalendarApp app, CalendarAccess access, string secret, CancellationToken cancel)
    {
        // While it is being connected nothing is stored: the token is as new as it can be.
        if (access.ConnectionId.Length == 0)
        {
            throw new CalendarRefuses("The account does not let us in.");
        }
        var after = (await client.RefreshAsync(app.OAuth, OAuthTokens.Of(secret), cancel)).ToSecret();
        return await secrets.ReplaceAsync(access.ConnectionId, secret, after, cancel) ? after : await CurrentAsync(access, cancel);
    }
}
