using System.Diagnostics;
using XBees.Infrastructure.Database;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Database;

public class MigrationTests
{
    [Theory, EveryDatabase]
    public async Task An_empty_database_becomes_this_version_and_a_second_run_changes_nothing(TestDatabase database)
    {
        var options = await Empty.OfAsync(database);
        await Migrator.MigrateAsync(options);
        await Migrator.MigrateAsync(options);
        await using var db = new Db(options);
        Assert.Equal(1000, await db.FirstAsync<long>($"select value from counter where name = @name", new { name = "guest" }));
    }

    [Theory, EveryDatabase]
    public async Task Two_that_start_together_migrate_once(TestDatabase database)
    {
        var options = await Empty.OfAsync(database);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Migrator.MigrateAsync(options))));
        await using var db = new Db(options);
        Assert.Equal(1, await db.FirstAsync<long>($"select count(*) from counter where name = @name", new { name = "guest" }));
    }

    [Theory, EveryDatabase]
    public async Task The_lock_is_free_as_soon_as_its_holder_is_done(TestDatabase database)
    {
        var options = await Empty.OfAsync(database);
        var dialect = Dialect.For(database.Provider);
        await using (dialect.MigrationLock(options)) { }
        var second = Task.Run(() => dialect.MigrationLock(options));
        await using var held = await second.WaitAsync(TimeSpan.FromSeconds(20));
        var third = Task.Run(() => dialect.MigrationLock(options));
        Assert.False(third.IsCompleted);
        await held.DisposeAsync();
        await using var last = await third.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_real_second_process_waits_for_the_lock()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var options = await Empty.OfAsync(database);
        var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(options.ConnectionString).DataSource;
        using var other = Process.Start(
            new ProcessStartInfo("flock", ["--exclusive", file + ".migrate", "sh", "-c", "echo held; read line"])
            {
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            }
        )!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync());
        var migrated = Task.Run(() => Migrator.MigrateAsync(options));
        await Task.WhenAny(migrated, Task.Delay(300));
        Assert.False(migrated.IsCompleted);
        await other.StandardInput.WriteLineAsync("go");
        await migrated.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
