using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using XBees.Api.Tests.Setup;
using XBees.Application.Agents;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Attacks;

/// <summary>
/// Attack row 27: nobody learns from an answer, nor from how long it takes, which addresses, links and keys there are. The time is
/// measured by what takes it: the statements and the password's hash.
/// </summary>
public sealed class EnumerationTests
{
    [Fact, Rule("AU-1", "IN-7", "IN-9")]
    public async Task Known_and_unknown_take_the_same_answer_the_same_statements_and_one_hash()
    {
        Assert.SkipWhen(TestDatabase.WhyNot(DatabaseProvider.PostgreSql) is not null, "No PostgreSQL.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        var hashes = new CountedHashes();
        var time = new ShiftedTime();
        time.Stop();
        await using var app = await XBeesApp.StartAsync(
            database,
            services: services => services.AddSingleton<IPasswordHasher<AgentAccount>>(hashes).AddSingleton<TimeProvider>(time)
        );
        using var deactivated = await app.AgentAsync("Gina Gone");
        await app.Administrator.PatchAsync($"/api/v1/admin/agents/{deactivated.Id}", new { active = false });
        using var statements = new CountedStatements();
        // The first try of a minute begins the counts of this address, for everybody alike.
        using var first = app.Anonymous();
        using var tried = await first.SubmitAsync(
            "/signin",
            new() { ["Email"] = "first@ternhaus.example", ["Password"] = "wrong wrong 1" }
        );

        var signIn = await AllAsync("/signin", ["ada@ternhaus.example", "xyz@ternhaus.example", "gina.gone@ternhaus.example"]);
        Assert.All(signIn, seen => Assert.Equal((HttpStatusCode.Unauthorized, 1), (seen.Status, seen.Hashes)));
        var reset = await AllAsync("/reset", ["ada@ternhaus.example", "xyz@ternhaus.example", "gina.gone@ternhaus.example"]);
        Assert.All(reset, seen => Assert.Equal((HttpStatusCode.OK, 0), (seen.Status, seen.Hashes)));
        foreach (var path in ByLink)
        {
            // An id that exists says no more than one that never did.
            string[] unknown = [app.Administrator.Id, "agt_0123456789abcdefghijklmnop", "wk_0123456789abcdefghijklmno", "zqxjk"];
            var answers = new List<Seen>();
            foreach (var value in unknown)
            {
                using var client = app.Anonymous();
                answers.Add(
                    await SeeAsync(
                        () => client.SendAsync(HttpMethod.Get, string.Format(null, path, value), null, CountedStatements.Trace()),
                        value
                    )
                );
            }
            Assert.All(answers, seen => Assert.Equal(HttpStatusCode.NotFound, seen.Status));
            Same(path, answers);
        }
        await SameLinksAsync();

        async Task<List<Seen>> AllAsync(string page, string[] emails)
        {
            var answers = new List<Seen>();
            foreach (var email in emails)
            {
                using var client = app.Anonymous();
                // The form's token, first: what follows is the one request that is looked at.
                var form = await FormAsync(client, page);
                form["Email"] = email;
                form["Password"] = "wrong wrong 1";
                answers.Add(
                    await SeeAsync(
                        () => client.SendAsync(HttpMethod.Post, page, new FormUrlEncodedContent(form), CountedStatements.Trace()),
                        email
                    )
                );
            }
            Same(page, answers);
            return answers;
        }

        // IN-9: closed, renewed, wrong in its last letter, of no conversation and of no form at all.
        async Task SameLinksAsync()
        {
            var id = (await app.Administrator.PostAsync("/api/v1/conversations", new { members = Array.Empty<object>() })).Text("id");
            var link = $"/api/v1/conversations/{id}/link";
            var old = (await app.Administrator.PutAsync(link, new { enabled = true })).Text("url").Split('/')[^1];
            await app.Administrator.PostAsync($"{link}/renew");
            var open = (await app.Administrator.GetAsync(link)).Text("url").Split('/')[^1];
            var wrong = open[..^1] + (open[^1] == 'A' ? 'B' : 'A');
            string[] unknown = [old, wrong, new string('0', open.Length), "zqxjk"];
            foreach (
                var (method, path) in new[]
                {
                    (HttpMethod.Get, "/api/v1/join/{0}"),
                    (HttpMethod.Post, "/api/v1/join/{0}"),
                    (HttpMethod.Get, "/j/{0}"),
                }
            )
            {
                var answers = new List<Seen>();
                foreach (var value in unknown)
                {
                    using var client = app.Anonymous();
                    var body = method == HttpMethod.Post ? new { guest = new { name = "Lars" } } : null;
                    answers.Add(
                        await SeeAsync(
                            () => client.SendAsync(method, string.Format(null, path, value), body, CountedStatements.Trace()),
                            value
                        )
                    );
                }
                Assert.All(answers, seen => Assert.Equal(HttpStatusCode.NotFound, seen.Status));
                Same(path, answers);
            }
        }

        async Task<Seen> SeeAsync(Func<Task<HttpResponseMessage>> send, string typed)
        {
            var before = hashes.Count;
            using var answer = await send();
            var text = (await answer.Content.ReadAsStringAsync()).Replace(typed, "", StringComparison.Ordinal);
            return new(answer.StatusCode, Masked(text).Length, statements.Of(answer), hashes.Count - before);
        }
    }

    private static readonly string[] ByLink =
    [
        "/api/v1/links/{0}",
        "/c/{0}",
        "/api/v1/widgets/{0}/settings",
        "/w/{0}",
        "/api/v1/schedulers/{0}",
        "/api/v1/schedulers/{0}/slots",
    ];

    [Theory, EveryDatabase, Rule("IN-7")]
    public async Task A_link_or_key_cannot_be_guessed(TestDatabase database)
    {
        await using var app = await XBeesApp.StartAsync(database, new Dictionary<string, string> { ["XBEES_DEMO_LIMITS"] = "on" });
        // 80 random bits, and a limit on trying for each network.
        foreach (var path in ByLink)
        {
            using var client = app.Anonymous();
            var tries = 0;
            for (var status = HttpStatusCode.NotFound; status == HttpStatusCode.NotFound; tries++)
            {
                // A window of a minute may turn meanwhile.
                Assert.InRange(tries, 0, 121);
                using var answer = await client.SendAsync(HttpMethod.Get, string.Format(null, path, $"guess{tries}"));
                status = answer.StatusCode;
                Assert.Contains(status, new[] { HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests });
            }
        }
        var slugs = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            var me = await app.Administrator.PostAsync("/api/v1/me/slug", new { cut = true });
            slugs.Add((await app.Administrator.GetAsync("/api/v1/me")).GetProperty("slug").GetString()!);
        }
        Assert.Equal(20, slugs.Count);
        Assert.All(slugs, slug => Assert.Matches("^[0-9a-z]{16}$", slug));
    }

    private static void Same(string what, List<Seen> answers) =>
        Assert.All(
            answers,
            seen =>
                Assert.True(
                    seen.Status == answers[0].Status
                        && seen.Length == answers[0].Length
                        && seen.Hashes == answers[0].Hashes
                        && seen.Statements.Order().SequenceEqual(answers[0].Statements.Order()),
                    $"{what}: {seen.Status} {seen.Length} {seen.Hashes}\n{string.Join('\n', seen.Statements)}\nbut first"
                        + $" {answers[0].Status} {answers[0].Length} {answers[0].Hashes}\n{string.Join('\n', answers[0].Statements)}"
                )
        );

    private static async Task<Dictionary<string, string>> FormAsync(AppClient client, string page)
    {
        var html = await client.Http.GetStringAsync(page);
        var token = System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]*)\"");
        return new() { ["__RequestVerificationToken"] = token.Groups[1].Value };
    }

    // The form's token is another one each time, of the same kind.
    private static string Masked(string html) =>
        System.Text.RegularExpressions.Regex.Replace(html, "(__RequestVerificationToken\"[^>]*value=\")[^\"]*", "$1");

    private sealed record Seen(HttpStatusCode Status, int Length, IReadOnlyList<string> Statements, int Hashes);

    private sealed class CountedHashes : IPasswordHasher<AgentAccount>
    {
        private readonly PasswordHasher<AgentAccount> real = new();
        private int count;

        public int Count => count;

        public string HashPassword(AgentAccount user, string password) => real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(AgentAccount user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref count);
            return real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
