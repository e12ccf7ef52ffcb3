using System.Text.Json;
using XBees.Testing;
using XBees.Testing.App;
using Xunit;

namespace XBees.Api.Tests.Http;

public sealed class OpenApiTests : IAsyncLifetime
{
    private XBeesApp app = null!;

    public async ValueTask InitializeAsync() => app = await XBeesApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact, Rule("AP-1")]
    public async Task The_document_lists_what_the_router_has_and_nothing_else()
    {
        var document = await app.Administrator.GetAsync("/openapi/v1.json");
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var documented = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"))
            .Order(StringComparer.Ordinal);
        var routed = Routes.Api(app).Select(route => route.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(routed, documented);
    }

    [Fact, Rule("AP-1")]
    public async Task Every_operation_and_every_parameter_is_explained()
    {
        var document = await app.Administrator.GetAsync("/openapi/v1.json");
        var silent = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => (Name: $"{method.Name} {path.Name}", method.Value)))
            .Where(operation => !operation.Value.TryGetProperty("summary", out var summary) || summary.GetString() is null or "")
            .Select(operation => operation.Name);
        Assert.Empty(silent);
    }

    [Fact, Rule("AP-1")]
    public async Task Whole_examples_have_the_members_of_their_schemas()
    {
        var schemas = (await app.Administrator.GetAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");
        var with = schemas.EnumerateObject().Where(schema => schema.Value.TryGetProperty("examples", out _)).ToList();
        foreach (var (name, schema) in with.Select(schema => (schema.Name, schema.Value)))
        {
            var example = schema.GetProperty("examples")[0];
            var known = schema.GetProperty("properties").EnumerateObject().Select(member => member.Name).ToList();
            var needed = schema.TryGetProperty("required", out var required)
                ? required.EnumerateArray().Select(member => member.GetString()!)
                : [];
            var given = example.EnumerateObject().Select(member => member.Name).ToList();
            Assert.True(given.Count > 0 && given.All(known.Contains) && needed.All(given.Contains), $"{name}: {example}");
        }
        string[] told =
        [
            "AssignmentBody",
            "AuditEntryPage",
            "CodeBody",
            "GuestInvitationView",
            "IdentityBody",
            "InvitationBody",
            "JoinBody",
            "LinkView",
            "MailTemplateBody",
            "MuteBody",
            "PatchBody",
            "SearchResults",
            "StatusBody",
        ];
        Assert.Empty(told.Except(with.Select(schema => schema.Name)));
    }

    [Fact, Rule("AP-1")]
    public async Task The_page_that_can_try_it_holds_nothing_inline()
    {
        using var client = app.Anonymous();
        using var answer = await client.SendAsync(HttpMethod.Get, "/swagger/index.html");
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotMatch(@"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=", html);
    }

    [Fact, Rule("AP-4")]
    public async Task Every_problem_type_has_a_page()
    {
        using var client = app.Anonymous();
        foreach (var slug in XBees.Web.Api.Http.ProblemCatalogue.BySlug.Keys)
        {
            using var page = await client.SendAsync(HttpMethod.Get, $"/problems/{slug}", null, ("Accept", "text/html"));
            Assert.True(page.IsSuccessStatusCode, $"{slug}: {page.StatusCode}");
        }
    }
}
