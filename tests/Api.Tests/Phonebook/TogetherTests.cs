using System.Net;
using XBees.Api.Tests.Meetings;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Phonebook;

/// <summary>Contacts in conversations: what one has in common with them, and adding them.</summary>
public sealed class TogetherTests
{
    [Theory, EveryDatabase, Rule("PB-5")]
    public async Task A_contact_shows_conversations_in_common_and_meetings_ahead_to_those_who_see_them(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var contact = (await Contacts.AddAsync(scene.Mara, "Leo Link", "LEO@example.org")).Text("id");
        var nobody = (await Contacts.AddAsync(scene.Mara, "No Address")).Text("id");
        var path = $"{Contacts.Path}/{contact}";
        Assert.Empty((await scene.Mara.GetAsync($"{path}/conversations")).Items());
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var free = await Schedulers.FreeAsync(scene.App, slug, TimeProvider.System.GetUtcNow());
        var meeting = await Schedulers.BookAsync(await scene.GuestAtLinkAsync(scene.Mara), slug, free[0]);
        await Scene.StartAsync(await scene.GuestAsync());

        Assert.Single((await scene.Mara.GetAsync($"{path}/conversations")).Items());
        Assert.Equal([meeting.Text("id")], (await scene.Mara.GetAsync($"{path}/meetings")).Items().Select(one => one.Text("id")));
        Assert.Empty((await scene.Mara.GetAsync($"{Contacts.Path}/{nobody}/conversations")).Items());
        Assert.Empty((await scene.Mara.GetAsync($"{Contacts.Path}/{nobody}/meetings")).Items());
        // Whoever is in none of them sees none, and the scope for contacts alone opens no conversation.
        using var stranger = await scene.App.AgentAsync("Stan Stranger");
        Assert.Empty((await stranger.GetAsync($"{path}/conversations")).Items());
        Assert.Empty((await stranger.GetAsync($"{path}/meetings")).Items());
        using var key = await scene.App.ApiKeyAsync(["contacts"], scene.Mara.Id);
        foreach (var what in new[] { "conversations", "meetings" })
        {
            await key.RefusesAsync(HttpMethod.Get, $"{path}/{what}", null, 403, "forbidden");
            using var gone = await scene.Mara.SendAsync(HttpMethod.Get, $"{Contacts.Path}/nothing/{what}");
            gone.Is(HttpStatusCode.NotFound);
        }
        await scene.Mara.DeleteAsync($"/api/v1/meetings/{meeting.Text("id")}");
        Assert.Empty((await scene.Mara.GetAsync($"{path}/meetings")).Items());
    }

    [Theory, EveryDatabase, Rule("AC-4", "AC-11", "PB-2")]
    public async Task A_contact_is_added_by_its_id_with_name_and_address_and_anothers_own_is_not(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var paul = (await Contacts.AddAsync(scene.Mara, "Paul Partner", "paul@example.org", "personal")).Text("id");
        var mute = (await Contacts.AddAsync(scene.Mara, "No Address")).Text("id");
        var made = await scene.Mara.PostAsync(
            "/api/v1/conversations",
            new { name = "Offer", members = new[] { new { contactId = paul } } }
        );
        Assert.Contains("Paul Partner", made.At("members").EnumerateArray().Select(member => member.Text("name")));
        var id = await Scene.StartAsync(await scene.GuestAsync());
        var members = $"/api/v1/conversations/{id}/members";
        await scene.Noah.RefusesAsync(
            HttpMethod.Post,
            members,
            new { members = new[] { new { contactId = paul } } },
            422,
            "validation",
            "members[0].contactId"
        );
        await scene.Mara.RefusesAsync(
            HttpMethod.Post,
            members,
            new { members = new[] { new { contactId = mute } } },
            422,
            "validation",
            "members[0].contactId"
        );
        await scene.Mara.PostAsync(members, new { members = new[] { new { contactId = paul } } });
        var named = (await scene.Mara.GetAsync(members)).Items();
        Assert.Contains(
            ("Paul Partner", "paul@example.org"),
            named.Select(member => (member.Text("name"), member.At("email").GetString()))
        );
    }
}
