using Microsoft.Extensions.Configuration;
using NodaTime;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Infrastructure.Calendars;
using XBees.Infrastructure.Calendars.OAuth;
using XBees.Infrastructure.OAuth;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Tests.Calendars;

/// <summary>An account at a provider that plays what the provider's own documentation shows.</summary>
internal sealed class SignedInAccount : ICalendarSecrets, IDisposable
{
    public const string First = "first-access-token";
    public const string Second = "second-access-token";
    public static readonly Instant Noon = Instant.FromUtc(2027, 5, 3, 12, 0);

    private readonly OutsideHttp outside = new(new OutsideAddresses(["127.0.0.1", "localhost"]), TimeProvider.System);
    private string secret = new OAuthTokens(First, "lasting-token", long.MaxValue).ToSecret();

    public SignedInAccount(string section)
    {
        var settings = new Dictionary<string, string?>
        {
            [$"XBees:{section}:ClientId"] = "client",
            [$"XBees:{section}:ClientSecret"] = "client-secret",
            [$"XBees:{section}:Token"] = $"{Server.Url}/token",
            [$"XBees:{section}:Revoke"] = $"{Server.Url}/revoke",
            [$"XBees:{section}:Api"] = $"{Server.Url}/api",
        };
        var apps = new CalendarApps(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        var http = new CalendarHttp(outside);
        Calls = new(apps, new(http, TimeProvider.System), this, http, TimeProvider.System);
    }

    public WireMockServer Server { get; } = WireMockServer.Start();

    public OAuthCalls Calls { get; }

    /// <summary>What is stored now.</summary>
    public OAuthTokens Tokens => OAuthTokens.Of(secret);

    public CalendarAccess Access => new("cal_1", secret, "mara@ternhaus.example", DateTimeZoneProviders.Tzdb["Europe/Warsaw"]);

    public static CalendarEvent Meeting(CalendarStatus status = CalendarStatus.Confirmed) =>
        new()
        {
            Uid = "mtg_1",
            Sequence = 0,
            Stamp = Noon,
            Start = Noon,
            End = Noon + Duration.FromMinutes(30),
            Zone = "Europe/Warsaw",
            Summary = "Floor plan (Leo Link)",
            Organizer = new("chat@ternhaus.example", null),
            Status = status,
        };

    /// <summary>The provider answers so, whatever the token.</summary>
    public void Plays(IRequestBuilder asked, int status, string? body = null, params (string Name, string Value)[] headers)
    {
        var answer = Response.Create().WithStatusCode(status);
        foreach (var (name, value) in headers)
        {
            answer = answer.WithHeader(name, value);
        }
        Server.Given(asked).RespondWith(body is null ? answer : answer.WithHeader("Content-Type", "application/json").WithBody(body));
    }

    /// <summary>RFC 6749, 5.1: another access token, and the same or another that lasts.</summary>
    public void Renews(string? lasting = null) =>
        Plays(
            Request.Create().WithPath("/token").UsingPost(),
            200,
            $$"""
            { "access_token": "{{Second}}", "expires_in": 3599, "token_type": "Bearer"{{(
                lasting is null ? "" : $", \"refresh_token\": \"{lasting}\""
            )}} }
            """
        );

    public void Ends() => secret = (Tokens with { Until = 0 }).ToSecret();

    /// <summary>What was sent there, in its order.</summary>
    public IEnumerable<string?> Sent(string method, string path) =>
        Server
            .LogEntries.Select(entry => entry.RequestMessage!)
            .Where(message => message.Method == method && message.Path == path)
            .Select(message => message.Body ?? "");

    public Task<bool> ReplaceAsync(string connectionId, string before, string after, CancellationToken cancel)
    {
        var same = before == secret;
        secret = same ? after : secret;
        return Task.FromResult(same);
    }

    public Task<string?> FindAsync(string connectionId, CancellationToken cancel) => Task.FromResult<string?>(secret);

    public void Dispose()
    {
        Server.Dispose();
        outside.Dispose();
    }
}
