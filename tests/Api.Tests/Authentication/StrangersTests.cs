using System.Net;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Authentication;

/// <summary>AU-5: it slows down whoever guesses, and shuts out nobody else.</summary>
[Rule("AU-5")]
public sealed class StrangersTests
{
    private const string Wrong = "wrong wrong 1";
    private static readonly Dictionary<string, string> BehindProxy = new() { ["XBees:TrustedProxies"] = "127.0.0.1,::1" };

    [Theory, EveryDatabase]
    public async Task A_stranger_who_keeps_guessing_slows_down_and_the_agent_signs_in_meanwhile(TestDatabase database)
    {
        var time = new ShiftedTime();
        time.Stop();
        await using var app = await XBeesApp.StartAsync(database, time, BehindProxy);
        Assert.Equal(HttpStatusCode.Found, (await TryAsync(app, "198.51.100.7", XBeesApp.Password)).Status);
        await GuessAsync();
        // From where the agent has been before, at once.
        Assert.Equal(HttpStatusCode.Found, (await TryAsync(app, "198.51.100.7", XBeesApp.Password)).Status);
        await GuessAsync();
        // From elsewhere after a minute at most, although the guessing went on until now.
        var (status, wait) = await TryAsync(app, "192.0.2.50", XBeesApp.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.InRange(wait!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        time.Advance(wait.Value);
        Assert.Equal(HttpStatusCode.Found, (await TryAsync(app, "192.0.2.50", XBeesApp.Password)).Status);

        // Each guess from another address: the account itself slows down.
        async Task GuessAsync()
        {
            var answers = new List<HttpStatusCode>();
            for (var i = 0; i < 12; i++)
            {
                answers.Add((await TryAsync(app, $"203.0.113.{i}", Wrong)).Status);
            }
            Assert.True(answers.Count(answer => answer == HttpStatusCode.Unauthorized) <= 5, string.Join(' ', answers));
            Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        }
    }

    [Theory, EveryDatabase]
    public async Task Another_address_of_the_same_IPv6_network_is_the_same_stranger(TestDatabase database)
    {
        var time = new ShiftedTime();
        time.Stop();
        await using var app = await XBeesApp.StartAsync(database, time, BehindProxy);
        // One account from a known network: the count by account and network alone decides.
        Assert.Equal(HttpStatusCode.Found, (await TryAsync(app, "2001:db8:1:2::1", XBeesApp.Password)).Status);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await TryAsync(app, $"2001:db8:1:2:{i}::{i}", Wrong)).Status);
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TryAsync(app, "2001:db8:1:2:ffff::9", XBeesApp.Password)).Status);
        // Many accounts from one network.
        var taken = 0;
        while ((await TryAsync(app, $"2001:db8:1:2::{taken + 100}", Wrong, $"nobody{taken}@ternhaus.example")).Status is var status)
        {
            if (status == HttpStatusCode.TooManyRequests)
            {
                break;
            }
            taken++;
            Assert.InRange(taken, 0, 30);
        }
        Assert.Equal(HttpStatusCode.Unauthorized, (await TryAsync(app, "2001:db8:1:3::1", Wrong, "somebody@ternhaus.example")).Status);
    }

    private static async Task<(HttpStatusCode Status, TimeSpan? Wait)> TryAsync(
        XBeesApp app,
        string from,
        string password,
        string email = XBeesApp.AdministratorEmail
    )
    {
        using var client = app.Anonymous();
        client.Http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        using var answer = await client.SubmitAsync("/signin", new() { ["Email"] = email, ["Password"] = password });
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta);
    }
}
