using System.Net;
using XBees.Application;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Web.Authentication;
using Xunit;

namespace XBees.Api.Tests.Http;

/// <summary>Attack rows 33 and 39: the pages, as the router has them, asked by everybody as the API's routes are.</summary>
public sealed class PageMatrixTests : IAsyncLifetime
{
    private XBeesApp app = null!;

    public async ValueTask InitializeAsync() => app = await XBeesApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IReadOnlyList<ListedRoute> Pages => [.. Routes.Of(app).Where(route => route.IsPage)];

    // What says nothing about itself serves agents.
    private static Callers WhoOf(ListedRoute page) => page.Access?.Who ?? Callers.Agents;

    [Fact, Rule("LC-2", "AU-4")]
    public async Task Every_page_and_each_of_its_handlers_refuses_those_it_does_not_serve()
    {
        using var basic = await app.AgentAsync("Bea Basic", "Basic");
        using var standard = await app.AgentAsync("Sam Standard");
        using var guest = await app.GuestAsync((await app.WidgetAsync(standard.Id)).GetProperty("key").GetString()!);
        using var key = await app.ApiKeyAsync([.. KeyScopes.Known]);
        using var nobody = app.Anonymous();
        Assert.Contains(Pages, page => WhoOf(page) == Callers.Agents);
        Assert.Contains(Pages, page => WhoOf(page) == Callers.Administrators);
        var wrong = new List<string>();
        foreach (var page in Pages)
        {
            var who = WhoOf(page);
            var forAnyone = who == Callers.Anyone;
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
            {
                await ExpectAsync(page, method, nobody, "nobody", forAnyone, HttpStatusCode.Found, wrong);
                await ExpectAsync(page, method, guest, "a guest", forAnyone, HttpStatusCode.Forbidden, wrong);
                await ExpectAsync(page, method, key, "a key", forAnyone, HttpStatusCode.Forbidden, wrong);
                var forAgents = forAnyone || who.HasFlag(Callers.Agents);
                await ExpectAsync(page, method, basic, "a Basic agent", forAgents, HttpStatusCode.Forbidden, wrong);
                await ExpectAsync(page, method, standard, "a Standard agent", forAgents, HttpStatusCode.Forbidden, wrong);
                await ExpectAsync(page, method, app.Administrator, "an administrator", true, HttpStatusCode.Forbidden, wrong);
            }
        }
        Assert.Empty(wrong);
    }

    [Fact, Rule("AU-4", "AD-5")]
    public async Task A_deactivated_agent_is_sent_away_from_every_page()
    {
        using var mara = await app.AgentAsync("Mara Nowak", administrator: true);
        using var key = await app.ApiKeyAsync([.. KeyScopes.Known], mara.Id);
        await app.Administrator.PatchAsync($"/api/v1/admin/agents/{mara.Id}", new { active = false });
        var wrong = new List<string>();
        foreach (var page in Pages.Where(page => WhoOf(page) != Callers.Anyone))
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
            {
                await ExpectAsync(page, method, mara, "the cookie", false, HttpStatusCode.Found, wrong);
                await ExpectAsync(page, method, key, "the key", false, HttpStatusCode.Found, wrong);
            }
        }
        Assert.Empty(wrong);
        using var again = app.Anonymous();
        using var signIn = await again.SubmitAsync(
            "/signin",
            new() { ["Email"] = "mara.nowak@ternhaus.example", ["Password"] = XBeesApp.Password }
        );
        Assert.Equal(HttpStatusCode.Unauthorized, signIn.StatusCode);
        foreach (var client in new[] { mara, key })
        {
            using var events = await client.SendAsync(HttpMethod.Get, "/api/v1/events");
            await ProblemTests.AssertProblem(events, 401, "signed-out");
        }
    }

    [Fact, Rule("SP-6", "PV-5")]
    public async Task Every_page_says_that_nobody_may_frame_it_and_loads_nothing_from_elsewhere()
    {
        var wrong = new List<string>();
        foreach (var path in Pages.Select(page => page.Filled()).Concat(["/swagger/index.html", "/api/v1/me", "/nowhere"]))
        {
            using var answer = await app.Administrator.SendAsync(HttpMethod.Get, path, null, ("Accept", "text/html"));
            var policy = answer.Headers.TryGetValues("Content-Security-Policy", out var values) ? string.Join(' ', values) : "";
            var sources = policy.Split(';').SelectMany(rule => rule.Trim().Split(' ').Skip(1));
            // The demo's site plays a website of somebody else and runs in the demo alone.
            // A widget's preview is a frame of the administration's, and has an origin of its own.
            var framed =
                path == "/admin/widgets/preview"
                    ? policy.Contains("frame-ancestors 'self'; sandbox allow-scripts allow-downloads;", StringComparison.Ordinal)
                    : policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal);
            if (
                !framed
                || !policy.Contains("default-src 'none'", StringComparison.Ordinal)
                || sources.Any(source =>
                    source is not ("'none'" or "'self'" or "data:" or "'script'" or "allow-scripts" or "allow-downloads" or "")
                    && !IsOneStyle(source)
                )
            )
            {
                wrong.Add($"{path}: {(int)answer.StatusCode} {policy}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Opening_pages_leaves_no_warning_in_the_log()
    {
        using var nobody = app.Anonymous();
        foreach (var client in new[] { nobody, app.Administrator })
        {
            foreach (var page in Pages)
            {
                using var answer = await client.SendAsync(HttpMethod.Get, page.Filled(), null, ("Accept", "text/html"));
            }
        }
        Assert.DoesNotContain(app.Log.All, line => line.StartsWith("Warning ", StringComparison.Ordinal));
    }

    /// <summary>A hash lets in one text of the page itself, and nothing from elsewhere.</summary>
    private static bool IsOneStyle(string source) => source.StartsWith("'sha256-", StringComparison.Ordinal);

    private static async Task ExpectAsync(
        ListedRoute page,
        HttpMethod method,
        AppClient client,
        string who,
        bool mayPass,
        HttpStatusCode refusal,
        List<string> wrong
    )
    {
        using var content = method == HttpMethod.Post ? new FormUrlEncodedContent([]) : null;
        using var answer = await client.SendAsync(method, page.Filled(), content);
        var toSignIn = answer.Headers.Location?.ToString().StartsWith("/signin?returnUrl=", StringComparison.Ordinal) == true;
        var refused = refusal == HttpStatusCode.Found ? toSignIn : answer.StatusCode == refusal;
        var passed =
            !toSignIn && answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized) && (int)answer.StatusCode < 500;
        if (mayPass ? !passed : !refused)
        {
            wrong.Add($"{method} {page.Path} for {who}: {(int)answer.StatusCode} {answer.Headers.Location}");
        }
    }
}
