using System.Net;
using XBees.Application;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Web.Authentication;
using Xunit;

namespace XBees.Api.Tests.Http;

/// <summary>Attack rows 4, 33 and 35: every route that the router has, asked by everybody.</summary>
public sealed class RoleMatrixTests : IAsyncLifetime
{
    private XBeesApp app = null!;

    public async ValueTask InitializeAsync() => app = await XBeesApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact, Rule("AP-1", "LC-2")]
    public void Every_route_says_whom_it_serves()
    {
        var silent = Routes.Api(app).Where(route => route.Access is null).Select(route => route.ToString());
        Assert.Empty(silent);
    }

    [Fact, Rule("LC-1", "LC-2", "AP-2")]
    public async Task Every_route_refuses_those_it_does_not_serve()
    {
        using var basic = await app.AgentAsync("Bea Basic", "Basic");
        using var standard = await app.AgentAsync("Sam Standard");
        var widget = await app.WidgetAsync(standard.Id);
        using var guest = await app.GuestAsync(widget.GetProperty("key").GetString()!);
        using var contacts = await app.ApiKeyAsync([KeyScopes.Contacts]);
        using var nobody = app.Anonymous();
        var wrong = new List<string>();
        foreach (var route in Routes.Api(app))
        {
            var (anonymous, forGuests, forAgents, forKeys) = Expected(route.Access!);
            await ExpectAsync(route, nobody, "nobody", anonymous, wrong);
            await ExpectAsync(route, guest, "a guest", forGuests, wrong);
            await ExpectAsync(route, basic, "a Basic agent", forAgents, wrong);
            await ExpectAsync(route, standard, "a Standard agent", forAgents, wrong);
            await ExpectAsync(route, contacts, "a key with another scope", forKeys, wrong);
        }
        Assert.Empty(wrong);
    }

    [Fact, Rule("AU-4")]
    public async Task A_deactivated_agents_cookie_and_key_open_nothing()
    {
        using var mara = await app.AgentAsync("Mara Nowak", administrator: true);
        using var key = await app.ApiKeyAsync([.. KeyScopes.Known], mara.Id);
        await app.Administrator.PatchAsync($"/api/v1/admin/agents/{mara.Id}", new { active = false });
        var wrong = new List<string>();
        foreach (var route in Routes.Api(app).Where(route => route.Access!.Who != Callers.Anyone))
        {
            await ExpectAsync(route, mara, "the cookie", HttpStatusCode.Unauthorized, wrong);
            await ExpectAsync(route, key, "the key", HttpStatusCode.Unauthorized, wrong);
        }
        Assert.Empty(wrong);
    }

    [Fact, Rule("SP-6", "GU-2")]
    public async Task A_guests_token_opens_every_route_from_its_widgets_websites_alone()
    {
        var widget = await app.WidgetAsync(app.Administrator.Id, new { websites = new[] { "https://shop.example" } });
        using var guest = await app.GuestAsync(widget.GetProperty("key").GetString()!);
        var wrong = new List<string>();
        var routes = Routes
            .Api(app)
            .Where(route => route.Access!.Who.HasFlag(Callers.Guests) && !route.Path.EndsWith("/current", StringComparison.Ordinal));
        foreach (var route in routes)
        {
            foreach (var origin in new[] { "https://evil.example", "https://shop.example.evil.example", "http://shop.example", "null" })
            {
                await OriginAsync(route, origin, false);
            }
            if (!route.Path.EndsWith("/events", StringComparison.Ordinal))
            {
                await OriginAsync(route, "https://shop.example", true);
            }
        }
        Assert.Empty(wrong);

        async Task OriginAsync(ListedRoute route, string origin, bool allowed)
        {
            var body = route.Method is "POST" or "PUT" or "PATCH" ? new { } : null;
            using var answer = await guest.SendAsync(new HttpMethod(route.Method), route.Filled(), body, ("Origin", origin));
            var refused = (await answer.Content.ReadAsStringAsync()).Contains("/problems/origin-not-allowed", StringComparison.Ordinal);
            if (refused == allowed)
            {
                wrong.Add($"{route} from {origin}: {(int)answer.StatusCode}");
            }
        }
    }

    // Null: it may pass, and what comes then is the resource's own affair, but no refusal of the door.
    private static (HttpStatusCode? Nobody, HttpStatusCode? Guest, HttpStatusCode? Agent, HttpStatusCode? Key) Expected(
        AccessAttribute access
    ) =>
        access.Who == Callers.Anyone
            ? (null, null, null, null)
            : (
                HttpStatusCode.Unauthorized,
                access.Who.HasFlag(Callers.Guests) ? null : HttpStatusCode.Forbidden,
                access.Who.HasFlag(Callers.Agents) ? null : HttpStatusCode.Forbidden,
                access.Scope == KeyScopes.Contacts ? null : HttpStatusCode.Forbidden
            );

    private static async Task ExpectAsync(ListedRoute route, AppClient client, string who, HttpStatusCode? expected, List<string> wrong)
    {
        // A stream and the end of the asking session are asked about elsewhere.
        if (
            expected is null
            && (route.Path.EndsWith("/events", StringComparison.Ordinal) || route.Path.EndsWith("/current", StringComparison.Ordinal))
        )
        {
            return;
        }
        var body = route.Method is "POST" or "PUT" or "PATCH" ? new { } : null;
        using var answer = await client.SendAsync(new HttpMethod(route.Method), route.Filled(), body);
        var refused = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
        if (expected is null ? refused : answer.StatusCode != expected)
        {
            wrong.Add($"{route} for {who}: {(int)answer.StatusCode}, expected {(expected is null ? "no refusal" : (int)expected)}");
        }
    }
}
