using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using XBees.Application.Calendars;
using XBees.Infrastructure.Calendars;
using XBees.Infrastructure.Calendars.OAuth;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.OAuth;
using XBees.Infrastructure.Outside;
using XBees.Testing;
using Xunit;

namespace XBees.Infrastructure.Tests.Calendars;

/// <summary>The sign-in against an OAuth server that none of us wrote (<c>tests/checks/oauth.mjs</c> starts it).</summary>
public sealed class OAuthServerTests : IDisposable
{
    private const string Agent = "agt_1";
    private static readonly string? Server = Environment.GetEnvironmentVariable("XBEES_OAUTH_SERVER");

    private readonly OutsideHttp outside = new(new OutsideAddresses(["localhost"]), TimeProvider.System);

    public void Dispose() => outside.Dispose();

    [Fact, Rule("CA-1", "CA-6")]
    public async Task A_code_becomes_tokens_with_its_verifier_alone_and_tokens_are_renewed_and_given_back()
    {
        Assert.SkipUnless(Server is not null, "No OAuth server: XBEES_OAUTH_SERVER is not set.");
        var settings = new Dictionary<string, string?>
        {
            ["XBees:BaseUrl"] = "https://chat.ternhaus.example",
            ["XBees:MasterKey"] = "planted-master-key-0123456789-0123456789",
            ["XBees:Google:ClientId"] = "client",
            ["XBees:Google:ClientSecret"] = "client-secret",
            ["XBees:Google:Authorize"] = $"{Server}/authorize",
            ["XBees:Google:Token"] = $"{Server}/token",
            ["XBees:Google:Revoke"] = $"{Server}/revoke",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var apps = new CalendarApps(configuration);
        var client = new OAuthClient(new CalendarHttp(outside), TimeProvider.System);
        var signIns = new CalendarSignIns(apps, client, new(MasterKey.From(configuration, ""), TimeProvider.System), new(configuration));
        var (url, begun) = signIns.Begin(Agent, CalendarKind.Google)!.Value;
        var secret = await FinishAsync(url, begun);
        Assert.NotNull(secret);
        var tokens = OAuthTokens.Of(secret);
        var renewed = await client.RefreshAsync(apps.Find(CalendarKind.Google)!.OAuth, tokens, CancellationToken.None);
        Assert.NotEmpty(renewed.Access);
        await client.RevokeAsync(apps.Find(CalendarKind.Google)!.OAuth, renewed, CancellationToken.None);

        // A code that somebody else has begun: its challenge is of another verifier, and the server says so.
        var (other, _) = signIns.Begin(Agent, CalendarKind.Google)!.Value;
        var (code, _) = await AnswerAsync(other);
        var (mine, kept) = signIns.Begin(Agent, CalendarKind.Google)!.Value;
        var state = QueryHelpers.ParseQuery(new Uri(mine).Query)["state"].ToString();
        await Assert.ThrowsAsync<CalendarRefuses>(() =>
            signIns.FinishAsync(Agent, CalendarKind.Google, kept, state, code, CancellationToken.None)
        );

        async Task<string?> FinishAsync(string address, string kept)
        {
            var (code, state) = await AnswerAsync(address);
            return await signIns.FinishAsync(Agent, CalendarKind.Google, kept, state, code, CancellationToken.None);
        }
    }

    /// <summary>As the browser is sent back.</summary>
    private static async Task<(string Code, string State)> AnswerAsync(string address)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await browser.GetAsync(new Uri(address));
        var back = answer.Headers.Location!;
        Assert.StartsWith("https://chat.ternhaus.example/calendars/google/callback?", back.ToString(), StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(back.Query);
        return (query["code"].ToString(), query["state"].ToString());
    }
}
