using System.Net;
using System.Text.Json;
using XBees.Testing.App;
using Xunit;

namespace XBees.Api.Tests.Setup;

/// <summary>Reading JSON by paths such as <c>guest.id</c> or <c>members.0.name</c>, and what a refusal must look like.</summary>
public static class Answers
{
    public static JsonElement At(this JsonElement json, string path)
    {
        foreach (var step in path.Split('.'))
        {
            json = int.TryParse(step, out var index) && json.ValueKind == JsonValueKind.Array ? json[index] : json.GetProperty(step);
        }
        return json;
    }

    public static string Text(this JsonElement json, string path) => json.At(path).GetString()!;

    public static long Number(this JsonElement json, string path) => json.At(path).GetInt64();

    public static bool IsNull(this JsonElement json, string path) => json.At(path).ValueKind == JsonValueKind.Null;

    public static bool Has(this JsonElement json, string member) => json.TryGetProperty(member, out _);

    public static IReadOnlyList<JsonElement> Items(this JsonElement page) => [.. page.At("items").EnumerateArray()];

    public static async Task<JsonElement> BodyAsync(this HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());

    /// <summary>AP-4: the answer is a problem of this type, and of this field where one is given.</summary>
    public static async Task<JsonElement> RefusesAsync(
        this AppClient client,
        HttpMethod method,
        string path,
        object? body,
        int status,
        string slug,
        string? field = null,
        params (string Name, string Value)[] headers
    )
    {
        using var answer = await client.SendAsync(method, path, body, headers);
        return await answer.IsProblemAsync(status, slug, field);
    }

    public static async Task<JsonElement> IsProblemAsync(this HttpResponseMessage answer, int status, string slug, string? field = null)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"Expected {status} {slug}, got {(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal("/problems/" + slug, problem.Text("type"));
        Assert.Equal(status, problem.Number("status"));
        Assert.NotEqual("", problem.Text("title"));
        if (field is not null)
        {
            Assert.True(problem.At("errors").TryGetProperty(field, out var texts), $"No error of {field}: {text}");
            Assert.NotEqual("", texts[0].GetString());
        }
        return problem;
    }

    public static void Is(this HttpResponseMessage answer, HttpStatusCode status) => Assert.Equal(status, answer.StatusCode);
}
