using System.Text.Json;
using System.Text.RegularExpressions;
using MimeKit;
using XBees.Api.Tests.Setup;
using XBees.Application;
using XBees.Application.Admin;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Admin;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Crm;
using XBees.Testing.Databases;
using XBees.Testing.Processes;
using Xunit;

namespace XBees.Api.Tests.Administration;

public sealed partial class AuditTests
{
    private const string Log = "/api/v1/admin/audit";

    [Theory, EveryDatabase, Rule("AD-3", "LC-2", "AD-5")]
    public async Task Every_audited_act_is_there_with_who_did_it_to_whom(TestDatabase database)
    {
        using var org = new SalesforceOrg();
        await using var scene = await Scene.OnAsync(database, settings: org.Settings());
        var ada = scene.App.Administrator;
        var mara = scene.Mara;
        var acts = new Dictionary<string, (string? Actor, string? Subject)>
        {
            ["installation.started"] = (ada.Id, ada.Id),
            ["agent.invited"] = (ada.Id, scene.Ines.Id),
            ["agent.joined"] = (scene.Ines.Id, scene.Ines.Id),
            ["service.created"] = (ada.Id, scene.ServiceId),
        };

        await ada.PatchAsync($"/api/v1/admin/services/{scene.ServiceId}", new { name = "Sales team" });
        acts["service.changed"] = (ada.Id, scene.ServiceId);
        var other = await scene.App.ServiceAsync("Short-lived");
        await ada.DeleteAsync($"/api/v1/admin/services/{other}");
        acts["service.deleted"] = (ada.Id, other);

        var widget = (await scene.App.WidgetAsync(scene.ServiceId)).Text("id");
        acts["widget.created"] = (ada.Id, widget);
        await ada.PatchAsync($"/api/v1/admin/widgets/{widget}", new { name = "Shop" });
        acts["widget.changed"] = (ada.Id, widget);

        var key = (await ada.PostAsync("/api/v1/admin/api-keys", new { name = "Report", scopes = new[] { "conversations:all" } })).Text(
            "key.id"
        );
        acts["api-key.created"] = (ada.Id, key);
        await ada.DeleteAsync($"/api/v1/admin/api-keys/{key}");
        acts["api-key.revoked"] = (ada.Id, key);

        var pat = (await ada.PostAsync("/api/v1/admin/agents", new { name = "Pat Pending", email = "pat@ternhaus.example" })).Text(
            "agent.id"
        );
        await ada.PostAsync($"/api/v1/admin/agents/{pat}/invitation");
        acts["agent.invited-again"] = (ada.Id, pat);
        await ada.PatchAsync($"/api/v1/admin/agents/{scene.Noah.Id}", new { active = false });
        acts["agent.changed"] = (ada.Id, scene.Noah.Id);
        await ada.PatchAsync("/api/v1/admin/organisation", new { name = "Ternhaus and daughters" });
        acts["organisation.changed"] = (ada.Id, null);
        await ada.PatchAsync("/api/v1/admin/files", new { fileMegabytes = 20 });
        acts["files.changed"] = (ada.Id, null);

        var secrets = $"/api/v1/admin/widgets/{widget}/identity-secrets";
        await ada.PostAsync(secrets);
        acts["widget.secret.made"] = (ada.Id, widget);
        await ada.DeleteAsync($"{secrets}/{(await ada.GetAsync(secrets)).Items().Single().Text("id")}");
        acts["widget.secret.ended"] = (ada.Id, widget);
        const string words = "/api/v1/admin/mail/templates/guest-code/en";
        await ada.PutAsync(words, new { subject = "Code", text = "{code}" });
        acts["mail-template.changed"] = (ada.Id, null);
        await ada.DeleteAsync(words);
        acts["mail-template.reset"] = (ada.Id, null);
        var entered = await Scene.StartAsync(await scene.GuestAsync());
        await ada.PutAsync($"/api/v1/conversations/{entered}/members/me");
        acts["conversation.entered"] = (ada.Id, entered);
        var said = (await Scene.TimelineAsync(ada, entered)).First(entry => entry.Text("kind") == "text").Text("id");
        await scene.Ines.DeleteAsync($"/api/v1/conversations/{entered}/messages/{said}");
        acts["message.deleted"] = (scene.Ines.Id, entered);

        await SpamAsync(scene, acts);
        await mara.PostAsync("/api/v1/me/slug");
        acts["slug.changed"] = (mara.Id, mara.Id);
        var calendar = await CalendarAsync(mara);
        acts["calendar.connected"] = (mara.Id, calendar);
        acts["calendar.disconnected"] = (mara.Id, calendar);
        await ada.PostAsync(Crm.Records.Admin, new { crm = "practice" });
        acts["crm.connected"] = (ada.Id, null);
        await ada.PatchAsync($"{Crm.Records.Admin}/practice", new { active = false });
        acts["crm.changed"] = (ada.Id, null);
        await ada.DeleteAsync($"{Crm.Records.Admin}/practice");
        acts["crm.disconnected"] = (ada.Id, null);
        await Crm.Salesforces.SignInAsync(ada);
        await Crm.Salesforces.SignInAsync(ada);
        acts["crm.opened-anew"] = (ada.Id, null);
        await PasswordsAsync(scene, acts);
        acts["mail.retried"] = (ada.Id, await RetriedAsync(scene));

        var entries = await AllAsync(ada, "");
        foreach (var (action, (actor, subject)) in acts)
        {
            Assert.True(
                entries.Any(entry =>
                    entry.Text("action") == action && Id(entry, "actor") == actor && (subject is null || Id(entry, "subject") == subject)
                ),
                $"{action} of {subject}"
            );
        }
        // What the product notes is what was done here, and what the page can say.
        var noted = Noted();
        Assert.Equal(noted, acts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(noted, OnThePage());

        Assert.Equal("Grace Guest", Entry("conversation.entered").Text("subject.name"));
        Assert.Equal("Sales → Sales team", Entry("service.changed").Text("detail.name"));
        // Of what changed it says which, and of a key what it may.
        Assert.Equal("no", Entry("agent.changed").Text("detail.active"));
        Assert.Equal("conversations:all", Entry("api-key.created").Text("detail.scopes"));
        Assert.Equal(
            ("Ada Admin", "Noah Okafor"),
            (Entry("agent.changed").Text("actor.name"), Entry("agent.changed").Text("subject.name"))
        );
        Assert.Equal("Short-lived", Entry("service.deleted").Text("subject.name"));
        Assert.DoesNotContain("xbk_", string.Concat(entries.Select(entry => entry.GetRawText())), StringComparison.Ordinal);

        JsonElement Entry(string action) => entries.First(entry => entry.Text("action") == action);
    }

    [Theory, EveryDatabase, Rule("AD-3", "SV-1", "SV-5")]
    public async Task Of_a_service_it_says_what_changed_and_names_agents_by_their_ids_alone(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var (ada, ines, noah) = (scene.App.Administrator, scene.Ines.Id, scene.Noah.Id);
        var path = $"/api/v1/admin/services/{scene.ServiceId}";
        var before = (await ada.GetAsync(path)).Deserialize<Team>(JsonSerializerOptions.Web)!;
        Assert.Equal(ines, before.ManagerId);
        await ada.PatchAsync(
            path,
            new
            {
                managerId = noah,
                answerMinutes = (int?)null,
                newAfterDays = 7,
                saysEnded = true,
                members = before.Members.Select(member => member.Id).Where(id => id != noah).Append(ines),
            }
        );
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["manager"] = $"{ines} → {noah}",
                ["answerMinutes"] = "60 → –",
                ["newAfterDays"] = "30 → 7",
                ["saysEnded"] = "no → yes",
                ["membersAdded"] = ines,
                ["membersRemoved"] = noah,
            },
            Read((await AllAsync(ada, "action=service.changed")).Single(), "detail")
        );
        // What is written stays as it was, and says today's names.
        await ada.PatchAsync($"/api/v1/admin/agents/{noah}", new { name = "Noah Newname" });
        var names = Read((await AllAsync(ada, "action=service.changed")).Single(), "names");
        Assert.Equal(("Ines Boss", "Noah Newname", 2), (names[ines], names[noah], names.Count));

        // The same once more is no change.
        await ada.PatchAsync(path, new { saysEnded = true, name = "Sales" });
        Assert.Single(await AllAsync(ada, "action=service.changed"));
        var other = await scene.App.ServiceAsync("Successor", scene.Noah);
        await ada.DeleteAsync($"{path}?successor={other}");
        var deleted = (await AllAsync(ada, "action=service.deleted")).Single();
        Assert.Equal((other, "Successor"), (Read(deleted, "detail")["successor"], Read(deleted, "names")[other]));

        static Dictionary<string, string> Read(JsonElement entry, string field) =>
            entry.At(field).Deserialize<Dictionary<string, string>>()!;
    }

    private sealed record Team(string? ManagerId, IReadOnlyList<TeamMember> Members);

    private sealed record TeamMember(string Id);

    [Theory, EveryDatabase, Rule("AD-3", "LC-2", "TI-1", "TI-5")]
    public async Task A_conversation_that_was_entered_is_named_as_its_reader_calls_it_and_only_where_they_may_see_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var ada = scene.App.Administrator;
        var id = await Scene.StartAsync(await scene.GuestAsync());
        await scene.Ines.PutAsync($"/api/v1/conversations/{id}/members/me");
        Assert.Equal("Grace Guest", await TitleAsync());
        await scene.Ines.PatchAsync($"/api/v1/conversations/{id}", new { name = "Oak for Oslo" });
        Assert.Equal("Oak for Oslo", await TitleAsync());
        // As the page's address has it, so does a key for administration: both see heads.
        using var key = await scene.App.ApiKeyAsync([KeyScopes.Admin]);
        Assert.Equal("Oak for Oslo", (await AllAsync(key, "action=conversation.entered")).Single().Text("subject.name"));

        // Whoever sees nothing of it is told no title: here a reader whom the page lets in nowhere.
        await using var rows = await database.OpenAsync();
        var stan = scene.Keep(await scene.App.AgentAsync("Stan Stranger"));
        var reader = new AuditReader(rows.Db);
        var entries = await reader.ListAsync(
            new AgentCaller(new(PersonKind.Agent, stan.Id, "Stan Stranger"), Licence.Standard, Administrator: false, SessionId: null),
            new() { Action = "conversation.entered" },
            null,
            null,
            10,
            CancellationToken.None
        );
        Assert.Equal((id, null), (entries.Single().Subject!.Id, entries.Single().Subject!.Name));

        async Task<string> TitleAsync() => (await AllAsync(ada, "action=conversation.entered")).Single().Text("subject.name");
    }

    [Theory, EveryDatabase, Rule("AD-3", "AP-5")]
    public async Task It_is_filtered_and_paged_and_nobody_else_reads_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var ada = scene.App.Administrator;
        await EarlierAsync(scene);
        var since = Uri.EscapeDataString($"{TimeProvider.System.GetUtcNow().AddHours(-1):O}");
        for (var number = 0; number < 5; number++)
        {
            await ada.PatchAsync($"/api/v1/admin/services/{scene.ServiceId}", new { name = $"Sales {number}" });
        }
        var entries = await AllAsync(ada, "");
        Assert.Equal(entries.OrderByDescending(entry => entry.Text("at"), StringComparer.Ordinal).Select(At), entries.Select(At));
        Assert.Equal(entries.Count, entries.Select(entry => entry.Text("id")).Distinct().Count());
        Assert.Equal(5, (await AllAsync(ada, "action=service.changed")).Count);
        Assert.Equal(5, (await AllAsync(ada, $"from={since}")).Count);
        Assert.Equal(entries.Count - 5, (await AllAsync(ada, $"to={since}")).Count);
        Assert.Equal(6, (await AllAsync(ada, $"subject={scene.ServiceId}")).Count);
        Assert.Equal(["agent.joined"], (await AllAsync(ada, $"actor={scene.Mara.Id}")).Select(entry => entry.Text("action")));
        Assert.Empty(await AllAsync(ada, $"actor={scene.Mara.Id}&action=service.changed"));
        await ada.RefusesAsync(HttpMethod.Get, $"{Log}?from=x", null, 400, "unreadable");
        await scene.Mara.RefusesAsync(HttpMethod.Get, Log, null, 403, "forbidden");

        static string At(JsonElement entry) => entry.Text("at");
    }

    [Theory, EveryDatabase, Rule("AD-6")]
    public async Task The_last_administrator_is_neither_deactivated_nor_demoted_also_not_by_two_at_once(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var ada = scene.App.Administrator;
        foreach (var change in new object[] { new { active = false }, new { administrator = false } })
        {
            await ada.RefusesAsync(HttpMethod.Patch, $"/api/v1/admin/agents/{ada.Id}", change, 409, "last-administrator");
        }
        var second = scene.Keep(await scene.App.AgentAsync("Ben Second", administrator: true));
        // Each takes the other's right away at the same moment: one of them stays.
        var answers = await Task.WhenAll(
            ada.SendAsync(HttpMethod.Patch, $"/api/v1/admin/agents/{second.Id}", new { administrator = false }),
            second.SendAsync(HttpMethod.Patch, $"/api/v1/admin/agents/{ada.Id}", new { active = false })
        );
        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        foreach (var answer in answers)
        {
            answer.Dispose();
        }
    }

    private static async Task EarlierAsync(Scene scene)
    {
        await using var rows = await scene.App.Database.OpenAsync();
        await rows.Units.RunAsync(
            async unit =>
                await Unit.Of(unit)
                    .ExecuteAsync($"update audit set at = at - @by", new { by = (long)TimeSpan.FromDays(2).TotalMilliseconds }),
            CancellationToken.None
        );
    }

    private static async Task PasswordsAsync(Scene scene, Dictionary<string, (string?, string?)> acts)
    {
        var mara = scene.Mara;
        using var asked = await scene.App.Anonymous().SubmitAsync("/reset", new() { ["Email"] = "ines.boss@ternhaus.example" });
        acts["password.reset-asked"] = (null, scene.Ines.Id);
        await Until.Async(() => AllAsync(scene.App.Administrator, "action=password.reset-asked"), found => found.Count > 0);
        var link = await ResetLinkAsync(scene);
        using var chosen = await scene.App.Anonymous().SubmitAsync(link, new() { ["Password"] = "another horse 8" });
        acts["password.reset"] = (scene.Ines.Id, scene.Ines.Id);
        await mara.PostAsync("/api/v1/me/password", new { current = XBeesApp.Password, @new = "another horse 9" });
        acts["password.changed"] = (mara.Id, mara.Id);
    }

    private static async Task<string> ResetLinkAsync(Scene scene)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scene.App.Database.Folder, "mail")).FullName;
        var link = await Until.Async(
            () =>
                Task.FromResult(
                    Directory
                        .GetFiles(folder, "*.eml")
                        .Select(file => Link().Match(MimeMessage.Load(file).TextBody ?? "").Value)
                        .FirstOrDefault(found => found.Length > 0)
                ),
            found => found is not null
        );
        return link!;
    }

    /// <summary>A guest is blocked and let in, a conversation marked, taken back, marked again and deleted as if its 30 days were over.</summary>
    private static async Task<string> CalendarAsync(AppClient agent)
    {
        await using var publisher = await Calendars.Publisher.StartAsync();
        publisher.Publishes();
        var made = await agent.PostAsync(Calendars.Connected.Path, new { kind = "ics", url = publisher.Address });
        await agent.DeleteAsync($"{Calendars.Connected.Path}/{made.Text("id")}");
        return made.Text("id");
    }

    private static async Task SpamAsync(Scene scene, Dictionary<string, (string? Actor, string? Subject)> acts)
    {
        var spammer = await scene.GuestAsync("Sam Spammer", "sam@example.org");
        var id = await Scene.StartAsync(spammer);
        var path = $"/api/v1/conversations/{id}/spam";
        await scene.Mara.PutAsync(path);
        acts["conversation.spam"] = (scene.Mara.Id, id);
        await scene.Mara.DeleteAsync(path);
        acts["conversation.not-spam"] = (scene.Mara.Id, id);
        await scene.Mara.PostAsync($"/api/v1/guests/{spammer.Id}/block");
        acts["guest.blocked"] = (scene.Mara.Id, spammer.Id);
        await scene.Mara.DeleteAsync($"/api/v1/guests/{spammer.Id}/block");
        acts["guest.unblocked"] = (scene.Mara.Id, spammer.Id);
        await scene.Mara.PatchAsync($"/api/v1/guests/{spammer.Id}", new { name = "Sam" });
        acts["guest.changed"] = (scene.Mara.Id, spammer.Id);
        var twin = await scene.GuestAsync("Sam Twin", "twin@example.org");
        await Scene.StartAsync(twin);
        var merged = await scene.Mara.PostAsync($"/api/v1/guests/{spammer.Id}/merge", new { guestId = twin.Id });
        acts["guest.merged"] = (scene.Mara.Id, spammer.Id);
        await scene.Mara.DeleteAsync($"/api/v1/guests/{spammer.Id}/merge/{merged.Text("merged.0.id")}");
        acts["guest.merge-undone"] = (scene.Mara.Id, spammer.Id);
        await scene.Mara.PutAsync(path);
        await using var rows = await scene.App.Database.OpenAsync();
        await rows.Units.RunAsync(
            async unit =>
            {
                var session = XBees.Infrastructure.Database.Unit.Of(unit);
                await session.ExecuteAsync($"update conversation set spam_since = @then where id = @id", new { id, then = 1L });
                await session.ExecuteAsync(
                    $"update timer set due_at = @then where unique_key = @key",
                    new { key = $"spam:{id}", then = 1L }
                );
                return true;
            },
            CancellationToken.None
        );
        await Until.Async(() => AllAsync(scene.App.Administrator, "action=conversation.deleted"), found => found.Count == 1);
        acts["conversation.deleted"] = (null, null);
    }

    private static async Task<string> RetriedAsync(Scene scene)
    {
        await using var rows = await scene.App.Database.OpenAsync();
        var id = await rows.Units.RunAsync(
            async unit =>
            {
                var made = unit.NewId("dlv");
                await XBees
                    .Infrastructure.Database.Unit.Of(unit)
                    .ExecuteAsync(
                        $"""
                        insert into delivery (id, unique_key, kind, lane, payload, state, tries, next_try_at, claim_beat, created_at)
                        values (@made, @made, @kind, @made, @payload, @state, @none, @later, @none, @none)
                        """,
                        new
                        {
                            made,
                            kind = "mail",
                            payload = "{}",
                            state = "failed",
                            none = 0L,
                            later = long.MaxValue,
                        }
                    );
                return made;
            },
            CancellationToken.None
        );
        await scene.App.Administrator.PostAsync($"/api/v1/admin/mail/{id}/retry");
        return id;
    }

    private static string? Id(JsonElement entry, string who) => entry.IsNull(who) ? null : entry.Text($"{who}.id");

    private static async Task<IReadOnlyList<JsonElement>> AllAsync(AppClient who, string query)
    {
        var rows = new List<JsonElement>();
        for (string? after = ""; after is not null; )
        {
            var page = await who.GetAsync($"{Log}?{query}&limit=3&after={Uri.EscapeDataString(after)}");
            rows.AddRange(page.Items());
            after = page.At("next").GetString();
        }
        return rows;
    }

    /// <summary>Every act that the program text notes.</summary>
    private static IEnumerable<string> Noted() =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => NoteCall().Matches(File.ReadAllText(file)))
            .SelectMany(call => Act().Matches(call.Value))
            .Select(act => act.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> OnThePage()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "src", "Web", "wwwroot", "js", "admin", "audit.js"));
        var from = page.IndexOf("const ACTIONS", StringComparison.Ordinal);
        return Act()
            .Matches(page[from..page.IndexOf("];", from, StringComparison.Ordinal)])
            .Select(act => act.Groups[1].Value)
            .Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"audit\.Note\([^;]*;")]
    private static partial Regex NoteCall();

    [GeneratedRegex("\"([a-z]+(?:-[a-z]+)*(?:\\.[a-z]+(?:-[a-z]+)*)+)\"")]
    private static partial Regex Act();

    [GeneratedRegex("/reset/[^\\s]+")]
    private static partial Regex Link();
}
