using System.Net;
using System.Text;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Files;

/// <summary>Agents and guests attach files to what they write (FI-1), and what is not sent vanishes (FI-8).</summary>
public sealed class AttachingTests
{
    [Theory, EveryDatabase, Rule("FI-1")]
    public async Task A_message_brings_its_files_in_order_with_or_without_words(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var plan = await Upload.TextAsync(grace, id, "plan.txt");
        var list = await Upload.TextAsync(grace, id, "list.txt");
        await using var stream = await EventStream.OpenAsync(scene.Mara);
        var said = await Upload.SayAsync(grace, id, null, list.Text("id"), plan.Text("id"));
        var told = (await stream.NextAsync("message.created")).Data.At("message");
        var read = (await Scene.TimelineAsync(scene.Mara, id))[^1];
        foreach (var seen in new[] { said, told, read })
        {
            Assert.Equal(("file", ""), (seen.Text("kind"), seen.Text("text")));
            Assert.Equal(["list.txt", "plan.txt"], seen.At("attachments").EnumerateArray().Select(file => file.Text("name")));
            Assert.Equal(11, seen.At("attachments")[0].Number("size"));
        }
        Assert.Equal("plain words", Encoding.UTF8.GetString(await Upload.ReadAsync(scene.Mara, plan.Text("id"))));
        Assert.Equal("list.txt", (await Scene.SeeAsync(scene.Mara, id)).At("lastMessage.files")[0].GetString());

        var answer = await Upload.SayAsync(
            scene.Mara,
            id,
            "Here you are",
            (await Upload.TextAsync(scene.Mara, id, "answer.txt")).Text("id")
        );
        Assert.Equal(("text", "Here you are"), (answer.Text("kind"), answer.Text("text")));
        Assert.Equal(HttpStatusCode.OK, await Upload.OpensAsync(grace, answer.At("attachments")[0].Text("id")));
    }

    [Theory, EveryDatabase, Rule("FI-1", "MS-2")]
    public async Task A_file_goes_with_one_message_and_a_repeat_is_the_same_message(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var path = $"/api/v1/conversations/{id}/messages";
        var file = (await Upload.TextAsync(grace, id)).Text("id");
        var message = Upload.Message("Look", file);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => grace.SendAsync(HttpMethod.Post, path, message)));
        var ids = new HashSet<string>();
        foreach (var answer in answers)
        {
            ids.Add((await Upload.BodyAsync(answer)).Text("id"));
            answer.Dispose();
        }
        Assert.Single(ids);

        // Of other messages with the same file none is written, also where they come at once.
        var second = (await Upload.TextAsync(grace, id)).Text("id");
        var others = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(number => grace.SendAsync(HttpMethod.Post, path, Upload.Message($"Again {number}", second)))
        );
        Assert.Single(others, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.All(
            others.Where(answer => answer.StatusCode != HttpStatusCode.Created),
            answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode)
        );
        foreach (var answer in others)
        {
            answer.Dispose();
        }
        Assert.Equal(2, (await Scene.TimelineAsync(scene.Mara, id)).Count(entry => entry.At("attachments").GetArrayLength() == 1));
    }

    [Theory, EveryDatabase, Rule("FI-1", "GU-2")]
    public async Task Ten_files_go_and_nobody_sends_those_of_others(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var path = $"/api/v1/conversations/{id}/messages";
        var eleven = new List<string>();
        for (var i = 0; i < 11; i++)
        {
            eleven.Add((await Upload.TextAsync(scene.Mara, id, $"{i}.txt")).Text("id"));
        }
        await RefusedAsync(scene.Mara, [.. eleven]);
        await RefusedAsync(scene.Mara, eleven[0], eleven[0]);
        await RefusedAsync(scene.Noah, eleven[0]);
        await RefusedAsync(grace, eleven[0]);
        await RefusedAsync(scene.Mara, "att_nothing");
        Assert.Equal(10, (await Upload.SayAsync(scene.Mara, id, "Ten", [.. eleven.Skip(1)])).At("attachments").GetArrayLength());

        async Task RefusedAsync(AppClient who, params string[] files)
        {
            using var answer = await who.SendAsync(HttpMethod.Post, path, Upload.Message("Words", files));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.NotEmpty((await Upload.BodyAsync(answer)).At("errors.attachments").EnumerateArray());
        }
    }

    [Theory, EveryDatabase, Rule("FI-1", "AC-12", "GU-2")]
    public async Task Nobody_stores_where_they_may_not_write(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { files = false });
        var grace = await scene.GuestAsync();
        var other = await scene.GuestAsync("Ann Other", "ann@example.org");
        var id = await Scene.StartAsync(grace);
        using var stranger = scene.App.Anonymous();
        await ExpectAsync(stranger, HttpStatusCode.Unauthorized, "signed-out");
        await ExpectAsync(other, HttpStatusCode.NotFound, "not-found");
        // A manager reads along, and writes once they are in it.
        await ExpectAsync(scene.Ines, HttpStatusCode.NotFound, "not-found");
        await ExpectAsync(grace, HttpStatusCode.Forbidden, "files-off");
        Assert.Equal("notes.txt", (await Upload.TextAsync(scene.Mara, id)).Text("name"));

        var widget = (await scene.App.Administrator.GetAsync("/api/v1/admin/widgets"))
            .Items()
            .Single(it => it.Text("key") == scene.WidgetKey);
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/widgets/{widget.Text("id")}", new { files = true });
        Assert.Equal("notes.txt", (await Upload.TextAsync(grace, id)).Text("name"));
        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}", new { readOnly = true });
        await ExpectAsync(grace, HttpStatusCode.Forbidden, "read-only");

        async Task ExpectAsync(AppClient who, HttpStatusCode status, string problem)
        {
            using var answer = await Upload.SendAsync(who, id, "x"u8.ToArray(), "x.txt");
            Assert.Equal((status, $"/problems/{problem}"), (answer.StatusCode, (await Upload.BodyAsync(answer)).Text("type")));
        }
    }

    [Theory, EveryDatabase, Rule("FI-8")]
    public async Task What_was_never_sent_vanishes_after_a_day(TestDatabase database)
    {
        var time = new ShiftedTime();
        await using var scene = await Scene.OnAsync(database, time: time);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var forgotten = (await Upload.FileAsync(grace, id, Upload.Picture(20, 10), "forgotten.png")).Text("id");
        var sent = (await Upload.TextAsync(grace, id)).Text("id");
        await Upload.SayAsync(grace, id, "Look", sent);
        var withdrawn = (await Upload.TextAsync(grace, id)).Text("id");
        Assert.Equal(HttpStatusCode.OK, await Upload.OpensAsync(grace, withdrawn));
        await grace.DeleteAsync($"/api/v1/attachments/{withdrawn}");
        Assert.Equal(HttpStatusCode.NotFound, await Upload.OpensAsync(grace, withdrawn));

        time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(HttpStatusCode.OK, await Upload.OpensAsync(grace, forgotten));
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await Until.Async(() => Upload.OpensAsync(grace, forgotten), status => status == HttpStatusCode.NotFound)
        );
        Assert.Equal([sent], await LyingAsync(scene, 1));
        Assert.Equal(HttpStatusCode.OK, await Upload.OpensAsync(grace, sent));
    }

    [Theory, EveryDatabase, Rule("FI-1", "ST-3")]
    public async Task Files_go_along_where_a_conversation_goes_on_as_a_new_one(TestDatabase database)
    {
        var time = new ShiftedTime();
        await using var scene = await Scene.OnAsync(database, time: time);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        await scene.Mara.PutAsync($"/api/v1/conversations/{id}/status", new { status = "resolved" });
        time.Advance(TimeSpan.FromDays(31));
        var file = (await Upload.TextAsync(grace, id)).Text("id");
        var next = (await Upload.SayAsync(grace, id, null, file)).Text("conversationId");
        Assert.NotEqual(id, next);
        Assert.Equal(file, (await Scene.TimelineAsync(grace, next))[^1].At("attachments")[0].Text("id"));
        var mara = scene.Keep(await scene.App.SignInAsync("mara.nowak@ternhaus.example"));
        Assert.Equal(HttpStatusCode.OK, await Upload.OpensAsync(mara, file));
    }

    [Theory, EveryDatabase, Rule("MS-6", "FI-4")]
    public async Task A_deleted_messages_files_are_gone(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var file = (await Upload.FileAsync(grace, id, Upload.Picture(20, 10), "planted.png")).Text("id");
        var said = await Upload.SayAsync(grace, id, null, file);
        await grace.DeleteAsync($"/api/v1/conversations/{id}/messages/{said.Text("id")}");
        foreach (var who in new[] { grace, scene.Mara })
        {
            Assert.Equal(HttpStatusCode.NotFound, await Upload.OpensAsync(who, file));
            Assert.Equal(HttpStatusCode.NotFound, await Upload.OpensAsync(who, file, "/thumbnail"));
            Assert.DoesNotContain("planted", (await Scene.TimelineAsync(who, id))[^1].GetRawText(), StringComparison.Ordinal);
        }
        Assert.Empty(await LyingAsync(scene, 0));
        Assert.Equal(0, (await scene.App.Administrator.GetAsync("/api/v1/admin/files")).Number("usedBytes"));
    }

    /// <summary>What lies in the folder, once it is so many.</summary>
    private static Task<string[]> LyingAsync(Scene scene, int count) =>
        Until.Async(
            () =>
                Task.FromResult(
                    Directory
                        .EnumerateFiles(Path.Combine(scene.App.Database.Folder, "files"), "att_*", SearchOption.AllDirectories)
                        .Select(path => Path.GetFileName(path))
                        .ToArray()
                ),
            found => found.Length == count
        );
}
