using System.Net;
using System.Text.RegularExpressions;
using MimeKit;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Authentication;

/// <summary>AU-3 with attack row 30: how long a link lives, and that it is used once.</summary>
[Rule("AU-3")]
public sealed partial class LinkLifeTests
{
    [Theory, EveryDatabase]
    public async Task An_invitation_lives_48_hours_and_of_fifty_tries_at_once_one_wins(TestDatabase database)
    {
        var time = new ShiftedTime();
        await using var app = await XBeesApp.StartAsync(database, time);
        var admin = await app.ApiKeyAsync(["admin"]);
        var expired = await InviteAsync(admin, "late@ternhaus.example");
        time.Advance(TimeSpan.FromHours(48));
        Assert.Equal(HttpStatusCode.Gone, await UseAsync(app, expired));

        var path = await InviteAsync(admin, "nina@ternhaus.example");
        time.Advance(TimeSpan.FromHours(47));
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => UseAsync(app, path)));
        Assert.Single(answers, HttpStatusCode.Found);
        Assert.Equal(49, answers.Count(answer => answer == HttpStatusCode.Gone));
        Assert.Equal(HttpStatusCode.Gone, await UseAsync(app, path));
    }

    [Theory, EveryDatabase]
    public async Task A_reset_link_lives_an_hour_is_mailed_to_agents_alone_and_ends_every_session(TestDatabase database)
    {
        var time = new ShiftedTime();
        await using var app = await XBeesApp.StartAsync(database, time);
        using var mara = await app.AgentAsync("Mara Nowak");
        await using var stream = await EventStream.OpenAsync(mara);
        using var anyone = app.Anonymous();
        foreach (var email in new[] { "nobody@ternhaus.example", "no address", "", "MARA.nowak@ternhaus.example" })
        {
            using var asked = await anyone.SubmitAsync("/reset", new() { ["Email"] = email });
            asked.Is(HttpStatusCode.OK);
        }
        var first = Link(Assert.Single(await MailsAsync(database, "mara.nowak@ternhaus.example", 1)));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Gone, await UseAsync(app, first, "another horse 8"));
        using var again = await anyone.SubmitAsync("/reset", new() { ["Email"] = "mara.nowak@ternhaus.example" });
        var mails = await MailsAsync(database, "mara.nowak@ternhaus.example", 2);
        var second = mails.Select(Link).Single(link => link != first);
        Assert.Equal(HttpStatusCode.Found, await UseAsync(app, second, "another horse 8"));
        await stream.NextAsync("session.ended");
        await mara.RefusesAsync(HttpMethod.Get, "/api/v1/me", null, 401, "signed-out");
        Assert.Equal(HttpStatusCode.Gone, await UseAsync(app, second, "a third horse 9"));
        using var signedIn = await app.SignInAsync("mara.nowak@ternhaus.example", "another horse 8");
        Assert.Empty(await MailsAsync(database, "nobody@ternhaus.example", 0));
    }

    private static async Task<string> InviteAsync(AppClient admin, string email)
    {
        var invited = await admin.PostAsync(
            "/api/v1/admin/agents",
            new
            {
                name = "Nina New",
                email,
                licence = "Basic",
            }
        );
        return new Uri(invited.Text("invitationUrl")).AbsolutePath;
    }

    /// <summary>Fifty at once keep a small machine busy: who is told to come back comes back, as a client would.</summary>
    private static async Task<HttpStatusCode> UseAsync(XBeesApp app, string path, string password = XBeesApp.Password)
    {
        using var client = app.Anonymous();
        for (var told = 0; ; told++)
        {
            using var answer = await client.SubmitAsync(path, new() { ["Password"] = password });
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                return answer.StatusCode;
            }
            Assert.InRange(told, 0, 20);
            await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value);
        }
    }

    private static Task<List<MimeMessage>> MailsAsync(TestDatabase database, string to, int count) =>
        Until.Async(
            () =>
                Task.FromResult(
                    Directory
                        .GetFiles(Directory.CreateDirectory(Path.Combine(database.Folder, "mail")).FullName, "*.eml")
                        .Select(file => MimeMessage.Load(file))
                        .Where(mail => mail.To.Mailboxes.Single().Address == to && LinkPath().IsMatch(mail.TextBody ?? ""))
                        .ToList()
                ),
            mails => mails.Count >= count
        );

    private static string Link(MimeMessage mail) => LinkPath().Match(mail.TextBody!).Value;

    [GeneratedRegex("/reset/[^\\s]+")]
    private static partial Regex LinkPath();
}
