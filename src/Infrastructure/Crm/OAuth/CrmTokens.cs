using System.Net;
using System.Net.Http.Headers;
using XBees.Application.Crm;
using XBees.Infrastructure.OAuth;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Crm.OAuth;

/// <summary>Calls with what is kept of a connection. Tokens are renewed when their time is over, and when the CRM does not take them any more.</summary>
public sealed class CrmTokens(CrmStore store, CrmHttp http, TimeProvider time) : IDisposable
{
    // A token that ends on the way would be refused.
    private static readonly Duration Margin = Duration.FromMinutes(1);
    private readonly OAuthClient client = new(http, time);
    private readonly SemaphoreSlim renewing = new(1);

    public void Dispose() => renewing.Dispose();

    /// <param name="access">The connection.</param>
    /// <param name="app">With whom its tokens are renewed.</param>
    /// <param name="make">Makes what is sent; it may be sent twice.</param>
    /// <param name="allowed">Answers beside the good ones that mean something to the caller.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task<OutsideAnswer> SendAsync<T>(
        CrmAccess access,
        Func<T, OAuthApp> app,
        Func<T, HttpRequestMessage> make,
        HttpStatusCode[] allowed,
        CancellationToken cancel
    )
        where T : CrmSecret
    {
        var secret = CrmSecret.Of<T>(access);
        var until = (Instant.FromDateTimeOffset(time.GetUtcNow()) + Margin).ToUnixTimeMilliseconds();
        if (secret.Tokens?.Until <= until)
        {
            secret = await RenewAsync(access.ConnectionId, secret, app).WaitAsync(cancel);
        }
        var answer = await SendAsync(secret, make, allowed, cancel);
        if (answer.Status == HttpStatusCode.Unauthorized && secret.Tokens is not null)
        {
            secret = await RenewAsync(access.ConnectionId, secret, app).WaitAsync(cancel);
            answer = await SendAsync(secret, make, allowed, cancel);
        }
        return answer.Status == HttpStatusCode.Unauthorized ? throw new CrmRefuses("The CRM does not let us in.") : answer;
    }

    /// <summary>Gives them back.</summary>
    internal Task ForgetAsync(OAuthApp app, OAuthTokens tokens, CancellationToken cancel) => client.RevokeAsync(app, tokens, cancel);

    private Task<OutsideAnswer> SendAsync<T>(T secret, Func<T, HttpRequestMessage> make, HttpStatusCode[] allowed, CancellationToken cancel)
        where T : CrmSecret
    {
        var request = make(secret);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret.Bearer());
        return http.SendAsync(request, [HttpStatusCode.Unauthorized, .. allowed], cancel);
    }

    /// <summary>Whoever waits may give up, this does not: a token that lasts can be changed with each renewal, and one that came and was not kept is lost.</summary>
    private async Task<T> RenewAsync<T>(string connectionId, T used, Func<T, OAuthApp> app)
        where T : CrmSecret
    {
        await renewing.WaitAsync(CancellationToken.None);
        try
        {
            var before = await StoredAsync(connectionId);
            var present = CrmSecret.Of<T>(before);
            // Another call has renewed them meanwhile.
            return present.Tokens?.Access == used.Tokens?.Access ? await RenewAsync(connectionId, before, present, app) : present;
        }
        finally
        {
            renewing.Release();
        }
    }

    private async Task<T> RenewAsync<T>(string connectionId, string before, T present, Func<T, OAuthApp> app)
        where T : CrmSecret
    {
        try
        {
            var tokens = await client.RefreshAsync(app(present), present.Tokens!, CancellationToken.None);
            var after = (T)present.With(tokens);
            return await store.ReplaceSecretAsync(connectionId, before, after.ToSecret())
                ? after
                : CrmSecret.Of<T>(await StoredAsync(connectionId));
        }
        catch (CrmRefuses)
        {
            // Another node has renewed them, and the one that lasted does so no more.
            var now = await StoredAsync(connectionId);
            if (now == before)
            {
                throw;
            }
            return CrmSecret.Of<T>(now);
        }
    }

    /// <summary>While it is being connected nothing is stored: the tokens are as new as they can be.</summary>
    private async Task<string> StoredAsync(string connectionId) =>
        await store.SecretAsync(connectionId) ?? throw new CrmRefuses("The CRM does not let us in.");
}
