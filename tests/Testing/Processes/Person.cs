using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace XBees.Testing.Processes;

/// <summary>Somebody who calls the API from outside, with a token.</summary>
public sealed class Person(string token)
{
    public string Token { get; } = token;

    public static Person WithKey { get; } = new(Company.Key);

    public async Task<HttpResponseMessage> SendAsync(
        HttpClient http,
        HttpMethod method,
        string path,
        object? body = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        request.Content = body is null ? null : body as HttpContent ?? JsonContent.Create(body);
        return await http.SendAsync(request);
    }

    public async Task<JsonElement> ReadAsync(HttpClient http, string path)
    {
        using var answer = await SendAsync(http, HttpMethod.Get, path);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>())!;
    }
}
