using System.Text;
using Microsoft.Extensions.DependencyInjection;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Search;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;
using static XBees.Api.Tests.Search.SearchScene;

namespace XBees.Api.Tests.Search;

/// <summary>The index is a cache (SE-3).</summary>
public sealed class IndexTests
{
    [Theory, EveryDatabase, Rule("SE-3")]
    public async Task Another_node_and_one_that_comes_back_catch_up_without_being_told(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var before = await Scene.StartAsync(await scene.GuestAsync("Bella Before", "b@x.example"), "old words");
        await FindsAsync(scene.Mara, "bella", before);
        var settings = new Dictionary<string, string> { ["XBees:Node"] = "b" };
        string folder;
        await using (var other = await XBeesApp.StartAsync(database, settings, setUp: false))
        {
            using var mara = scene.Mara.At(other.Address);
            await FindsAsync(mara, "bella", before);
            await FindsMessagesAsync(mara, "old words", "old words");
            var during = await Scene.StartAsync(await scene.GuestAsync("Dora During", "d@x.example"));
            await FindsAsync(mara, "dora", during);
            // Each has a folder of its own.
            folder = Assert.Single(Directory.GetDirectories(other.Services.GetRequiredService<SearchOptions>().Folder));
            Assert.NotEqual(
                scene.App.Services.GetRequiredService<SearchOptions>().Folder,
                other.Services.GetRequiredService<SearchOptions>().Folder
            );
        }
        var away = await Scene.StartAsync(await scene.GuestAsync("Anja Away", "a@x.example"), "new words");
        await using (var again = await XBeesApp.StartAsync(database, settings, setUp: false))
        {
            using var mara = scene.Mara.At(again.Address);
            await FindsAsync(mara, "anja", away);
            await FindsMessagesAsync(mara, "new words", "new words");
            await FindsAsync(mara, "bella", before);
            // It went on from where it was.
            Assert.Equal(folder, Assert.Single(Directory.GetDirectories(again.Services.GetRequiredService<SearchOptions>().Folder)));
            Assert.Equal("ready", (await FindAsync(mara, "anja")).Text("index.state"));
            // How far behind it is can be seen from outside.
            var health = await Until.Async(
                () => mara.GetAsync("/health/ready"),
                body => body.At("checks.search.values.waiting").GetInt64() == 0
            );
            Assert.Equal("ready", health.Text("checks.search.status"));
            Assert.Equal("ready", health.Text("checks.search.values.index"));
            Assert.Equal(0, health.At("checks.search.values.missing").GetInt64());
            Assert.InRange(health.At("checks.search.values.lagSeconds").GetDouble(), 0, 5);
        }
    }

    [Fact, Rule("MS-6")]
    public async Task What_was_deleted_is_in_no_file_of_it_any_more()
    {
        await using var database = await TestDatabase.CreateAsync(Infrastructure.Database.DatabaseProvider.Sqlite);
        await using var scene = await Scene.OnAsync(database);
        var path = $"/api/v1/conversations/{await Scene.StartAsync(await scene.GuestAsync())}/messages";
        var sent = await scene.Mara.PostAsync(path, new { clientId = Guid.NewGuid(), text = "quizzaciously" });
        await scene.Mara.PostAsync(path, new { clientId = Guid.NewGuid(), text = "flabbergasted" });
        await FindsMessagesAsync(scene.Mara, "quizzaciously", "quizzaciously");
        Assert.True(await Until.Async(() => Task.FromResult(InFiles(scene, "quizzaciously")), there => there));
        await scene.Mara.DeleteAsync($"{path}/{sent.Text("id")}");
        Assert.False(await Until.Async(() => Task.FromResult(InFiles(scene, "quizzaciously")), there => !there));
        Assert.True(InFiles(scene, "flabbergasted"));
    }

    [Fact, Rule("SE-5")]
    public async Task What_stands_in_a_notice_is_in_no_file_of_it()
    {
        await using var database = await TestDatabase.CreateAsync(Infrastructure.Database.DatabaseProvider.Sqlite);
        await using var scene = await Scene.OnAsync(database);
        var id = await Scene.StartAsync(await scene.GuestAsync(), "flabbergasted");
        await scene.Mara.PatchAsync($"/api/v1/conversations/{id}", new { name = "Renamed" });
        await using (var open = await database.OpenAsync())
        {
            // Before the first search, which makes the index.
            var changed = 0;
            await open.Work.RunAsync(
                async unit =>
                    changed = await Infrastructure
                        .Database.Unit.Of(unit)
                        .ExecuteAsync(
                            $"update message set text = @text where conversation_id = @id and kind = @notice",
                            new
                            {
                                id,
                                notice = "notice",
                                text = "quizzaciously",
                            }
                        ),
                CancellationToken.None
            );
            Assert.NotEqual(0, changed);
        }
        await FindsMessagesAsync(scene.Mara, "flabbergasted", "flabbergasted");
        Assert.True(await Until.Async(() => Task.FromResult(InFiles(scene, "flabbergasted")), there => there));
        Assert.False(InFiles(scene, "quizzaciously"));
    }

    [Fact, Rule("SE-3")]
    public async Task An_index_of_another_database_is_made_anew()
    {
        await using var database = await TestDatabase.CreateAsync(Infrastructure.Database.DatabaseProvider.Sqlite);
        await using var foreign = await TestDatabase.CreateAsync(Infrastructure.Database.DatabaseProvider.Sqlite);
        var folder = Path.Combine(database.Folder, "search");
        await using (var scene = await Scene.OnAsync(foreign))
        {
            var id = await Scene.StartAsync(await scene.GuestAsync("Fanny Foreign", "f@x.example"));
            await FindsAsync(scene.Mara, "fanny", id);
        }
        Directory.Move(Path.Combine(foreign.Folder, "search"), folder);
        await using (var scene = await Scene.OnAsync(database))
        {
            var id = await Scene.StartAsync(await scene.GuestAsync("Olive Own", "o@x.example"));
            await FindsAsync(scene.Mara, "olive", id);
            await FindsAsync(scene.Mara, "fanny");
        }
    }

    private static bool InFiles(Scene scene, string word) =>
        Directory
            .GetFiles(scene.App.Services.GetRequiredService<SearchOptions>().Folder, "*", SearchOption.AllDirectories)
            .Any(file => Read(file).Contains(word, StringComparison.Ordinal));

    /// <summary>Nothing where it is gone by now: the index drops files while they are looked through.</summary>
    private static string Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return reader.ReadToEnd();
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }
}
