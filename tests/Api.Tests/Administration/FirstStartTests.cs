using System.Net;
using Microsoft.Extensions.DependencyInjection;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using XBees.Web.Pages.Account;
using Xunit;

namespace XBees.Api.Tests.Administration;

/// <summary>AD-1 with attack row 29.</summary>
public sealed class FirstStartTests
{
    [Theory, EveryDatabase, Rule("AD-1")]
    public async Task Of_many_who_set_up_at_once_one_becomes_administrator_and_the_page_is_gone(TestDatabase database)
    {
        await using var app = await XBeesApp.StartAsync(database, setUp: false);
        // Where several nodes can be, half of them ask another one.
        await using var second =
            database.Provider == DatabaseProvider.Sqlite
                ? null
                : await XBeesApp.StartAsync(database, new Dictionary<string, string> { ["XBees:Node"] = "b" }, setUp: false);
        var clients = Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? app : second ?? app).Anonymous()).ToList();
        // All have the page before the first of them sends it.
        var forms = await Task.WhenAll(clients.Select((client, i) => client.FillAsync("/start", Form($"admin{i}@ternhaus.example"))));
        var answers = await Task.WhenAll(clients.Select((client, i) => client.PostFormAsync(forms[i].Action, forms[i].Fields)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Found);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound));
        var winner = clients[Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.Found)];
        await winner.ReadAntiforgeryAsync();
        Assert.Single((await winner.GetAsync("/api/v1/admin/agents")).GetProperty("items").EnumerateArray());
        // For good: also when whoever set it up is no administrator any more.
        var invited = await winner.PostAsync(
            "/api/v1/admin/agents",
            new
            {
                name = "Next",
                email = "next@ternhaus.example",
                administrator = true,
            }
        );
        using var next = app.Anonymous();
        using var accepted = await next.SubmitAsync(
            new Uri(invited.GetProperty("invitationUrl").GetString()!).AbsolutePath,
            new() { ["Password"] = XBeesApp.Password }
        );
        await next.ReadAntiforgeryAsync();
        await next.PatchAsync($"/api/v1/admin/agents/{winner.Id}", new { active = false });
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            using var gone = await next.SendAsync(method, "/start", null, ("Accept", "text/html"));
            Assert.True(gone.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{method}: {gone.StatusCode}");
        }
        clients.ForEach(client => client.Dispose());
    }

    [Fact, Rule("AD-1")]
    public async Task From_elsewhere_the_printed_code_is_asked()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var app = await XBeesApp.StartAsync(database, setUp: false);
        using var client = app.Anonymous();
        client.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var without = await client.SubmitAsync("/start", Form("a@ternhaus.example"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        var form = Form("a@ternhaus.example");
        form["Code"] = app.Services.GetRequiredService<FirstStartCode>().Value;
        using var with = await client.SubmitAsync("/start", form);
        Assert.Equal(HttpStatusCode.Found, with.StatusCode);
    }

    [Fact, Rule("AD-1")]
    public async Task What_was_typed_stays_in_the_form_with_a_sentence_at_each_field()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var app = await XBeesApp.StartAsync(database, setUp: false);
        using var client = app.Anonymous();
        var form = Form("no address");
        form["Password"] = "short";
        using var answer = await client.SubmitAsync("/start", form);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("value=\"no address\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"email-error\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"password-error\"", html, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Form(string email) =>
        new()
        {
            ["Organisation"] = "Ternhaus",
            ["Name"] = "Ada",
            ["Email"] = email,
            ["Password"] = XBeesApp.Password,
            ["TimeZone"] = "Europe/Berlin",
            ["Language"] = "en",
        };
}
