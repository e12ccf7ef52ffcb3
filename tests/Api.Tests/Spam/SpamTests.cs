using System.Net;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;
using static XBees.Api.Tests.Spam.BlockTests;

namespace XBees.Api.Tests.Spam;

/// <summary><i>Spam</i>: one act that blocks, resolves, and deletes after 30 days; and one that takes it back.</summary>
[Rule("SP-3")]
public sealed class SpamTests
{
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("SP-2", "ST-5", "AC-13", "AD-3")]
    public async Task It_blocks_resolves_and_leaves_the_lists_and_is_taken_back_whole(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest, "Buy now");
        var second = await Scene.StartAsync(guest, "And this");
        await using var stream = await EventStream.OpenAsync(guest);
        var spam = await scene.Mara.PutAsync($"/api/v1/conversations/{id}/spam");
        await EndsAsync(stream);
        Assert.Equal("resolved", spam.Text("status"));
        Assert.Equal(30, (spam.At("spam.deletedAt").GetDateTimeOffset() - spam.At("spam.since").GetDateTimeOffset()).TotalDays);
        await RefusedAsync(guest, HttpMethod.Post, $"/api/v1/conversations/{second}/messages", Message("More"));
        using var nobody = scene.App.Anonymous();
        await RefusedAsync(
            nobody,
            HttpMethod.Post,
            "/api/v1/sessions",
            new { widget = scene.WidgetKey, guest = new { name = "New", email = "grace@example.org" } }
        );
        Assert.Equal(["spam"], await NoticesAsync(scene.Noah, id, "spam", "blocked", "status"));
        // Another conversation of theirs is told in a unit of its own.
        await Until.Async(() => NoticesAsync(scene.Noah, second, "spam", "blocked"), found => found.SequenceEqual(["blocked"]));
        foreach (var view in new[] { "all", "unread", "unassigned", "waiting", "snoozed" })
        {
            Assert.DoesNotContain(id, await ListAsync(scene.Noah, view));
        }
        Assert.Contains(id, await ListAsync(scene.Noah, "resolved"));
        Assert.Equal(1, await CountAsync(database, $"select count(*) from timer where kind = 'spam'"));
        // Once more is nothing new, also with a version that is old by then.
        using var again = await scene.Mara.SendAsync(HttpMethod.Put, $"/api/v1/conversations/{id}/spam", new { }, ("If-Match", "\"1\""));
        again.Is(HttpStatusCode.OK);
        Assert.Equal(["spam"], await NoticesAsync(scene.Noah, id, "spam"));
        Assert.True((await BlockOfAsync(scene, guest)).At("spam").GetBoolean());

        var back = await scene.Noah.DeleteAsync($"/api/v1/conversations/{id}/spam");
        Assert.Equal("open", back.Text("status"));
        Assert.True(back.IsNull("spam"));
        await Scene.SayAsync(guest, id, "I am a customer");
        Assert.Equal(["spam", "not-spam"], await NoticesAsync(scene.Noah, id, "spam", "not-spam"));
        await Until.Async(
            () => NoticesAsync(scene.Noah, second, "blocked", "unblocked"),
            found => found.SequenceEqual(["blocked", "unblocked"])
        );
        Assert.Empty(await NoticesAsync(guest, id, "spam", "not-spam"));
        Assert.False((await Scene.SeeAsync(guest, id)).Has("spam"));
        Assert.Equal(0, await CountAsync(database, $"select count(*) from timer where kind = 'spam'"));
        Assert.Contains(id, await ListAsync(scene.Noah, "all"));
        time.Advance(TimeSpan.FromDays(31));
        await SettledAsync(database);
        await Scene.SeeAsync(scene.Keep(await scene.App.SignInAsync("noah.okafor@ternhaus.example")), id);
        var admin = scene.Keep(await scene.App.SignInAsync(XBeesApp.AdministratorEmail));
        var audit = (await admin.GetAsync("/api/v1/admin/audit?limit=100")).Items().Select(entry => entry.Text("action"));
        Assert.Equal(["conversation.not-spam", "conversation.spam", "guest.blocked", "guest.unblocked"], audit.Where(IsOurs).Order());
    }

    [Theory, EveryDatabase, Rule("MS-6", "SE-3", "AD-3", "AP-6")]
    public async Task After_thirty_days_nothing_of_it_is_left(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var guest = await scene.GuestAsync();
        var id = await FullAsync(scene, guest, post);
        var kept = await Scene.StartAsync(await scene.GuestAsync("Kay Kept", "kay@example.org"), "planted-words kept");
        // As one that goes on from it (ST-3).
        await RunAsync(
            database,
            unit => unit.ExecuteAsync($"update conversation set continues_id = @id where id = @kept", new { id, kept })
        );
        Assert.Empty(await WithoutARowAsync(database));
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/spam");
        time.Advance(TimeSpan.FromDays(29));
        await SettledAsync(database);
        // By a clock that is so far ahead everybody signs in again.
        var mara = scene.Keep(await scene.App.SignInAsync("mara.nowak@ternhaus.example"));
        await Scene.SeeAsync(mara, id);
        var ines = scene.Keep(await scene.App.SignInAsync("ines.boss@ternhaus.example"));
        var admin = scene.Keep(await scene.App.SignInAsync(XBeesApp.AdministratorEmail));
        await Until.Async(() => FoundAsync(mara), found => found.Contains(id));
        await using var member = await EventStream.OpenAsync(mara);
        await using var manager = await EventStream.OpenAsync(ines);
        await using var head = await EventStream.OpenAsync(admin);
        time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        foreach (var stream in new[] { member, manager, head })
        {
            Assert.Equal(id, (await stream.NextAsync("conversation.removed")).Data.Text("conversationId"));
        }
        mara = scene.Keep(await scene.App.SignInAsync("mara.nowak@ternhaus.example"));
        admin = scene.Keep(await scene.App.SignInAsync(XBeesApp.AdministratorEmail));
        await mara.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}", null, 404, "not-found");
        await mara.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}/messages", null, 404, "not-found");
        await Until.Async(() => FoundAsync(mara), found => !found.Contains(id));
        Assert.Contains(kept, await FoundAsync(mara));
        await NothingIsLeftAsync(database, id);
        var entry = (await admin.GetAsync("/api/v1/admin/audit?action=conversation.deleted")).Items().Single();
        Assert.Equal((id, "spam"), (entry.Text("subject.id"), entry.Text("detail.reason")));
        Assert.True(entry.IsNull("actor"));
        // Whoever sent it stays shut out.
        await RefusedAsync(guest, HttpMethod.Get, "/api/v1/conversations", null);
        Assert.Equal(guest.Id, (await admin.GetAsync("/api/v1/admin/blocks")).Items().Single().Text("guest.id"));
    }

    [Theory, EveryDatabase]
    public async Task Of_a_long_one_nothing_is_left_either_and_a_node_that_dies_in_between_loses_nothing(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest);
        await AddAsync(database, id, 700);
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/spam");
        // As a node leaves it that died after the first part: nobody is in it any more.
        await using (var open = await database.OpenAsync())
        {
            await open.Units.RunAsync(
                unit => Unit.Of(unit).ExecuteAsync($"delete from member where conversation_id = @id", new { id }),
                default
            );
        }
        using var all = await scene.App.ApiKeyAsync(["conversations:read", "conversations:write", "conversations:all"]);
        await all.RefusesAsync(HttpMethod.Delete, $"/api/v1/conversations/{id}/spam", null, 409, "no-guest");
        await all.RefusesAsync(HttpMethod.Put, $"/api/v1/conversations/{id}/status", new { status = "open" }, 409, "no-guest");
        time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1));
        await Until.Async(() => CountAsync(database, $"select count(*) from conversation where id = @id", new { id }), left => left == 0);
        await NothingIsLeftAsync(database, id);
        Assert.Equal(0, await CountAsync(database, $"select count(*) from timer where kind = 'spam'"));
    }

    [Theory, EveryDatabase, Rule("IN-9", "ST-3", "GU-5")]
    public async Task Who_was_only_added_is_not_blocked_but_nothing_comes_in_any_more(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest, "Buy now");
        var link = await scene.Mara.PutAsync($"/api/v1/conversations/{id}/link", new { enabled = true });
        var join = $"/api/v1/join/{new Uri(link.Text("url")).Segments[^1]}";
        var victim = await scene.GuestAsync("Vera Victim", "vera@example.org");
        await victim.PostAsync(join, new { });
        await guest.PostAsync($"/api/v1/conversations/{id}/members", new { members = new[] { new { email = "ivy@example.org" } } });
        var invited = Postbox.PathOf((await post.ToAsync("ivy@example.org")).Single(), "/i/")[3..];
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/spam");
        await victim.GetAsync("/api/v1/me");
        // Told no more than that nobody writes here; their other conversations go on.
        Assert.True((await Scene.SeeAsync(victim, id)).At("readOnly").GetBoolean());
        await victim.RefusesAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/messages", Message("What is this?"), 403, "read-only");
        await victim.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{id}/members",
            new { members = new[] { new { email = "more@example.org" } } },
            403,
            "read-only"
        );
        await Scene.StartAsync(victim, "And here?");
        using var nobody = scene.App.Anonymous();
        await nobody.RefusesAsync(HttpMethod.Post, join, new { guest = new { name = "Otis" } }, 404, "no-link");
        await nobody.RefusesAsync(
            HttpMethod.Post,
            $"/api/v1/invitations/{invited}",
            new { guest = new { name = "Ivy" } },
            410,
            "invitation-revoked"
        );
        Assert.Equal("resolved", (await Scene.SeeAsync(scene.Mara, id)).Text("status"));
        Assert.Equal(
            [guest.Id],
            (await scene.App.Administrator.GetAsync("/api/v1/admin/blocks")).Items().Select(one => one.Text("guest.id"))
        );
        // What an agent still says there is mailed to nobody.
        await Scene.SayAsync(scene.Mara, id, "Goodbye");
        time.Advance(TimeSpan.FromHours(2));
        await SettledAsync(database);
        Assert.DoesNotContain(post.All, mail => mail.To.Mailboxes.Any(to => to.Address == "vera@example.org"));
    }

    [Theory, EveryDatabase, Rule("SP-2")]
    public async Task Not_spam_lifts_what_spam_blocked_and_nothing_else(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var id = await Scene.StartAsync(guest, "One");
        var second = await Scene.StartAsync(guest, "Two");
        // Two of one guest: the block lasts as long as one of them is spam.
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/spam");
        await scene.Mara.PutAsync($"/api/v1/conversations/{second}/spam");
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/spam");
        await RefusedAsync(guest, HttpMethod.Get, "/api/v1/me", null);
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{second}/spam");
        await guest.GetAsync("/api/v1/me");
        // Blocked by hand before: that stays.
        await BlockTests.BlockAsync(scene.Mara, guest.Id);
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/spam");
        Assert.False((await BlockOfAsync(scene, guest)).At("spam").GetBoolean());
        await scene.Mara.DeleteAsync($"/api/v1/conversations/{id}/spam");
        await RefusedAsync(guest, HttpMethod.Get, "/api/v1/me", null);
        await scene.Mara.DeleteAsync($"/api/v1/guests/{guest.Id}/block");
        // Whoever opens it says the same.
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/spam");
        await RefusedAsync(guest, HttpMethod.Get, "/api/v1/me", null);
        var opened = await scene.Mara.PutAsync($"/api/v1/conversations/{id}/status", new { status = "open" });
        Assert.True(opened.IsNull("spam"));
        await guest.GetAsync("/api/v1/me");
        Assert.Equal(0, await CountAsync(database, $"select count(*) from timer where kind = 'spam'"));
    }

    [Theory, EveryDatabase, Rule("LC-2", "LI-3")]
    public async Task Members_say_so_and_nobody_else(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        var path = $"/api/v1/conversations/{await Scene.StartAsync(guest)}/spam";
        var stranger = scene.Keep(await scene.App.AgentAsync("Sam Stranger"));
        foreach (var nobody in new[] { stranger, scene.App.Administrator, scene.Ines })
        {
            await nobody.RefusesAsync(HttpMethod.Put, path, null, 404, "not-found");
            await nobody.RefusesAsync(HttpMethod.Delete, path, null, 404, "not-found");
        }
        await guest.RefusesAsync(HttpMethod.Put, path, null, 403, "forbidden");
        await scene.Mara.RefusesAsync(HttpMethod.Put, path, null, 412, "stale", null, ("If-Match", "\"77\""));
        var own = (await scene.Mara.PostAsync("/api/v1/conversations", new { name = "Own", members = Array.Empty<object>() })).Text("id");
        await scene.Mara.RefusesAsync(HttpMethod.Put, $"/api/v1/conversations/{own}/spam", null, 409, "no-guest");
        using var key = await scene.App.ApiKeyAsync(["conversations:read", "conversations:write", "conversations:all"]);
        await key.PutAsync(path);
    }

    /// <summary>With something in every table that a conversation has rows in.</summary>
    private async Task<string> FullAsync(Scene scene, AppClient guest, Postbox post)
    {
        var id = await Scene.StartAsync(guest, "planted-words");
        var said = await Scene.SayAsync(guest, id, "planted-words again");
        await guest.PatchAsync($"/api/v1/conversations/{id}/messages/{said.Text("id")}", new { text = "planted-words otherwise" });
        await scene.Mara.PostAsync(
            $"/api/v1/conversations/{id}/messages",
            new
            {
                clientId = Guid.NewGuid(),
                text = "planted-words quoted",
                quote = said.Text("id"),
            }
        );
        await scene.Mara.PostAsync(
            $"/api/v1/conversations/{id}/messages",
            new
            {
                clientId = Guid.NewGuid(),
                text = "planted-words note for @Noah Okafor",
                kind = "note",
                mentions = new[] { scene.Noah.Id },
            }
        );
        await guest.PutAsync($"/api/v1/conversations/{id}/messages/{said.Text("id")}/reactions/heart");
        var file = (await Files.Upload.FileAsync(guest, id, Files.Upload.Picture(20, 10), "planted-words.png")).Text("id");
        await Files.Upload.SayAsync(guest, id, null, file);
        await Files.Upload.TextAsync(guest, id, "planted-words.txt");
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/draft", new { text = "planted-words draft" });
        await guest.PostAsync($"/api/v1/conversations/{id}/members", new { members = new[] { new { email = "ivy@example.org" } } });
        await post.ToAsync("ivy@example.org");
        await scene.Mara.PostAsync($"/api/v1/conversations/{id}/typing", new { });
        var slug = await Meetings.Schedulers.SlugAsync(scene.Mara);
        var free = await Meetings.Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        await guest.PostAsync(
            $"/api/v1/schedulers/{slug}/meetings",
            new
            {
                start = free[0],
                subject = "planted-words meeting",
                conversationId = id,
                participants = new[] { "pia@example.org" },
            }
        );
        await post.ToAsync("grace@example.org");
        time.Advance(TimeSpan.FromMinutes(6));
        var mail = (await post.ToAsync("grace@example.org", 2)).Single(one => one.Headers.Contains("List-Unsubscribe"));
        using var nobody = scene.App.Anonymous();
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        var end = new Uri(mail.Headers["List-Unsubscribe"]!.Trim('<', '>')).AbsolutePath;
        using var ended = await nobody.SendAsync(HttpMethod.Post, end, form);
        Assert.True(ended.IsSuccessStatusCode);
        return id;
    }

    /// <summary>
    /// Tables that refer to a conversation, a member or a message, in which the conversation above has nothing yet: a new one of these has
    /// to be deleted too, and to be tried here.
    /// </summary>
    private static async Task<IReadOnlyList<string>> WithoutARowAsync(TestDatabase database)
    {
        var empty = new List<string>();
        if (database.Provider != DatabaseProvider.Sqlite)
        {
            return empty;
        }
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(database.ConnectionString);
        await connection.OpenAsync();
        const string which = """
            select distinct t.name from sqlite_master t join pragma_foreign_key_list(t.name) f
            where t.type = 'table' and f."table" in ('conversation', 'member', 'message')
            """;
        var tables = new List<string>();
        await using (var command = new Microsoft.Data.Sqlite.SqliteCommand(which, connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }
        foreach (var table in tables)
        {
            await using var count = new Microsoft.Data.Sqlite.SqliteCommand($"select count(*) from {table}", connection);
            if ((long)(await count.ExecuteScalarAsync())! == 0)
            {
                empty.Add(table);
            }
        }
        return empty;
    }

    private static async Task NothingIsLeftAsync(TestDatabase database, string id)
    {
        await using var open = await database.OpenAsync();
        foreach (
            var count in new[]
            {
                await CountAsync(database, $"select count(*) from conversation where id = @id", new { id }),
                await CountAsync(database, $"select count(*) from member where conversation_id = @id", new { id }),
                await CountAsync(database, $"select count(*) from message where conversation_id = @id", new { id }),
                await CountAsync(database, $"select count(*) from message_revision where text like 'planted-words%'"),
                await CountAsync(database, $"select count(*) from invitation where conversation_id = @id", new { id }),
                await CountAsync(database, $"select count(*) from unsubscription where conversation_id = @id", new { id }),
                await CountAsync(database, $"select count(*) from guest_addition where conversation_id = @id", new { id }),
                await CountAsync(database, $"select count(*) from signal where conversation_id = @id", new { id }),
                await CountAsync(database, $"select count(*) from timer where conversation_id = @id", new { id }),
                await CountAsync(database, $"select count(*) from mention"),
                await CountAsync(database, $"select count(*) from reaction"),
                await CountAsync(database, $"select count(*) from attachment"),
                await CountAsync(database, $"select count(*) from guest_link"),
                await CountAsync(database, $"select count(*) from guest_mail"),
                await CountAsync(database, $"select count(*) from delivery where done_at is null"),
            }.Index()
        )
        {
            Assert.Equal((count.Index, 0), (count.Index, count.Item));
        }
        var files = Path.Combine(database.Folder, "files");
        Assert.Empty(
            await Until.Async(
                () => Task.FromResult(Directory.EnumerateFiles(files, "att_*", SearchOption.AllDirectories).ToList()),
                found => found.Count == 0
            )
        );
    }

    private static Task AddAsync(TestDatabase database, string id, int count) =>
        RunAsync(
            database,
            async unit =>
            {
                for (var n = 0; n < count; n++)
                {
                    await unit.ExecuteAsync(
                        $"""
                        insert into message (id, conversation_id, seq, guest_seq, count_after, guest_count_after, for_agents_only, kind,
                            author_kind, text, via, created_at)
                        values (@message, @id, @seq, @seq, @seq, @seq, @no, 'text', 'guest', '', 'web', 1)
                        """,
                        new
                        {
                            message = $"msg_{n}",
                            id,
                            seq = 1_000L + n,
                            no = false,
                        }
                    );
                }
                return 0;
            }
        );

    private static async Task RunAsync(TestDatabase database, Func<Unit, Task<int>> work)
    {
        await using var open = await database.OpenAsync();
        await open.Units.RunAsync(unit => work(Unit.Of(unit)), default);
    }

    private async Task SettledAsync(TestDatabase database) =>
        await Until.Async(
            () =>
                CountAsync(
                    database,
                    $"select count(*) from timer where due_at <= @now",
                    new { now = time.GetUtcNow().ToUnixTimeMilliseconds() }
                ),
            due => due == 0
        );

    private static async Task<System.Text.Json.JsonElement> BlockOfAsync(Scene scene, AppClient guest) =>
        (await scene.Mara.GetAsync($"/api/v1/guests/{guest.Id}")).At("blocked");

    private static async Task<IReadOnlyList<string>> ListAsync(AppClient agent, string view) =>
        [.. (await agent.GetAsync($"/api/v1/conversations?view={view}")).Items().Select(one => one.Text("id"))];

    private static async Task<IReadOnlyList<string>> FoundAsync(AppClient agent) =>
        [
            .. (await agent.GetAsync("/api/v1/search/messages?q=planted-words"))
                .GetRawText()
                .Split('"')
                .Where(word => word.StartsWith("cnv_", StringComparison.Ordinal)),
        ];

    private static bool IsOurs(string action) =>
        action.StartsWith("guest.", StringComparison.Ordinal)
        || action.EndsWith("spam", StringComparison.Ordinal)
        || action == "conversation.deleted";
}
