using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Crm;

/// <summary>Whose it is in the CRM what an agent does.</summary>
public sealed class AuthorTests
{
    [Theory, EveryDatabase, Rule("CR-6")]
    public async Task It_is_the_agents_by_their_address_and_else_the_accounts_with_a_line_that_names_them(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Records.ConnectAsync(scene);
        // She came after the CRM was connected, and has no account there.
        var late = scene.Keep(await scene.App.AgentAsync("Lara Late"));
        var grace = await scene.GuestAtLinkAsync(late, "Grace Guest", "grace@example.org");
        await Scene.StartAsync(grace);
        var record = (await Records.SaveAsync(late, grace, Records.Form)).At("record");
        Assert.Equal("XBees", record.Text("owner"));
        await late.PostAsync($"{Records.Path(grace)}/activities", new { kind = "note", text = "Called" });
        var kept = await Until.Async(() => Records.NotesAsync(scene), found => found.Count == 2);
        Assert.Equal(
            [("XBees\n— Lara Late", "XBees"), ("Called\n— Lara Late", "XBees")],
            kept.Select(note => (note.Text, note.Author)).OrderByDescending(note => note.Text, StringComparer.Ordinal)
        );

        var leo = await Records.GuestAsync(scene, "Leo Guest", "leo@example.org");
        var theirs = await Records.SaveAsync(scene.Mara, leo, new { fields = new { lastname = "Guest", status = "new" } });
        Assert.Equal("Mara Nowak", theirs.Text("record.owner"));
        await scene.Mara.PostAsync($"{Records.Path(leo)}/activities", new { kind = "note", text = "Met" });
        kept = await Until.Async(() => Records.NotesAsync(scene), found => found.Count == 3);
        Assert.Contains(kept, note => (note.Text, note.Author) == ("Met", "Mara Nowak"));
    }
}
