using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace XBees.Testing.App;

/// <summary>One browser, or one program with a token: cookies, the antiforgery header, forms.</summary>
public sealed partial class AppClient : IDisposable
{
    public const string AntiforgeryHeader = "X-XBees-Antiforgery";

    public AppClient(Uri address, string? bearer = null)
    {
        Cookies = new();
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
        Bearer = bearer;
        if (bearer is not null)
        {
            Http.DefaultRequestHeaders.Authorization = new("Bearer", bearer);
        }
    }

    public HttpClient Http { get; }

    public CookieContainer Cookies { get; }

    public string? Bearer { get; }

    /// <summary>The agent's or guest's id.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The value for <see cref="AntiforgeryHeader"/>, sent by default.</summary>
    public string Antiforgery { get; private set; } = "";

    public AppClient As(string id)
    {
        Id = id;
        return this;
    }

    /// <summary>The same browser at another process on the same database.</summary>
    public AppClient At(Uri address)
    {
        var client = new AppClient(address, Bearer) { Id = Id, Antiforgery = Antiforgery };
        foreach (var cookie in Cookies.GetAllCookies().Cast<Cookie>())
        {
            client.Cookies.Add(address, new Cookie(cookie.Name, cookie.Value, "/"));
        }
        if (Antiforgery.Length > 0)
        {
            client.Http.DefaultRequestHeaders.Add(AntiforgeryHeader, Antiforgery);
        }
        return client;
    }

    public async Task ReadAntiforgeryAsync()
    {
        var me = await GetAsync("/api/v1/me");
        Id = me.GetProperty("id").GetString()!;
        Antiforgery = me.GetProperty("antiforgery").GetString()!;
        Http.DefaultRequestHeaders.Add(AntiforgeryHeader, Antiforgery);
    }

    public Task<JsonElement> GetAsync(string path) => JsonAsync(HttpMethod.Get, path);

    public Task<JsonElement> PostAsync(string path, object? body = null) => JsonAsync(HttpMethod.Post, path, body ?? new { });

    public Task<JsonElement> PutAsync(string path, object? body = null) => JsonAsync(HttpMethod.Put, path, body ?? new { });

    public Task<JsonElement> PatchAsync(string path, object body) => JsonAsync(HttpMethod.Patch, path, body);

    public Task<JsonElement> DeleteAsync(string path) => JsonAsync(HttpMethod.Delete, path);

    /// <summary>The answer whatever its status.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        object? body = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = body as HttpContent ?? JsonContent.Create(body);
        }
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return await Http.SendAsync(request);
    }

    /// <summary>Reads the page of a form and sends it filled in, as a browser without scripts does.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, Dictionary<string, string> fields)
    {
        var (action, filled) = await FillAsync(page, fields);
        return await PostFormAsync(action, filled);
    }

    /// <summary>Reads the page of a form and fills it in; <see cref="PostFormAsync"/> sends it.</summary>
    public async Task<(string Action, Dictionary<string, string> Fields)> FillAsync(string page, Dictionary<string, string> fields)
    {
        var html = await Http.GetStringAsync(page);
        foreach (Match hidden in Hidden().Matches(html))
        {
            fields.TryAdd(hidden.Groups[1].Value, WebUtility.HtmlDecode(hidden.Groups[2].Value));
        }
        return (FormAction().Match(html) is { Success: true } match ? match.Groups[1].Value : page, fields);
    }

    public async Task<HttpResponseMessage> PostFormAsync(string action, Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await Http.PostAsync(action, content);
    }

    public void Dispose() => Http.Dispose();

    private async Task<JsonElement> JsonAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method} {path} gave {(int)answer.StatusCode}: {text}");
        }
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    [GeneratedRegex("<form[^>]* action=\"([^\"]*)\"")]
    private static partial Regex FormAction();

    [GeneratedRegex("<input (?=[^>]*type=\"hidden\")[^>]*name=\"([^\"]*)\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
