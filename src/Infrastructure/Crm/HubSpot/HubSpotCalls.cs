using System.Net;
using XBees.Application.Crm;
using XBees.Infrastructure.Crm.OAuth;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Crm.HubSpot;

/// <summary>What is kept of a connection: the token of a private app, where nobody has signed in, and where its account's pages are.</summary>
internal sealed record HubSpotSecret(string Token, long Portal, string Domain) : CrmSecret
{
    public override string Bearer() => Tokens?.Access ?? Token;
}

/// <summary>Calls to an account.</summary>
public sealed class HubSpotCalls(CrmTokens tokens, HubSpotApp app)
{
    /// <summary>Null: it is not there.</summary>
    internal async Task<T?> FindAsync<T>(CrmAccess access, string path, CancellationToken cancel)
        where T : class
    {
        var answer = await SendAsync<string>(access, HttpMethod.Get, path, null, [HttpStatusCode.NotFound], cancel);
        return answer.IsSuccess ? CrmHttp.Read<T>(answer) : null;
    }

    internal async Task<T> GetAsync<T>(CrmAccess access, string path, CancellationToken cancel)
        where T : class => CrmHttp.Read<T>(await SendAsync<string>(access, HttpMethod.Get, path, null, [], cancel));

    internal Task<OutsideAnswer> PostAsync<T>(CrmAccess access, string path, T body, HttpStatusCode[] allowed, CancellationToken cancel)
        where T : class => SendAsync(access, HttpMethod.Post, path, body, allowed, cancel);

    internal Task<OutsideAnswer> PatchAsync<T>(CrmAccess access, string path, T body, HttpStatusCode[] allowed, CancellationToken cancel)
        where T : class => SendAsync(access, HttpMethod.Patch, path, body, allowed, cancel);

    private Task<OutsideAnswer> SendAsync<T>(
        CrmAccess access,
        HttpMethod method,
        string path,
        T? body,
        HttpStatusCode[] allowed,
        CancellationToken cancel
    )
        where T : class =>
        tokens.SendAsync<HubSpotSecret>(
            access,
            _ => app.Require(),
            _ => new(method, app.Api + path) { Content = body is null ? null : CrmHttp.Write(body) },
            allowed,
            cancel
        );
}
