using System.Net;
using XBees.Application.Crm;
using XBees.Infrastructure.Crm.OAuth;
using XBees.Infrastructure.OAuth;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Crm.Salesforce;

/// <summary>What is kept of a connection.</summary>
/// <param name="Login">Where somebody has signed in, for tokens to be renewed there.</param>
/// <param name="Done">What the organisation calls a task that is done.</param>
internal sealed record SalesforceSecret(string Login, string Done) : CrmSecret;

/// <summary>Calls to an organisation, where its tokens say that it is: that is hostile, as all that comes from there.</summary>
public sealed class SalesforceCalls(CrmTokens tokens, SalesforceApps apps)
{
    public const string Version = "/services/data/v62.0";

    // https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
    private static readonly HttpStatusCode[] Explained = [HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.NotFound];

    /// <summary>Where the organisation is; throws where that would be anywhere but at Salesforce.</summary>
    internal string Place(SalesforceSecret secret) =>
        apps.Place(secret.Tokens?.Instance) ?? throw new CrmUnreadable("The CRM says to be where it cannot be.");

    internal string? Page(CrmAccess access, string id) => apps.Page(CrmSecret.Of<SalesforceSecret>(access).Tokens?.Instance, id);

    internal async Task<T> GetAsync<T>(CrmAccess access, string path, CancellationToken cancel)
        where T : class
    {
        var answer = await SendAsync<string>(access, HttpMethod.Get, path, null, cancel);
        return answer.IsSuccess ? CrmHttp.Read<T>(answer) : throw SalesforceErrors.Failure(answer);
    }

    /// <summary>Rows of SOQL, which sees what was written a moment ago; what was deleted is none (CR-9).</summary>
    internal async Task<IReadOnlyList<SalesforceObject>> QueryAsync(CrmAccess access, string soql, CancellationToken cancel)
    {
        var answer = await SendAsync<string>(access, HttpMethod.Get, $"/query?q={Uri.EscapeDataString(soql)}", null, cancel);
        return answer.IsSuccess ? [.. (CrmHttp.Read<SalesforceFound>(answer).Records ?? []).OfType<SalesforceObject>()]
            : SalesforceErrors.IsGone(answer) ? []
            : throw SalesforceErrors.Failure(answer);
    }

    internal async Task<SalesforceObject?> FirstAsync(CrmAccess access, string soql, CancellationToken cancel) =>
        await QueryAsync(access, soql, cancel) is [var first, ..] ? first : null;

    /// <summary>The answer, good or explained (<see cref="SalesforceErrors"/>).</summary>
    internal Task<OutsideAnswer> PostAsync<T>(CrmAccess access, string path, T body, CancellationToken cancel)
        where T : class => SendAsync(access, HttpMethod.Post, path, body, cancel);

    internal Task<OutsideAnswer> PatchAsync<T>(CrmAccess access, string path, T body, CancellationToken cancel)
        where T : class => SendAsync(access, HttpMethod.Patch, path, body, cancel);

    internal Task ForgetAsync(CrmAccess access, CrmAccess? kept, CancellationToken cancel)
    {
        var secret = CrmSecret.Of<SalesforceSecret>(access);
        // The same one given twice: what is kept would end with it.
        return kept is not null && CrmSecret.Of<SalesforceSecret>(kept).Tokens!.Refresh == secret.Tokens!.Refresh
            ? Task.CompletedTask
            : tokens.ForgetAsync(App(secret), secret.Tokens!, cancel);
    }

    private Task<OutsideAnswer> SendAsync<T>(CrmAccess access, HttpMethod method, string path, T? body, CancellationToken cancel)
        where T : class =>
        tokens.SendAsync<SalesforceSecret>(access, App, secret => Request(secret, method, path, body), Explained, cancel);

    private HttpRequestMessage Request<T>(SalesforceSecret secret, HttpMethod method, string path, T? body)
        where T : class
    {
        var request = new HttpRequestMessage(method, Place(secret) + Version + path)
        {
            Content = body is null ? null : CrmHttp.Write(body),
        };
        if (method == HttpMethod.Post)
        {
            // Whom the organisation's own rules call a duplicate is told with their id, and not made.
            request.Headers.Add("Sforce-Duplicate-Rule-Header", "allowSave=false; includeRecordDetails=false; runAsCurrentUser=true");
        }
        return request;
    }

    private OAuthApp App(SalesforceSecret secret) =>
        apps.Find(secret.Login) ?? throw new CrmRefuses("This installation is not registered with Salesforce any more.");
}
