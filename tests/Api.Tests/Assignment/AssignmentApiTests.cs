using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Application;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Assignment;

public sealed class AssignmentApiTests
{
    [Theory, EveryDatabase, Rule("AC-5", "AS-2", "AS-4", "AS-5", "AS-9", "AS-14")]
    public async Task What_the_preview_shows_is_what_is_stored_with_one_notice_for_agents(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var (mara, id) = (scene.Company.Mara, scene.Conversation);
        await mara.PostAsync($"/api/v1/conversations/{id}/members", new { members = new[] { new { agentId = scene.Company.Ines.Id } } });
        var before = await Scene.SeeAsync(mara, id);
        var preview = await AssignScene.PreviewAsync(mara, id, scene.Support, scene.Tom.Id);
        Assert.Equal(before.Number("version"), preview.Number("version"));
        Assert.Equal("Sofia Brandt, Tom Ek", AssignScene.Names(preview, "added"));
        Assert.Equal("Mara Nowak, Noah Okafor", AssignScene.Names(preview, "removed"));
        Assert.Equal(("Ines Boss", "individually"), (AssignScene.Names(preview, "stays"), preview.Text("stays.0.why")));
        Assert.Equal(["assigning", "previousService"], preview.At("removed").EnumerateArray().Select(agent => agent.Text("why")));
        Assert.Equal(
            (true, "applyAndLeave", true, true, true),
            (
                preview.At("leaves").GetBoolean(),
                preview.Text("button"),
                preview.At("allowed").GetBoolean(),
                preview.IsNull("reason"),
                preview.At("changes").GetBoolean()
            )
        );
        Assert.Equal("Ines Boss, Mara Nowak, Noah Okafor", await AssignScene.AgentsAsync(mara, id));

        using var answer = await AssignScene.SendAsync(mara, id, scene.Support, scene.Tom.Id);
        answer.Is(HttpStatusCode.OK);
        var done = await answer.BodyAsync();
        Assert.Equal($"\"{done.Number("version")}\"", answer.Headers.ETag!.Tag);
        Assert.Equal(
            (id, before.Number("version") + 1, "Support", "Tom Ek", "Sales", true, true),
            (
                done.Text("id"),
                done.Number("version"),
                done.Text("service.name"),
                done.Text("assignee.name"),
                done.Text("from.service.name"),
                done.IsNull("from.assignee"),
                done.At("left").GetBoolean()
            )
        );
        Assert.Equal("Ines Boss, Sofia Brandt, Tom Ek", await AssignScene.AgentsAsync(scene.Tom, id));
        var after = await Scene.SeeAsync(scene.Tom, id);
        Assert.Equal(
            ("Support", "Tom Ek", "assigned", "Support"),
            (after.Text("service.name"), after.Text("assignee.name"), after.Text("serviceState"), after.Text("tags.0.text"))
        );
        Assert.Single((await scene.Tom.GetAsync("/api/v1/conversations?view=mine")).Items());
        Assert.Empty((await mara.GetAsync("/api/v1/conversations")).Items());
        await mara.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}", null, 404, "not-found");

        var told = Assert.Single(await AssignScene.NoticesAsync(scene.Tom, id));
        Assert.Equal(
            ("Mara Nowak", "Support", "Tom Ek", "Sales"),
            (
                told.Text("actor.name"),
                told.Text("assignment.service.name"),
                told.Text("assignment.assignee.name"),
                told.Text("assignment.previousService.name")
            )
        );
        Assert.Equal(2, told.At("assignment.left").GetArrayLength());
        // AC-13: the guest reads no such notice; whose conversation it is, its title tells (TI-4).
        Assert.Empty(await AssignScene.NoticesAsync(scene.Guest, id));
        var seen = await Scene.SeeAsync(scene.Guest, id);
        Assert.Equal(("Support", false, false), (seen.Text("title"), seen.Has("assignee"), seen.Has("serviceState")));
    }

    [Theory, EveryDatabase, Rule("AS-9", "AS-10")]
    public async Task Two_at_once_have_one_winner_and_the_other_is_told_who_and_a_repeat_does_nothing(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var (mara, noah, id) = (scene.Company.Mara, scene.Company.Noah, scene.Conversation);
        var billing = await scene.Company.App.ServiceAsync("Billing", scene.Company.Ines, noah);
        var version = (await Scene.SeeAsync(mara, id)).Number("version");
        await AssignScene.AssignAsync(mara, id, billing, null, version);
        // Noah is in both: he stayed, and decided on what was.
        using (var late = await AssignScene.SendAsync(noah, id, scene.Support, scene.Tom.Id, version))
        {
            var problem = await late.IsProblemAsync(412, "stale");
            Assert.Equal(
                ("Billing", version + 1, "Mara Nowak", true),
                (problem.Text("service.name"), problem.Number("version"), problem.Text("by.name"), problem.IsNull("assignee"))
            );
        }
        Assert.Equal("Ines Boss, Noah Okafor", await AssignScene.AgentsAsync(noah, id));
        // The winner again, with what was read then: by who is in it, and by who left by it.
        var again = await AssignScene.AssignAsync(noah, id, billing, null, version);
        Assert.Equal((version + 1, false), (again.Number("version"), again.At("left").GetBoolean()));
        Assert.True((await AssignScene.AssignAsync(mara, id, billing, null, version)).At("left").GetBoolean());
        Assert.Single(await AssignScene.NoticesAsync(noah, id));
        Assert.False((await AssignScene.PreviewAsync(noah, id, billing)).At("changes").GetBoolean());

        // Whom the winner moved out is told too, and gets nothing done.
        var now = (await Scene.SeeAsync(noah, id)).Number("version");
        await AssignScene.AssignAsync(scene.Company.Ines, id, scene.Support, null, now);
        using var moved = await AssignScene.SendAsync(noah, id, scene.Sales, null, now);
        Assert.Equal("Support", (await moved.IsProblemAsync(412, "stale")).Text("service.name"));
        using var retried = await AssignScene.SendAsync(noah, id, scene.Sales, null, now + 1);
        Assert.Equal("Ines Boss", (await retried.IsProblemAsync(412, "stale")).Text("by.name"));
    }

    [Theory, EveryDatabase, Rule("AS-9")]
    public async Task The_version_is_required_and_comes_first(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var body = new { serviceId = scene.Support };
        var mara = scene.Company.Mara;
        await mara.RefusesAsync(HttpMethod.Put, scene.Path, body, 428, "precondition-required");
        await mara.RefusesAsync(HttpMethod.Put, scene.Path, body, 428, "precondition-required", null, ("If-Match", "*"));
        await mara.RefusesAsync(HttpMethod.Put, scene.Path, body, 412, "stale", null, ("If-Match", "\"0\""));
        // A proxy may weaken it.
        var version = (await Scene.SeeAsync(mara, scene.Conversation)).Number("version");
        using var weak = await mara.SendAsync(HttpMethod.Put, scene.Path, body, ("If-Match", $"W/\"{version}\""));
        weak.Is(HttpStatusCode.OK);
    }

    [Theory, EveryDatabase, Rule("AS-18")]
    public async Task Who_left_by_it_takes_it_back_for_a_moment_as_a_new_assignment(TestDatabase database)
    {
        var time = new ShiftedTime();
        await using var scene = await AssignScene.OnAsync(database, time);
        var (mara, id) = (scene.Company.Mara, scene.Conversation);
        await AssignScene.AssignAsync(mara, id, scene.Sales, scene.Company.Noah.Id);
        var left = await AssignScene.AssignAsync(mara, id, scene.Support);
        time.Advance(TimeSpan.FromSeconds(20));
        var back = await AssignScene.AssignAsync(
            mara,
            id,
            left.Text("from.service.id"),
            left.Text("from.assignee.id"),
            left.Number("version")
        );
        Assert.False(back.At("left").GetBoolean());
        Assert.Equal("Mara Nowak, Noah Okafor", await AssignScene.AgentsAsync(mara, id));
        Assert.Equal(("Sales", "Noah Okafor"), (back.Text("service.name"), back.Text("assignee.name")));
        Assert.Equal(3, (await AssignScene.NoticesAsync(mara, id)).Count);

        var again = await AssignScene.AssignAsync(mara, id, scene.Support);
        time.Advance(TimeSpan.FromSeconds(31));
        using var late = await AssignScene.SendAsync(mara, id, scene.Sales, null, again.Number("version"));
        await late.IsProblemAsync(404, "not-found");
    }

    [Theory, EveryDatabase, Rule("AS-18")]
    public async Task Not_after_somebody_else_assigned_it(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var (mara, id) = (scene.Company.Mara, scene.Conversation);
        await AssignScene.AssignAsync(mara, id, scene.Support);
        var taken = await AssignScene.AssignAsync(scene.Tom, id, scene.Support, scene.Tom.Id);
        using var late = await AssignScene.SendAsync(mara, id, scene.Sales, null, taken.Number("version"));
        await late.IsProblemAsync(404, "not-found");
    }

    [Theory, EveryDatabase, Rule("AS-1", "LI-3", "LC-2")]
    public async Task Members_the_services_manager_and_administrators_assign_the_latter_without_joining(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var (ines, ada, id) = (scene.Company.Ines, scene.Company.App.Administrator, scene.Conversation);
        foreach (var who in new[] { scene.Tom, scene.Company.Keep(await scene.Company.App.AgentAsync("Zoe Zed", "Basic")) })
        {
            await who.RefusesAsync(HttpMethod.Get, $"{scene.Path}/preview?serviceId={scene.Support}", null, 404, "not-found");
            using var other = await AssignScene.SendAsync(who, id, scene.Support, null, 1);
            await other.IsProblemAsync(404, "not-found");
        }
        using (var guest = await AssignScene.SendAsync(scene.Guest, id, scene.Support, null, 1))
        {
            await guest.IsProblemAsync(403, "forbidden");
        }
        Assert.Equal("apply", (await AssignScene.PreviewAsync(ada, id, scene.Support)).Text("button"));
        await AssignScene.AssignAsync(ada, id, scene.Sales, scene.Company.Mara.Id);
        Assert.Equal("Mara Nowak, Noah Okafor", await AssignScene.AgentsAsync(ada, id));
        Assert.Equal("apply", (await AssignScene.PreviewAsync(ines, id, scene.Support)).Text("button"));
        await using var events = await EventStream.OpenAsync(ines);
        var done = await AssignScene.AssignAsync(ines, id, scene.Support);
        Assert.False(done.At("left").GetBoolean());
        Assert.Equal("Sofia Brandt, Tom Ek", await AssignScene.AgentsAsync(scene.Tom, id));
        // It is no longer of a service that she manages.
        await events.NextAsync("conversation.removed");
        await ines.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}", null, 404, "not-found");
        using var again = await AssignScene.SendAsync(ines, id, scene.Sales, null, done.Number("version"));
        await again.IsProblemAsync(404, "not-found");

        var key = scene.Company.Keep(await scene.Company.App.ApiKeyAsync([KeyScopes.All], scene.Tom.Id));
        await AssignScene.AssignAsync(key, id, scene.Support, scene.Sofia.Id);
        var reader = scene.Company.Keep(await scene.Company.App.ApiKeyAsync([KeyScopes.Read], scene.Tom.Id));
        await AssignScene.PreviewAsync(reader, id, scene.Sales);
        using var readonlyKey = await AssignScene.SendAsync(reader, id, scene.Sales);
        await readonlyKey.IsProblemAsync(403, "forbidden");
    }

    [Theory, EveryDatabase, Rule("AS-6", "AS-11", "AS-15", "AS-16")]
    public async Task What_cannot_be_chosen_is_listed_with_the_reason_and_refused_with_the_same(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var (mara, id) = (scene.Company.Mara, scene.Conversation);
        var bea = scene.Company.Keep(await scene.Company.App.AgentAsync("Bea Basic", "Basic"));
        var archive = await scene.Company.App.ServiceAsync("Archive", bea);
        var zebra = await scene.Company.App.ServiceAsync("Zebra", mara);
        await scene.Company.App.ServiceAsync("Yard", scene.Company.Noah);
        await AssignScene.PauseAsync(scene.Support, scene.Sofia, scene.Tom);
        var services = (await mara.GetAsync("/api/v1/services")).Items();
        Assert.Equal(["Sales", "Zebra", "Archive", "Support", "Yard"], services.Select(service => service.Text("name")));
        Assert.Equal([null, null, "no-standard-agent", "all-paused", null], services.Select(service => service.At("reason").GetString()));
        Assert.Equal([true, true, false, false, true], services.Select(service => service.At("assignable").GetBoolean()));
        Assert.Equal(["Mara Nowak", "Noah Okafor"], services[0].At("assignees").EnumerateArray().Select(agent => agent.Text("name")));
        var noahs = (await scene.Company.Noah.GetAsync("/api/v1/services")).Items()[0];
        Assert.Equal(["Noah Okafor", "Mara Nowak"], noahs.At("assignees").EnumerateArray().Select(agent => agent.Text("name")));
        Assert.Equal([true, true], services[3].At("assignees").EnumerateArray().Select(agent => agent.At("paused").GetBoolean()));

        await RefusedAsync(archive, null, "no-standard-agent", "serviceId");
        await RefusedAsync(scene.Support, scene.Tom.Id, "all-paused", "serviceId");
        await RefusedAsync("svc_nothing", null, "no-such-service", "serviceId");
        await RefusedAsync(zebra, scene.Company.Noah.Id, "assignee-not-in-service", "assigneeId");
        await RefusedAsync(scene.Sales, bea.Id, "assignee-not-in-service", "assigneeId");
        foreach (var none in new[] { null, "" })
        {
            using var answer = await AssignScene.SendAsync(mara, id, none, scene.Company.Noah.Id);
            await answer.IsProblemAsync(422, "validation", "serviceId");
        }
        await mara.RefusesAsync(HttpMethod.Get, scene.Path + "/preview", null, 422, "validation", "serviceId");
        Assert.Empty(await AssignScene.NoticesAsync(mara, id));

        async Task RefusedAsync(string service, string? assignee, string slug, string field)
        {
            using var answer = await AssignScene.SendAsync(mara, id, service, assignee);
            await answer.IsProblemAsync(422, slug, field);
            var preview = await AssignScene.PreviewAsync(mara, id, service, assignee);
            Assert.Equal((false, slug), (preview.At("allowed").GetBoolean(), preview.Text("reason")));
        }
    }

    [Theory, EveryDatabase, Rule("AS-8", "AS-17")]
    public async Task An_agents_conversation_is_assigned_from_its_first_guest_on(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var mara = scene.Company.Mara;
        var id = (await mara.PostAsync("/api/v1/conversations", new { members = new[] { new { agentId = scene.Company.Noah.Id } } })).Text(
            "id"
        );
        Assert.Equal("none", (await Scene.SeeAsync(mara, id)).Text("serviceState"));
        using (var early = await AssignScene.SendAsync(mara, id, scene.Support))
        {
            await early.IsProblemAsync(409, "no-guest");
        }
        await AddAsync("Rita");
        Assert.Equal("notAssigned", (await Scene.SeeAsync(mara, id)).Text("serviceState"));
        var done = await AssignScene.AssignAsync(mara, id, scene.Support, scene.Sofia.Id);
        Assert.Equal((true, true), (done.At("left").GetBoolean(), done.IsNull("from.service")));
        Assert.Equal("Noah Okafor, Sofia Brandt, Tom Ek", await AssignScene.AgentsAsync(scene.Tom, id));

        var rita = await Scene.MemberIdAsync(scene.Tom, id, "Rita");
        await scene.Tom.DeleteAsync($"/api/v1/conversations/{id}/members/{rita}?confirm=true");
        var without = await Scene.SeeAsync(scene.Sofia, id);
        Assert.Equal(
            ("none", true, true, 0),
            (without.Text("serviceState"), without.IsNull("service"), without.IsNull("assignee"), without.At("tags").GetArrayLength())
        );
        Assert.Empty((await scene.Sofia.GetAsync("/api/v1/conversations?view=mine")).Items());
        Assert.Equal(0, (await scene.Sofia.GetAsync("/api/v1/conversations/counts")).Number("mine"));
        await AddAsync("Olga");
        var again = await Scene.SeeAsync(scene.Sofia, id);
        Assert.Equal(
            ("assigned", "Support", "Sofia Brandt"),
            (again.Text("serviceState"), again.Text("service.name"), again.Text("assignee.name"))
        );
        Assert.Single((await scene.Sofia.GetAsync("/api/v1/conversations?view=mine")).Items());

        async Task AddAsync(string name)
        {
            var by = name == "Rita" ? mara : scene.Tom;
            await by.PostAsync(
                $"/api/v1/conversations/{id}/members",
                new { members = new[] { new { name, email = name + "@example.org" } } }
            );
        }
    }

    [Theory, EveryDatabase, Rule("AS-7", "AS-13", "AC-14")]
    public async Task Changing_the_assignee_removes_nobody_and_brings_the_assignee_back(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var (mara, noah, id) = (scene.Company.Mara, scene.Company.Noah, scene.Conversation);
        Assert.Single((await mara.GetAsync("/api/v1/conversations?view=unassigned")).Items());
        await AssignScene.AssignAsync(mara, id, scene.Sales, mara.Id);
        Assert.Empty((await mara.GetAsync("/api/v1/conversations?view=unassigned")).Items());
        await noah.DeleteAsync($"/api/v1/conversations/{id}/members/me");
        var preview = await AssignScene.PreviewAsync(mara, id, scene.Sales, noah.Id);
        Assert.Equal(("Noah Okafor", "assignee"), (preview.Text("added.0.name"), preview.Text("added.0.why")));
        await AssignScene.AssignAsync(mara, id, scene.Sales, noah.Id);
        Assert.Equal("Mara Nowak, Noah Okafor", await AssignScene.AgentsAsync(mara, id));
        // AC-14: an assignee who leaves is unassigned.
        await noah.DeleteAsync($"/api/v1/conversations/{id}/members/me");
        Assert.True((await Scene.SeeAsync(mara, id)).IsNull("assignee"));
    }

    [Theory, EveryDatabase, Rule("AS-3", "TI-0", "TI-4")]
    public async Task A_personal_links_conversation_becomes_the_services_and_its_agent_stays(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var mara = scene.Company.Mara;
        var leo = await scene.Company.GuestAtLinkAsync(mara);
        var id = await Scene.StartAsync(leo);
        var before = await Scene.SeeAsync(mara, id);
        Assert.Equal(("oneOnOne", "notAssigned"), (before.Text("kind"), before.Text("serviceState")));
        Assert.Equal("oneOnOne", (await AssignScene.PreviewAsync(mara, id, scene.Support)).Text("stays.0.why"));
        Assert.False((await AssignScene.AssignAsync(mara, id, scene.Support)).At("left").GetBoolean());
        Assert.Equal("Mara Nowak, Sofia Brandt, Tom Ek", await AssignScene.AgentsAsync(mara, id));
        Assert.Equal(("group", "Support"), ((await Scene.SeeAsync(mara, id)).Text("kind"), (await Scene.SeeAsync(leo, id)).Text("title")));
    }

    [Theory, EveryDatabase, Rule("AS-9", "AP-6", "AC-13")]
    public async Task Every_client_hears_of_it_in_the_same_order_and_guests_of_their_title_alone(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var (mara, id) = (scene.Company.Mara, scene.Conversation);
        await using var tom = await EventStream.OpenAsync(scene.Tom);
        await using var ada = await EventStream.OpenAsync(scene.Company.App.Administrator);
        await using var own = await EventStream.OpenAsync(mara);
        await using var guest = await EventStream.OpenAsync(scene.Guest);
        var moved = await AssignScene.AssignAsync(mara, id, scene.Support);
        await AssignScene.AssignAsync(scene.Tom, id, scene.Support, scene.Tom.Id);
        await Scene.SayAsync(scene.Tom, id, "done");
        var toTom = await tom.UntilAsync(Says);
        Assert.Equal(
            ["message.created", "members.changed", "assignment.changed", "message.created", "assignment.changed", "message.created"],
            toTom.Select(made => made.Name)
        );
        Assert.Equal(moved.Number("version") + 1, toTom[^2].Data.GetProperty("version").GetInt64());
        Assert.Equal("conversation.removed", (await own.NextAsync()).Name);
        Assert.Equal(["members.changed", "message.created"], (await guest.UntilAsync(Says)).Select(made => made.Name));
        var assigned = 0;
        Assert.Equal(
            ["members.changed", "assignment.changed", "assignment.changed"],
            (await ada.UntilAsync(made => made.Name == "assignment.changed" && ++assigned == 2)).Select(made => made.Name)
        );

        static bool Says(StreamedEvent made) =>
            made.Name == "message.created" && made.Data.GetProperty("message").GetProperty("text").GetString() == "done";
    }

    [Theory, EveryDatabase, Rule("TI-4", "AP-6")]
    public async Task A_guest_hears_of_a_new_service_also_where_nobody_moves(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var (mara, id) = (scene.Company.Mara, scene.Conversation);
        var twin = await scene.Company.App.ServiceAsync("Twin", mara, scene.Company.Noah);
        await using var guest = await EventStream.OpenAsync(scene.Guest);
        await AssignScene.AssignAsync(mara, id, twin);
        await guest.NextAsync("conversation.updated");
        Assert.Equal("Twin", (await Scene.SeeAsync(scene.Guest, id)).Text("title"));
    }

    [Theory, EveryDatabase, Rule("RE-1", "RE-3")]
    public async Task When_all_have_left_the_service_it_is_assigned_to_comes_back_else_the_first(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var id = scene.Conversation;
        await AssignScene.AssignAsync(scene.Company.Mara, id, scene.Support);
        await LeaveAsync(scene.Sofia, scene.Tom);
        await Scene.SayAsync(scene.Guest, id, "Anybody?");
        Assert.Equal("Sofia Brandt, Tom Ek", await AssignScene.AgentsAsync(scene.Tom, id));
        Assert.Equal(
            scene.Support,
            (await Scene.MembersAsync(scene.Tom, id)).First(one => one.Text("name") == "Tom Ek").Text("viaService")
        );

        await LeaveAsync(scene.Sofia, scene.Tom);
        await AssignScene.PauseAsync(scene.Support, scene.Sofia, scene.Tom);
        await Scene.SayAsync(scene.Guest, id, "Still nobody?");
        Assert.Equal("Mara Nowak, Noah Okafor", await AssignScene.AgentsAsync(scene.Company.Mara, id));
        Assert.Equal("Support", (await Scene.SeeAsync(scene.Company.Mara, id)).Text("service.name"));

        async Task LeaveAsync(params AppClient[] agents)
        {
            foreach (var agent in agents)
            {
                await agent.DeleteAsync($"/api/v1/conversations/{id}/members/me");
            }
        }
    }

    [Theory, EveryDatabase, Rule("RE-1", "RE-4")]
    public async Task Without_a_service_the_links_agent_comes_back_and_with_one_that_service(TestDatabase database)
    {
        await using var scene = await AssignScene.OnAsync(database);
        var mara = scene.Company.Mara;
        var leo = await scene.Company.GuestAtLinkAsync(mara);
        var id = await Scene.StartAsync(leo);
        await mara.DeleteAsync($"/api/v1/conversations/{id}/members/me");
        await Scene.SayAsync(leo, id, "Hello?");
        Assert.Equal("Mara Nowak", await AssignScene.AgentsAsync(mara, id));
        await AssignScene.AssignAsync(mara, id, scene.Support);
        foreach (var agent in new[] { mara, scene.Sofia, scene.Tom })
        {
            await agent.DeleteAsync($"/api/v1/conversations/{id}/members/me");
        }
        await Scene.SayAsync(leo, id, "And now?");
        Assert.Equal("Sofia Brandt, Tom Ek", await AssignScene.AgentsAsync(scene.Tom, id));
    }
}
