using System.Net;
using XBees.Api.Tests.Http;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Web.Authentication;
using Xunit;

namespace XBees.Api.Tests.Authentication;

/// <summary>Attack row 15: a cookie that another site makes the browser send does nothing.</summary>
public sealed class CrossSiteTests : IAsyncLifetime
{
    private XBeesApp app = null!;

    public async ValueTask InitializeAsync() => app = await XBeesApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact, Rule("AP-1")]
    public async Task Every_unsafe_route_refuses_a_cookie_without_the_header_and_from_elsewhere()
    {
        var wrong = new List<string>();
        foreach (var route in Routes.Api(app).Where(route => route.Method != "GET" && route.Access!.Who != Callers.Anyone))
        {
            await ExpectAsync(route, 400, "antiforgery", wrong, (AppClient.AntiforgeryHeader, "wrong"));
            await ExpectAsync(route, 403, "origin-not-allowed", wrong, ("Origin", "https://evil.example"));
            await ExpectAsync(route, 403, "origin-not-allowed", wrong, ("Origin", "null"));
            await ExpectAsync(route, 403, "origin-not-allowed", wrong, ("Sec-Fetch-Site", "cross-site"));
            await ExpectAsync(route, 403, "origin-not-allowed", wrong, ("Sec-Fetch-Site", "same-site"));
        }
        Assert.Empty(wrong);
    }

    [Fact, Rule("AU-4")]
    public async Task The_value_of_another_session_is_refused()
    {
        using var other = await app.SignInAsync(XBeesApp.AdministratorEmail);
        using var answer = await app.Administrator.SendAsync(
            HttpMethod.Delete,
            "/api/v1/me/sessions",
            null,
            (AppClient.AntiforgeryHeader, other.Antiforgery)
        );
        await ProblemTests.AssertProblem(answer, 400, "antiforgery");
    }

    [Theory, Rule("AU-1", "AU-3", "AD-1")]
    [InlineData("/signin")]
    [InlineData("/signout")]
    [InlineData("/reset")]
    [InlineData("/invite/x")]
    [InlineData("/reset/x")]
    [InlineData("/start")]
    public async Task Every_form_needs_its_token_and_its_own_site(string path)
    {
        using var client = app.Anonymous();
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string> { ["Email"] = "a@b.example" });
        using var without = await client.SendAsync(HttpMethod.Post, path, fields);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        using var again = new FormUrlEncodedContent(new Dictionary<string, string> { ["Email"] = "a@b.example" });
        using var foreign = await client.SendAsync(HttpMethod.Post, path, again, ("Origin", "https://evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Fact, Rule("AU-4")]
    public async Task The_cookie_is_for_this_site_and_no_script()
    {
        using var client = app.Anonymous();
        using var answer = await client.SubmitAsync(
            "/signin",
            new()
            {
                ["Email"] = XBeesApp.AdministratorEmail,
                ["Password"] = XBeesApp.Password,
                ["ReturnUrl"] = "https://evil.example/",
            }
        );
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("xbees=", StringComparison.Ordinal));
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("/conversations", answer.Headers.Location!.ToString());
    }

    private async Task ExpectAsync(ListedRoute route, int status, string slug, List<string> wrong, (string, string) header)
    {
        var body = route.Method is "POST" or "PUT" or "PATCH" ? new { } : null;
        using var answer = await app.Administrator.SendAsync(new HttpMethod(route.Method), route.Filled(), body, header);
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode != status || !text.Contains($"/problems/{slug}", StringComparison.Ordinal))
        {
            wrong.Add($"{route} with {header}: {(int)answer.StatusCode} {text}");
        }
    }
}
