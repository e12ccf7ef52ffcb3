using System.Net;
using XBees.Testing;
using XBees.Testing.App;
using Xunit;

namespace XBees.Api.Tests.Authentication;

/// <summary>AU-3 with attack rows 27, 30 and 31.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private XBeesApp app = null!;

    public async ValueTask InitializeAsync() => app = await XBeesApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact, Rule("AU-3")]
    public async Task A_token_that_is_not_exactly_the_right_one_is_refused()
    {
        var path = await InviteAsync();
        var token = path["/invite/".Length..];
        foreach (var wrong in new[] { "", "null", token + " ", token.ToUpperInvariant(), token[..^1], new string('0', 64) })
        {
            using var client = app.Anonymous();
            using var answer = await client.SubmitAsync(path, new() { ["Password"] = XBeesApp.Password, ["Token"] = wrong });
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        }
        using var reset = app.Anonymous();
        using var otherKind = await reset.SubmitAsync("/reset/" + token, new() { ["Password"] = XBeesApp.Password });
        Assert.Equal(HttpStatusCode.Gone, otherKind.StatusCode);
    }

    [Fact, Rule("AU-3")]
    public async Task Opening_a_link_uses_nothing_and_a_newer_one_replaces_it()
    {
        var invited = await app.Administrator.PostAsync(
            "/api/v1/admin/agents",
            new
            {
                name = "New",
                email = "new@ternhaus.example",
                licence = "Basic",
            }
        );
        var id = invited.GetProperty("agent").GetProperty("id").GetString();
        var first = new Uri(invited.GetProperty("invitationUrl").GetString()!).AbsolutePath;
        var again = await app.Administrator.PostAsync($"/api/v1/admin/agents/{id}/invitation");
        var second = new Uri(again.GetProperty("invitationUrl").GetString()!).AbsolutePath;
        using var client = app.Anonymous();
        using var opened = await client.SendAsync(HttpMethod.Get, second);
        Assert.Equal("no-referrer", Assert.Single(opened.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("no-store", opened.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("http://", await opened.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var dead = await client.SubmitAsync(first, new() { ["Password"] = XBeesApp.Password });
        Assert.Equal(HttpStatusCode.Gone, dead.StatusCode);
        using var alive = await client.SubmitAsync(second, new() { ["Password"] = XBeesApp.Password });
        Assert.Equal(HttpStatusCode.Found, alive.StatusCode);
    }

    [Fact, Rule("AU-1")]
    public async Task Asking_for_a_reset_tells_nothing_about_the_address()
    {
        using var client = app.Anonymous();
        using var known = await client.SubmitAsync("/reset", new() { ["Email"] = XBeesApp.AdministratorEmail });
        using var unknown = await client.SubmitAsync("/reset", new() { ["Email"] = "xyz@ternhaus.example" });
        Assert.Equal(known.StatusCode, unknown.StatusCode);
        Assert.Equal(
            (await known.Content.ReadAsStringAsync()).Length,
            (await unknown.Content.ReadAsStringAsync()).Replace("xyz@", "ada@", StringComparison.Ordinal).Length
        );
    }

    [Theory, Rule("IN-7")]
    [InlineData("/api/v1/links/")]
    [InlineData("/api/v1/widgets/")]
    public async Task Unknown_slugs_and_keys_all_answer_alike(string path)
    {
        using var client = app.Anonymous();
        var end = path.Contains("widgets", StringComparison.Ordinal) ? "/settings" : "";
        using var near = await client.SendAsync(HttpMethod.Get, $"{path}{app.Administrator.Id}{end}");
        using var far = await client.SendAsync(HttpMethod.Get, $"{path}x{end}");
        Assert.Equal(HttpStatusCode.NotFound, near.StatusCode);
        Assert.Equal(await near.Content.ReadAsStringAsync(), await far.Content.ReadAsStringAsync());
    }

    private async Task<string> InviteAsync()
    {
        var invited = await app.Administrator.PostAsync(
            "/api/v1/admin/agents",
            new
            {
                name = "Nina New",
                email = "nina@ternhaus.example",
                licence = "Standard",
            }
        );
        return new Uri(invited.GetProperty("invitationUrl").GetString()!).AbsolutePath;
    }
}
