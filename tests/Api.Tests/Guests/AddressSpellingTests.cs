using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Guests;

/// <summary>Case C29: one address, several spellings.</summary>
[Rule("GU-13")]
public sealed class AddressSpellingTests
{
    [Theory, EveryDatabase]
    public async Task Spellings_of_one_address_are_one_guest_and_addresses_that_look_alike_are_not(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var id = (await scene.Mara.PostAsync("/api/v1/conversations", new { members = Array.Empty<object>() })).Text("id");
        await AddsAsync(
            1,
            "j\u00fcrgen@example.com",
            "ju\u0308rgen@example.com",
            "J\u00dcRGEN@EXAMPLE.com",
            " j\u00fcrgen@example.com\u200b"
        );
        await AddsAsync(1, "Anna@Example.COM", "anna@example.com", "\u200banna@exam\u200bple.com");
        await AddsAsync(1, "info@m\u00fcnchen.example", "info@xn--mnchen-3ya.example", "INFO@M\u00dcNCHEN.example");
        await AddsAsync(1, "anna+x@example.com", "ANNA+X@example.com");
        await AddsAsync(1, "anna@ex\u0430mple.com");
        Assert.Equal(6, (await Scene.SeeAsync(scene.Mara, id)).Number("memberCount"));

        var members = await Scene.MembersAsync(scene.Mara, id);
        // Shown as typed, and the Cyrillic one is marked.
        Assert.Contains("Anna@Example.COM", members.Where(member => member.Text("kind") == "guest").Select(member => member.Text("email")));
        var mixed = members.Where(member =>
            member.Has("emailLooksMixed") && member.At("emailLooksMixed").ValueKind == System.Text.Json.JsonValueKind.True
        );
        Assert.Equal("anna@ex\u0430mple.com", Assert.Single(mixed).Text("email"));
        await using var open = await database.OpenAsync();
        // Whoever was passed over left no row behind.
        Assert.Equal(5, await open.Db.FirstAsync<long>($"select count(*) from guest"));

        async Task AddsAsync(int count, params string[] spellings)
        {
            var before = (await Scene.SeeAsync(scene.Mara, id)).Number("memberCount");
            foreach (var email in spellings)
            {
                await scene.Mara.PostAsync(
                    $"/api/v1/conversations/{id}/members",
                    new { members = new[] { new { name = (string?)null, email } } }
                );
            }
            Assert.Equal(before + count, (await Scene.SeeAsync(scene.Mara, id)).Number("memberCount"));
        }
    }

    [Theory, EveryDatabase]
    public async Task An_address_that_is_here_or_named_twice_makes_no_second_guest(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var members = $"/api/v1/conversations/{id}/members";
        await scene.Mara.PostAsync(
            members,
            new
            {
                members = new object[]
                {
                    new { guestId = grace.Id },
                    new { name = "Grace again", email = "GRACE@Example.org" },
                    new { name = "Bob", email = "bob@example.org" },
                    new { name = "Bob again", email = " BOB@example.ORG" },
                },
            }
        );
        Assert.Equal(
            ["Grace Guest", "Mara Nowak", "Noah Okafor", "Bob"],
            (await Scene.MembersAsync(scene.Mara, id)).Select(m => m.Text("name"))
        );
        await scene.Mara.PostAsync(
            "/api/v1/conversations",
            new { members = new object[] { new { guestId = grace.Id }, new { name = "Grace", email = "grace@example.org" } } }
        );
        await using var open = await database.OpenAsync();
        Assert.Equal(["Bob", "Grace Guest"], (await open.Db.ListAsync<string>($"select name from guest")).Order(StringComparer.Ordinal));
        // Once removed, the address is a new guest: what was typed proves nothing of the first (GU-3).
        await scene.Mara.DeleteAsync($"{members}/{await Scene.MemberIdAsync(scene.Mara, id, "Bob")}");
        await scene.Mara.PostAsync(members, new { members = new[] { new { name = "Bob", email = "bob@example.org" } } });
        Assert.Equal(3, await open.Db.FirstAsync<long>($"select count(*) from guest"));
    }
}
