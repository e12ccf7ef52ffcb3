using System.Net;
using System.Text;
using System.Text.Json;
using XBees.Testing;
using XBees.Testing.App;
using Xunit;

namespace XBees.Api.Tests.Http;

public sealed class ProblemTests : IAsyncLifetime
{
    private XBeesApp app = null!;

    public async ValueTask InitializeAsync() => app = await XBeesApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory, Rule("AP-4")]
    [InlineData("PATCH", "/api/v1/me", "{", 400, "unreadable")]
    [InlineData("PATCH", "/api/v1/me", "{\"name\":7}", 400, "unreadable")]
    [InlineData("PATCH", "/api/v1/me", "{\"name\":\"\\ud800\"}", 400, "unreadable")]
    [InlineData("PATCH", "/api/v1/me", "", 400, "unreadable")]
    [InlineData("PATCH", "/api/v1/me", "null", 400, "unreadable")]
    [InlineData("PATCH", "/api/v1/me", "{\"licence\":\"Standard\"}", 400, "unknown-member")]
    [InlineData("PATCH", "/api/v1/me", "{\"language\":\"xx\"}", 422, "validation")]
    [InlineData("GET", "/api/v1/nothing", null, 404, "not-found")]
    [InlineData("GET", "/api/v1/admin/agents/agt_nothing", null, 404, "not-found")]
    [InlineData("DELETE", "/api/v1/me", null, 405, "method-not-allowed")]
    [InlineData("GET", "/api/v1/admin/agents?after=abc", null, 400, "cursor-invalid")]
    [InlineData("GET", "/api/v1/admin/agents?limit=0", null, 400, "unreadable")]
    [InlineData("GET", "/api/v1/admin/agents?limit=many", null, 400, "unreadable")]
    [InlineData("GET", "/api/v1/widgets/wk_nothing/settings", null, 404, "widget-unknown")]
    [InlineData("GET", "/api/v1/links/nothing", null, 404, "link-unknown")]
    public async Task What_cannot_be_done_is_a_problem_with_a_stable_type(string method, string path, string? body, int status, string slug)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await app.Administrator.SendAsync(new HttpMethod(method), path, content);
        await AssertProblem(answer, status, slug);
    }

    [Fact, Rule("AP-4")]
    public async Task Another_type_of_content_and_bad_utf8_are_refused()
    {
        using var text = new StringContent("{}", Encoding.UTF8, "text/plain");
        using var media = await app.Administrator.SendAsync(HttpMethod.Patch, "/api/v1/me", text);
        await AssertProblem(media, 415, "media-type");
        using var bytes = new ByteArrayContent([.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        bytes.Headers.ContentType = new("application/json");
        using var bad = await app.Administrator.SendAsync(HttpMethod.Patch, "/api/v1/me", bytes);
        await AssertProblem(bad, 400, "unreadable");
    }

    [Fact, Rule("AP-4")]
    public async Task A_body_over_the_limit_is_413_and_a_deep_one_400()
    {
        using var large = new StringContent($"{{\"name\":\"{new string('a', 1_000_000)}\"}}", Encoding.UTF8, "application/json");
        using var refused = await app.Administrator.SendAsync(HttpMethod.Patch, "/api/v1/me", large);
        await AssertProblem(refused, 413, "too-large");
        using var deep = new StringContent(new string('[', 100_000), Encoding.UTF8, "application/json");
        using var bad = await app.Administrator.SendAsync(HttpMethod.Patch, "/api/v1/me", deep);
        await AssertProblem(bad, 400, "unreadable");
    }

    [Fact, Rule("AP-5")]
    public async Task A_stale_version_is_412_and_a_star_428()
    {
        var service = await app.ServiceAsync("Sales");
        using var first = await app.Administrator.SendAsync(
            HttpMethod.Patch,
            $"/api/v1/admin/services/{service}",
            new { name = "Sales team" },
            ("If-Match", "W/\"1\"")
        );
        Assert.Equal("\"2\"", first.Headers.ETag!.ToString());
        using var stale = await app.Administrator.SendAsync(
            HttpMethod.Patch,
            $"/api/v1/admin/services/{service}",
            new { name = "X" },
            ("If-Match", "\"1\"")
        );
        await AssertProblem(stale, 412, "stale");
        using var star = await app.Administrator.SendAsync(
            HttpMethod.Patch,
            $"/api/v1/admin/services/{service}",
            new { name = "X" },
            ("If-Match", "*")
        );
        await AssertProblem(star, 428, "precondition-required");
    }

    [Fact, Rule("AP-5")]
    public async Task A_repeated_request_answers_as_the_first_time_and_no_secret_twice()
    {
        var key = ("Idempotency-Key", "the-same");
        using var first = await app.Administrator.SendAsync(HttpMethod.Post, "/api/v1/admin/services", new { name = "Sales" }, key);
        using var again = await app.Administrator.SendAsync(HttpMethod.Post, "/api/v1/admin/services", new { name = "Sales" }, key);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        using var other = await app.Administrator.SendAsync(HttpMethod.Post, "/api/v1/admin/services", new { name = "Other" }, key);
        await AssertProblem(other, 422, "idempotency-key-reused");
        var body = new { name = "Key", scopes = new[] { "admin" } };
        using var made = await app.Administrator.SendAsync(HttpMethod.Post, "/api/v1/admin/api-keys", body, ("Idempotency-Key", "secret"));
        using var repeated = await app.Administrator.SendAsync(
            HttpMethod.Post,
            "/api/v1/admin/api-keys",
            body,
            ("Idempotency-Key", "secret")
        );
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var problem = await AssertProblem(repeated, 409, "secret-shown");
        Assert.StartsWith("key_", problem.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Single((await app.Administrator.GetAsync("/api/v1/admin/api-keys")).GetProperty("items").EnumerateArray());
    }

    [Fact, Rule("AP-5")]
    public async Task A_list_is_read_page_by_page()
    {
        using var a = await app.AgentAsync("Anna One");
        using var b = await app.AgentAsync("Bert Two");
        var names = new List<string>();
        string? next = null;
        do
        {
            var page = await app.Administrator.GetAsync(
                "/api/v1/admin/agents?limit=1" + (next is null ? "" : "&after=" + Uri.EscapeDataString(next))
            );
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(agent => agent.GetProperty("name").GetString()!));
            next = page.GetProperty("next").GetString();
        } while (next is not null);
        Assert.Equal(["Ada Admin", "Anna One", "Bert Two"], names);
    }

    internal static async Task<JsonElement> AssertProblem(HttpResponseMessage answer, int status, string slug)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal($"/problems/{slug}", problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        return problem;
    }
}
