using System.Net;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Files;

/// <summary>How much there may be: of a file, of a guest in a day, of all together, told to administrators before it is full (FI-1, FI-5).</summary>
public sealed class FileLimitsTests
{
    private const string Admin = "/api/v1/admin/files";
    private const int Megabyte = 1024 * 1024;

    [Theory, EveryDatabase, Rule("FI-1")]
    public async Task A_file_may_be_as_large_as_the_administrator_says(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        Assert.Equal(25, (await scene.App.Administrator.GetAsync(Admin)).Number("fileMegabytes"));
        Assert.Equal(25 * Megabyte, (await scene.Mara.GetAsync("/api/v1/me")).Number("fileBytes"));
        await scene.App.Administrator.PatchAsync(Admin, new { fileMegabytes = 1 });
        Assert.Equal(Megabyte, (await scene.Mara.GetAsync("/api/v1/me")).Number("fileBytes"));
        Assert.Equal(Megabyte, (await grace.GetAsync($"/api/v1/widgets/{scene.WidgetKey}/settings")).Number("fileBytes"));
        Assert.Equal(Megabyte, (await Upload.FileAsync(grace, id, new byte[Megabyte], "whole.bin")).Number("size"));
        foreach (var more in new[] { 1, Megabyte })
        {
            using var answer = await Upload.SendAsync(grace, id, new byte[Megabyte + more], "more.bin");
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Equal("/problems/file-too-large", (await Upload.BodyAsync(answer)).Text("type"));
            Assert.Contains("1 MB", (await Upload.BodyAsync(answer)).Text("detail"), StringComparison.Ordinal);
        }
        // 256 KB are enough for everything else, as before.
        using var large = await grace.SendAsync(
            HttpMethod.Post,
            $"/api/v1/conversations/{id}/messages",
            new { text = new string('x', 300 * 1024) }
        );
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Theory, EveryDatabase, Rule("FI-5")]
    public async Task A_guest_has_a_days_measure_also_for_files_at_once(TestDatabase database)
    {
        var time = new ShiftedTime();
        await using var scene = await Scene.OnAsync(database, time: time);
        await scene.App.Administrator.PatchAsync(Admin, new { guestFilesPerDay = 3, guestMegabytesPerDay = 2 });
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Upload.SendAsync(grace, id, [1], $"{number}.bin")));
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            Assert.Equal("/problems/too-many-files", (await Upload.BodyAsync(answer)).Text("type"));
            answer.Dispose();
        }
        Assert.Equal("x.bin", (await Upload.FileAsync(scene.Mara, id, [1], "x.bin")).Text("name"));

        time.Advance(TimeSpan.FromHours(25));
        await Upload.FileAsync(grace, id, new byte[Megabyte + 1], "half.bin");
        using var over = await Upload.SendAsync(grace, id, new byte[Megabyte], "half.bin");
        Assert.Equal("/problems/too-many-files", (await Upload.BodyAsync(over)).Text("type"));
    }

    [Theory, EveryDatabase, Rule("FI-5")]
    public async Task Administrators_hear_of_little_room_before_anybody_is_refused(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        var box = new Postbox(database);
        await scene.App.Administrator.PatchAsync(Admin, new { totalMegabytes = 10 });
        await Upload.FileAsync(grace, id, new byte[8 * Megabyte], "much.bin");
        Assert.Equal("enough", (await scene.App.Administrator.GetAsync(Admin)).Text("state"));
        await Upload.FileAsync(grace, id, new byte[Megabyte + Megabyte / 2], "more.bin");
        var state = await scene.App.Administrator.GetAsync(Admin);
        Assert.Equal(("low", 9 * Megabyte + Megabyte / 2), (state.Text("state"), (int)state.Number("usedBytes")));
        await Upload.FileAsync(grace, id, [1], "little.bin");
        var mail = Assert.Single(
            await Until.Async(
                () => box.ToAsync(XBeesApp.AdministratorEmail),
                mails => mails.Any(mail => mail.Subject!.Contains("room", StringComparison.Ordinal))
            ),
            mail => mail.Subject!.Contains("room", StringComparison.Ordinal)
        );
        Assert.Contains("/admin/files", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(
            await box.ToAsync("mara.nowak@ternhaus.example"),
            other => other.Subject!.Contains("room", StringComparison.Ordinal)
        );

        using var full = await Upload.SendAsync(grace, id, new byte[Megabyte], "last.bin");
        Assert.Equal(HttpStatusCode.InsufficientStorage, full.StatusCode);
        Assert.Equal("/problems/no-room-for-files", (await Upload.BodyAsync(full)).Text("type"));
        // Words go on, and what lies there is read.
        await Scene.SayAsync(grace, id, "Words");
        await scene.App.Administrator.PatchAsync(Admin, new { totalMegabytes = 0 });
        await Upload.FileAsync(grace, id, new byte[Megabyte], "last.bin");
    }

    [Theory, EveryDatabase, Rule("FI-5", "AD-1")]
    public async Task Wrong_numbers_are_named_and_nothing_is_changed(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var before = (await scene.App.Administrator.GetAsync(Admin)).GetRawText();
        using var answer = await scene.App.Administrator.SendAsync(
            HttpMethod.Patch,
            Admin,
            new
            {
                fileMegabytes = 0,
                guestFilesPerDay = -1,
                totalMegabytes = 5,
            }
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var errors = (await Upload.BodyAsync(answer)).At("errors");
        Assert.True(errors.Has("fileMegabytes") && errors.Has("guestFilesPerDay") && !errors.Has("totalMegabytes"));
        Assert.Equal(Numbers(before), Numbers((await scene.App.Administrator.GetAsync(Admin)).GetRawText()));

        static string Numbers(string json) => json[..json.IndexOf("usedBytes", StringComparison.Ordinal)];
    }
}
