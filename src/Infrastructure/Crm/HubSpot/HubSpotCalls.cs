using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using XBees.Application.Crm;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Crm.HubSpot;

/// <summary>What is kept of a connection: the token of a private app, and where its account's pages are.</summary>
internal sealed record HubSpotSecret(string Token, long Portal, string Domain)
{
    public string ToSecret() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static HubSpotSecret Of(CrmAccess access) =>
        JsonSerializer.Deserialize<HubSpotSecret>(access.Secret, JsonSerializerOptions.Web)!;

    public override string ToString() => "a token";
}

/// <summary>Calls with the token of an account.</summary>
public sealed class HubSpotCalls(CrmHttp http, IConfiguration configuration)
{
    private readonly string api = (configuration["XBees:HubSpot:Api"] ?? "https://api.hubapi.com").TrimEnd('/');

    /// <summary>Null: it is not there.</summary>
    internal async Task<T?> FindAsync<T>(string token, string path, CancellationToken cancel)
        where T : class
    {
        var answer = await SendAsync<string>(token, HttpMethod.Get, path, null, [HttpStatusCode.NotFound], cancel);
        return answer.IsSuccess ? CrmHttp.Read<T>(answer) : null;
    }

    internal async Task<T> GetAsync<T>(string token, string path, CancellationToken cancel)
        where T : class => CrmHttp.Read<T>(await SendAsync<string>(token, HttpMethod.Get, path, null, [], cancel));

    internal Task<OutsideAnswer> PostAsync<T>(string token, string path, T body, HttpStatusCode[] allowed, CancellationToken cancel)
        where T : class => SendAsync(token, HttpMethod.Post, path, body, allowed, cancel);

    internal Task<OutsideAnswer> PatchAsync<T>(string token, string path, T body, HttpStatusCode[] allowed, CancellationToken cancel)
        where T : class => SendAsync(token, HttpMethod.Patch, path, body, allowed, cancel);

    private Task<OutsideAnswer> SendAsync<T>(
        string token,
        HttpMethod method,
        string path,
        T? body,
        HttpStatusCode[] allowed,
        CancellationToken cancel
    )
        where T : class
    {
        var request = new HttpRequestMessage(method, api + path) { Content = body is null ? null : CrmHttp.Write(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http.SendAsync(request, allowed, cancel);
    }
}
