using System.Net;
using System.Text.Json;
using XBees.Testing;
using XBees.Testing.App;
using Xunit;

namespace XBees.Api.Tests.Authentication;

public sealed class SignInTests : IAsyncLifetime
{
    private XBeesApp app = null!;

    public async ValueTask InitializeAsync() => app = await XBeesApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact, Rule("AU-1")]
    public async Task An_agent_signs_in_with_email_and_password()
    {
        using var mara = await app.AgentAsync("Mara Nowak");
        var me = await mara.GetAsync("/api/v1/me");
        Assert.Equal("agent", me.GetProperty("kind").GetString());
        Assert.Equal("Mara Nowak", me.GetProperty("name").GetString());
        Assert.Equal("Ternhaus", me.GetProperty("organisation").GetString());
    }

    [Fact, Rule("AU-1")]
    public async Task An_unknown_address_is_answered_like_a_wrong_password()
    {
        using var client = app.Anonymous();
        using var unknown = await client.SubmitAsync(
            "/signin",
            new() { ["Email"] = "xyz@ternhaus.example", ["Password"] = "wrong wrong 1" }
        );
        using var wrong = await client.SubmitAsync("/signin", new() { ["Email"] = "ada@ternhaus.example", ["Password"] = "wrong wrong 1" });
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(unknown.StatusCode, wrong.StatusCode);
        Assert.Equal(await Shape(unknown), await Shape(wrong));

        static async Task<int> Shape(HttpResponseMessage answer) =>
            (await answer.Content.ReadAsStringAsync()).Replace("xyz@", "ada@", StringComparison.Ordinal).Length;
    }

    [Fact, Rule("AU-4")]
    public async Task Sessions_are_listed_and_ended_at_once()
    {
        using var other = await app.SignInAsync(XBeesApp.AdministratorEmail);
        var sessions = (await app.Administrator.GetAsync("/api/v1/me/sessions")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(2, sessions.Count);
        var others = Assert.Single(sessions, session => !session.GetProperty("current").GetBoolean());
        await app.Administrator.DeleteAsync($"/api/v1/me/sessions/{others.GetProperty("id").GetString()}");
        using var refused = await other.SendAsync(HttpMethod.Get, "/api/v1/me");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("/problems/signed-out", (await Problem(refused)).GetProperty("type").GetString());
    }

    [Fact, Rule("AU-4")]
    public async Task A_new_password_ends_the_other_sessions()
    {
        using var other = await app.SignInAsync(XBeesApp.AdministratorEmail);
        await app.Administrator.PostAsync("/api/v1/me/password", new { current = XBeesApp.Password, @new = "another horse 8" });
        using var refused = await other.SendAsync(HttpMethod.Get, "/api/v1/me");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        await app.Administrator.GetAsync("/api/v1/me");
        using var again = await app.SignInAsync(XBeesApp.AdministratorEmail, "another horse 8");
    }

    private static async Task<JsonElement> Problem(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
}
