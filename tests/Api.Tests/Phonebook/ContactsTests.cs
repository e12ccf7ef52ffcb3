using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Phonebook;

public sealed class ContactsTests
{
    private static readonly object Anna = new
    {
        phonebook = "shared",
        name = "Anna Nowak",
        company = "Oak & Sons",
        jobTitle = "Buyer",
        email = "Anna@Example.com",
        workPhone = "(22) 5550123 wew. 7",
        mobilePhone = "+48 601 555 010",
        homePhone = "SUPPORT",
        note = "Likes\noak",
    };

    [Theory, EveryDatabase, Rule("PB-1", "PB-2", "PB-3")]
    public async Task A_contact_is_added_with_every_field_and_its_numbers_are_in_E164_beside_what_was_typed(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Contacts.PolishAsync(scene);
        var made = await scene.Mara.PostAsync(Contacts.Path, Anna);
        var seen = await scene.Noah.GetAsync($"{Contacts.Path}/{made.Text("id")}");
        Assert.Equal(made.GetRawText(), seen.GetRawText());
        Assert.Equal(
            ("shared", "Anna Nowak", "Oak & Sons", "Buyer", "Anna@Example.com", "Likes\noak"),
            (seen.Text("phonebook"), seen.Text("name"), seen.Text("company"), seen.Text("jobTitle"), seen.Text("email"), seen.Text("note"))
        );
        Assert.Equal(("(22) 5550123 wew. 7", "+48225550123", "7"), Phone(seen, "workPhone"));
        Assert.Equal(("+48 601 555 010", "+48601555010", null), Phone(seen, "mobilePhone"));
        Assert.Equal(("SUPPORT", null, null), Phone(seen, "homePhone"));
        await scene.Mara.RefusesAsync(
            HttpMethod.Post,
            Contacts.Path,
            new
            {
                phonebook = "shared",
                name = "X",
                workPhone = "abc+48225550123",
            },
            422,
            "validation",
            "workPhone"
        );
        await scene.Mara.RefusesAsync(HttpMethod.Post, Contacts.Path, new { name = "X" }, 422, "validation", "phonebook");
        await scene.App.Administrator.RefusesAsync(
            HttpMethod.Patch,
            "/api/v1/admin/organisation",
            new { country = "Poland" },
            422,
            "validation",
            "country"
        );
    }

    [Theory, EveryDatabase, Rule("PB-2")]
    public async Task A_personal_one_is_its_owners_alone_and_nobody_else_finds_changes_or_is_told_of_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var own = (await Contacts.AddAsync(scene.Mara, "Private Pia", "pia@example.org", "personal")).Text("id");
        using var everything = await scene.App.ApiKeyAsync([.. Application.KeyScopes.Known]);
        foreach (var other in new[] { scene.Noah, scene.App.Administrator, everything })
        {
            Assert.Equal(HttpStatusCode.NotFound, await Contacts.StatusAsync(other, HttpMethod.Get, own));
            Assert.Equal(HttpStatusCode.NotFound, await Contacts.StatusAsync(other, HttpMethod.Patch, own, new { name = "Mine" }));
            Assert.Equal(HttpStatusCode.NotFound, await Contacts.StatusAsync(other, HttpMethod.Delete, own));
            Assert.Empty(await Contacts.NamesAsync(other, "q=pia"));
            Assert.Empty(await Contacts.NamesAsync(other, "phonebook=personal"));
        }
        // That it exists is not told by a double either.
        await Contacts.AddAsync(scene.Noah, "Pia", "pia@example.org");
        Assert.Equal(["Pia", "Private Pia"], await Contacts.NamesAsync(scene.Mara, "q=pia"));
        Assert.Equal(["Private Pia"], await Contacts.NamesAsync(scene.Mara, "phonebook=personal"));
        Assert.Equal(["Pia"], await Contacts.NamesAsync(scene.Mara, "phonebook=shared"));
        // Shared by its owner everybody sees it.
        await scene.Mara.PatchAsync($"{Contacts.Path}/{own}", new { phonebook = "shared" });
        Assert.Equal(HttpStatusCode.OK, await Contacts.StatusAsync(scene.Noah, HttpMethod.Get, own));
    }

    [Theory, EveryDatabase, Rule("PB-3", "GU-13")]
    public async Task Doubles_by_address_or_number_are_pointed_out_and_added_only_when_that_is_wanted(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Contacts.PolishAsync(scene);
        var anna = (await scene.Mara.PostAsync(Contacts.Path, Anna)).Text("id");
        foreach (var same in new object[] { new { email = " anna@EXAMPLE.com" }, new { homePhone = "0048225550123" } })
        {
            var body = JsonSerializer.SerializeToNode(same)!.AsObject();
            body["phonebook"] = "personal";
            body["name"] = "A. Nowak";
            var problem = await scene.Noah.RefusesAsync(HttpMethod.Post, Contacts.Path, body, 409, "contact-exists");
            Assert.Equal([(anna, "Anna Nowak")], problem.At("doubles").EnumerateArray().Select(one => (one.Text("id"), one.Text("name"))));
        }
        var forced = await scene.Noah.PostAsync(
            Contacts.Path,
            new
            {
                phonebook = "shared",
                name = "A. Nowak",
                email = "anna@example.com",
                force = true,
            }
        );
        // What is a double already is changed without being asked again; a new double is asked about.
        var path = $"{Contacts.Path}/{forced.Text("id")}";
        await scene.Noah.PatchAsync(path, new { note = "known" });
        await scene.Noah.RefusesAsync(HttpMethod.Patch, path, new { workPhone = "22 555 01 23" }, 409, "contact-exists");
        await scene.Noah.PatchAsync(path, new { workPhone = "22 555 01 23", force = true });
        await Contacts.AddAsync(scene.Noah, "Anna Nowak", "anna+1@example.com");
    }

    [Theory, EveryDatabase, Rule("PB-2", "AP-5")]
    public async Task Two_who_change_it_are_told_of_each_other_and_a_repeated_request_adds_one(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var body = new { phonebook = "shared", name = "Once" };
        foreach (var _ in new[] { 1, 2 })
        {
            using var answer = await scene.Mara.SendAsync(HttpMethod.Post, Contacts.Path, body, ("Idempotency-Key", "one"));
            answer.Is(HttpStatusCode.Created);
        }
        var once = (await Contacts.AllAsync(scene.Mara)).Single();
        var path = $"{Contacts.Path}/{once.Text("id")}";
        using (var read = await scene.Noah.SendAsync(HttpMethod.Get, path))
        {
            Assert.Equal("\"1\"", read.Headers.ETag?.Tag);
        }
        await scene.Mara.PatchAsync(path, new { company = "Oak", email = "once@example.org" });
        await scene.Noah.RefusesAsync(HttpMethod.Patch, path, new { company = "Elm" }, 412, "stale", null, ("If-Match", "\"1\""));
        await scene.Noah.RefusesAsync(HttpMethod.Delete, path, null, 412, "stale", null, ("If-Match", "\"1\""));
        var cleared = await scene.Noah.PatchAsync(path, new { email = (string?)null });
        Assert.Equal((3, "Oak", true), (cleared.Number("version"), cleared.Text("company"), cleared.IsNull("email")));
        using var gone = await scene.Noah.SendAsync(HttpMethod.Delete, path, null, ("If-Match", "\"3\""));
        gone.Is(HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.NotFound, await Contacts.StatusAsync(scene.Mara, HttpMethod.Delete, once.Text("id")));
    }

    [Theory, EveryDatabase, Rule("SE-2", "SE-7", "AP-5")]
    public async Task The_list_is_in_order_of_names_by_letter_found_by_beginnings_and_digits_and_paged(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Contacts.PolishAsync(scene);
        var anna = await scene.Mara.PostAsync(Contacts.Path, Anna);
        foreach (var name in new[] { "Łukasz Żółć", "Émile", "anna nowak", "Zoë", "4711", "Лев", "lukas" })
        {
            await Contacts.AddAsync(scene.Mara, name);
        }
        string[] all = ["4711", "Anna Nowak", "anna nowak", "Émile", "lukas", "Łukasz Żółć", "Zoë", "Лев"];
        Assert.Equal(all, await Contacts.NamesAsync(scene.Mara));
        Assert.Equal(all, await Contacts.NamesAsync(scene.Mara, "", limit: 1));
        Assert.Equal(["lukas", "Łukasz Żółć"], await Contacts.NamesAsync(scene.Mara, "letter=l", limit: 1));
        Assert.Equal(["4711", "Лев"], await Contacts.NamesAsync(scene.Mara, "letter=%23", limit: 1));
        foreach (var found in new[] { "nowak oak", "BUYER", "anna%40exam", "22 555 01", "%2B48 601", "022 5550123", "oak 5550" })
        {
            Assert.Equal([anna.Text("id")], (await Contacts.AllAsync(scene.Noah, $"q={found}")).Select(one => one.Text("id")));
        }
        Assert.Empty(await Contacts.NamesAsync(scene.Mara, "q=%25"));
        Assert.Empty(await Contacts.NamesAsync(scene.Mara, "q=owak"));
        await scene.Mara.RefusesAsync(HttpMethod.Get, $"{Contacts.Path}?letter=ab", null, 400, "unreadable");
        await scene.Mara.RefusesAsync(HttpMethod.Get, $"{Contacts.Path}?phonebook=all", null, 422, "validation", "phonebook");
    }

    [Theory, EveryDatabase, Rule("PB-5", "PB-3")]
    public async Task A_guest_is_known_by_address_or_number_to_those_who_see_the_guest(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Contacts.PolishAsync(scene);
        var guest = await scene.GuestAsync(email: "ANNA@example.com");
        await Scene.StartAsync(guest);
        Assert.Empty(await Contacts.NamesAsync(scene.Mara, $"guestId={guest.Id}"));
        await scene.Mara.PostAsync(Contacts.Path, Anna);
        Assert.Equal(["Anna Nowak"], await Contacts.NamesAsync(scene.Mara, $"guestId={guest.Id}"));
        using var stranger = await scene.App.AgentAsync("Stan Stranger");
        Assert.Empty(await Contacts.NamesAsync(stranger, $"guestId={guest.Id}"));
        var caller = await scene.GuestAsync("Cal Caller", "cal@example.org");
        await Scene.StartAsync(caller);
        await caller.PatchAsync("/api/v1/me", new { phone = "22 555 01 23" });
        Assert.Equal(["Anna Nowak"], await Contacts.NamesAsync(scene.Mara, $"guestId={caller.Id}"));
    }

    private static (string? Typed, string? Number, string? Extension) Phone(JsonElement contact, string kind) =>
        (contact.Text($"{kind}.typed"), contact.Text($"{kind}.number"), contact.Text($"{kind}.extension"));
}
