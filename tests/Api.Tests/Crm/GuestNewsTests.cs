using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;
using static XBees.Api.Tests.Spam.BlockTests;

namespace XBees.Api.Tests.Crm;

/// <summary>What became of a guest elsewhere is told to the agents of the conversation where it was done (AC-13).</summary>
public sealed class GuestNewsTests
{
    [Theory, EveryDatabase, Rule("AC-13", "AC-6", "AC-7")]
    public async Task A_record_and_a_contact_are_told_once_to_agents_and_to_no_guest(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, Records.Optional);
        await Records.ConnectAsync(scene);
        var grace = await scene.GuestAsync("Grace Guest", "grace@example.org");
        var here = await Scene.StartAsync(grace, "Hello");
        var other = await Scene.StartAsync(grace, "Another thing");
        var form = new { fields = new { lastname = "Guest", status = "new" }, conversationId = here };
        await scene.Mara.PostAsync(Records.Path(grace), form);
        await scene.Noah.PostAsync(Records.Path(grace), form);
        await scene.Mara.PostAsync(
            "/api/v1/contacts",
            new
            {
                phonebook = "shared",
                name = "Grace Guest",
                email = "grace@example.org",
                guestId = grace.Id,
                conversationId = here,
            }
        );
        Assert.Equal(["in-crm", "in-phonebook"], await NoticesAsync(scene.Noah, here, "in-crm", "in-phonebook"));
        Assert.Empty(await NoticesAsync(grace, here, "in-crm", "in-phonebook"));
        Assert.Empty(await NoticesAsync(scene.Noah, other, "in-crm", "in-phonebook"));
        var told = (await scene.Noah.GetAsync($"/api/v1/conversations/{here}/messages"))
            .Items()
            .Single(one => one.Text("kind") == "notice" && one.Text("notice.type") == "in-crm");
        Assert.Equal(
            ("Practice CRM", grace.Id, scene.Mara.Id),
            (told.Text("notice.name"), told.Text("notice.people.0.id"), told.Text("notice.actor.id"))
        );
        // A guest still waits for an answer: nobody has given one.
        Assert.False((await Scene.SeeAsync(scene.Mara, here)).IsNull("waitingSince"));
    }

    [Theory, EveryDatabase, Rule("AC-13")]
    public async Task Nothing_is_made_from_a_conversation_that_the_agent_does_not_see(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, Records.Optional);
        await Records.ConnectAsync(scene);
        var grace = await Records.GuestAsync(scene);
        var stranger = scene.Keep(await scene.App.AgentAsync("Sam Stranger"));
        var theirs = (await stranger.PostAsync("/api/v1/conversations", new { name = "Own", members = Array.Empty<object>() })).Text("id");
        foreach (var conversationId in new[] { theirs, "cnv_00000000000000000000000000" })
        {
            var form = new { fields = new { lastname = "Guest", status = "new" }, conversationId };
            await scene.Mara.RefusesAsync(HttpMethod.Post, Records.Path(grace), form, 422, "validation", "conversationId");
            var contact = new
            {
                phonebook = "shared",
                name = "Grace",
                guestId = grace.Id,
                conversationId,
            };
            await scene.Mara.RefusesAsync(HttpMethod.Post, "/api/v1/contacts", contact, 422, "validation", "conversationId");
        }
        Assert.Equal("none", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
        Assert.Empty((await scene.Mara.GetAsync("/api/v1/contacts")).Items());
    }
}
