using System.Net;
using XBees.Testing;
using XBees.Testing.App;
using Xunit;

namespace XBees.Api.Tests.Authentication;

/// <summary>AU-5 with attack row 28.</summary>
public sealed class BruteForceTests : IAsyncLifetime
{
    private XBeesApp app = null!;

    public async ValueTask InitializeAsync() =>
        app = await XBeesApp.StartAsync(new Dictionary<string, string> { ["XBees:TrustedProxies"] = "10.9.9.9" });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact, Rule("AU-5")]
    public async Task After_five_failures_even_many_at_once_the_account_slows_down_whatever_the_spelling_and_the_claimed_address()
    {
        var clients = Enumerable.Range(0, 12).Select(_ => app.Anonymous()).ToList();
        var spellings = new[] { "ada@ternhaus.example", "ADA@ternhaus.example", " ada@TERNHAUS.example ", "ada@tern\u200Bhaus.example" };
        var answers = await Task.WhenAll(
            clients.Select(
                (client, i) =>
                {
                    client.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");
                    return client.SubmitAsync("/signin", new() { ["Email"] = spellings[i % 4], ["Password"] = "wrong wrong 1" });
                }
            )
        );
        Assert.True(answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized) <= 10);
        var slowed = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.True(slowed.Headers.RetryAfter!.Delta <= TimeSpan.FromMinutes(1));
        clients.ForEach(client => client.Dispose());
    }
}
