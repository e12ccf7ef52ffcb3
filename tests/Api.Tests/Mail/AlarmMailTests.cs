using MimeKit;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Mail;

[Rule("RE-5")]
public sealed class AlarmMailTests
{
    private const string Words = "planted-words-of-the-guest";

    [Theory, EveryDatabase]
    public async Task The_manager_is_added_and_mailed_where_nobody_can_answer(TestDatabase database)
    {
        await using var app = await XBeesApp.StartAsync(database);
        using var basic = await app.AgentAsync("Bea Basic", "Basic");
        using var manager = await app.AgentAsync("Ines Boss");
        var service = await app.Administrator.PostAsync(
            "/api/v1/admin/services",
            new
            {
                name = "Archive",
                managerId = manager.Id,
                members = new[] { basic.Id },
            }
        );
        using var guest = await app.GuestAsync((await app.WidgetAsync(service.Text("id"))).Text("key"));
        var id = await Scene.StartAsync(guest, Words);
        Assert.Contains("Ines Boss", (await Scene.MembersAsync(manager, id)).Select(member => member.Text("name")));
        var mail = Assert.Single(await MailsAsync(database, "A guest is waiting and nobody is there", 1));
        Assert.Equal(("Ines Boss", "ines.boss@ternhaus.example"), To(mail));
        Assert.Contains($"http://chat.ternhaus.example/conversations/{id}", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Hello \u2068Ines Boss\u2069,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("no agent of the conversation’s service can answer now", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Without_a_manager_every_administrator_is_mailed_in_their_language(TestDatabase database)
    {
        await using var app = await XBeesApp.StartAsync(database);
        using var other = await app.AgentAsync("Otto Other", administrator: true);
        using var gone = await app.AgentAsync("Gina Gone", administrator: true);
        await app.Administrator.PatchAsync($"/api/v1/admin/agents/{gone.Id}", new { active = false });
        await other.PatchAsync("/api/v1/me", new { language = "de" });
        var service = await app.ServiceAsync("Archive");
        var widget = await app.WidgetAsync(service, new { texts = new { offline = "We are away." } });
        using var guest = await app.GuestAsync(widget.Text("key"));
        var id = await Scene.StartAsync(guest, Words);
        var english = Assert.Single(await MailsAsync(database, "A guest is waiting and nobody is there", 1));
        var german = Assert.Single(await MailsAsync(database, "Ein Gast wartet, und niemand ist da", 1));
        Assert.Equal(("Ada Admin", XBeesApp.AdministratorEmail), To(english));
        Assert.Equal(("Otto Other", "otto.other@ternhaus.example"), To(german));
        Assert.Contains("kann gerade niemand antworten", german.TextBody, StringComparison.Ordinal);
        Assert.Contains($"http://chat.ternhaus.example/conversations/{id}", german.TextBody, StringComparison.Ordinal);
        Assert.Contains($"href=\"http://chat.ternhaus.example/conversations/{id}\"", german.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, german.TextBody + german.HtmlBody, StringComparison.Ordinal);
        // The guest is told by the widget.
        using var anyone = app.Anonymous();
        var face = await anyone.GetAsync($"/api/v1/widgets/{widget.Text("key")}/settings");
        Assert.False(face.At("available").GetBoolean());
        Assert.Equal("We are away.", face.Text("texts.offline"));
    }

    private static (string?, string) To(MimeMessage mail) => (mail.To.Mailboxes.Single().Name, mail.To.Mailboxes.Single().Address);

    private static Task<List<MimeMessage>> MailsAsync(TestDatabase database, string subject, int count) =>
        Until.Async(() => Task.FromResult(Folder(database).Where(mail => mail.Subject == subject).ToList()), mails => mails.Count >= count);

    private static IEnumerable<MimeMessage> Folder(TestDatabase database) =>
        Path.Combine(database.Folder, "mail") is var folder && Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.eml").Select(file => MimeMessage.Load(file))
            : [];
}
