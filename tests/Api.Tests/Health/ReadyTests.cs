using System.Net;
using Npgsql;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Health;

public sealed class ReadyTests
{
    [Theory, EveryDatabase]
    public async Task A_node_that_follows_its_log_is_ready_and_says_what_it_measured(TestDatabase database)
    {
        await using var app = await XBeesApp.StartAsync(database);
        using var anyone = app.Anonymous();
        var (status, body) = await Until.Async(() => ReadAsync(anyone), answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("ready", body.Text("status"));
        Assert.Equal("ready", body.Text("checks.database.status"));
        Assert.Equal("ready", body.Text("checks.log.status"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, body.At("checks.log.reason").ValueKind);
        Assert.InRange(body.At("checks.log.values.lagSeconds").GetDouble(), 0, 5);
        Assert.True(body.At("checks.log.values.waiting").GetInt64() >= 0);
        Assert.Equal("live", await anyone.Http.GetStringAsync("/health/live"));
    }

    [Fact]
    public async Task A_node_with_another_folder_of_files_is_not_ready_and_says_so()
    {
        Assert.SkipWhen(TestDatabase.WhyNot(DatabaseProvider.PostgreSql) is not null, "No PostgreSQL.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await using var first = await XBeesApp.StartAsync(database);
        var elsewhere = new Dictionary<string, string> { ["XBees:Files:Path"] = Path.Combine(database.Folder, "elsewhere") };
        await using var second = await XBeesApp.StartAsync(database, elsewhere, setUp: false);
        using var atFirst = first.Anonymous();
        using var atSecond = second.Anonymous();
        Assert.Equal(HttpStatusCode.OK, (await Until.Async(() => ReadAsync(atFirst), answer => answer.Status == HttpStatusCode.OK)).Status);
        var (status, body) = await ReadAsync(atSecond);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not-ready"), (status, body.Text("checks.files.status")));
        Assert.Contains("XBees:Files:Path", body.Text("checks.files.reason"), StringComparison.Ordinal);
        // Led to the folder of the others, here by its mark, it is ready without a start.
        var mark = Path.Combine("files", ".xbees-files");
        File.Copy(Path.Combine(database.Folder, mark), Path.Combine(elsewhere["XBees:Files:Path"], ".xbees-files"));
        Assert.Equal(
            HttpStatusCode.OK,
            (await Until.Async(() => ReadAsync(atSecond), answer => answer.Status == HttpStatusCode.OK)).Status
        );
    }

    [Fact]
    public async Task A_writing_transaction_left_open_makes_every_node_not_ready_until_it_ends()
    {
        Assert.SkipWhen(TestDatabase.WhyNot(DatabaseProvider.PostgreSql) is not null, "No PostgreSQL.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await using var scene = await Scene.OnAsync(database);
        var guest = await scene.GuestAsync();
        await using var other = new NpgsqlConnection(database.ConnectionString);
        await other.OpenAsync();
        await using var open = await other.BeginTransactionAsync();
        await using (var write = new NpgsqlCommand("select pg_current_xact_id()", other))
        {
            await write.ExecuteScalarAsync();
        }
        await Scene.StartAsync(guest);

        var (status, body) = await Until.Async(() => ReadAsync(guest), answer => answer.Status != HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("not-ready", body.Text("status"));
        Assert.Equal("ready", body.Text("checks.database.status"));
        Assert.Equal("not-ready", body.Text("checks.log.status"));
        Assert.Contains(
            "a writing transaction of the database cluster has been open",
            body.Text("checks.log.reason"),
            StringComparison.Ordinal
        );
        Assert.True(body.At("checks.log.values.horizonSeconds").GetDouble() >= 5);
        Assert.True(body.At("checks.log.values.waiting").GetInt64() > 0);

        await open.RollbackAsync();
        Assert.Equal(HttpStatusCode.OK, (await Until.Async(() => ReadAsync(guest), answer => answer.Status == HttpStatusCode.OK)).Status);
    }

    private static async Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> ReadAsync(AppClient client)
    {
        using var answer = await client.SendAsync(HttpMethod.Get, "/health/ready");
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        return (
            answer.StatusCode,
            System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(await answer.Content.ReadAsStringAsync())
        );
    }
}
