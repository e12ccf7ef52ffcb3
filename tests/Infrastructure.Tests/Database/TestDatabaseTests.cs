using Npgsql;
using XBees.Infrastructure.Database;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Infrastructure.Tests.Database;

/// <summary>What every other test of a store relies on.</summary>
public class TestDatabaseTests
{
    [Theory, EveryDatabase]
    public async Task Each_test_has_an_empty_migrated_database_of_its_own(TestDatabase database)
    {
        await using var open = await database.OpenAsync();
        await open.Work.RunAsync(
            async unit =>
            {
                await Settings.PutAsync(Unit.Of(unit), "test", database.Provider.ToString());
                return 0;
            },
            TestContext.Current.CancellationToken
        );

        await using var other = await TestDatabase.CreateAsync(database.Provider);
        await using var elsewhere = await other.OpenAsync();

        Assert.Equal(database.Provider.ToString(), await Settings.GetAsync(open.Db, "test"));
        Assert.Null(await Settings.GetAsync(elsewhere.Db, "test"));
    }

    [Theory, EveryDatabase("a"), EveryDatabase("b")]
    public async Task Values_stand_behind_the_database(TestDatabase database, string value)
    {
        await using var open = await database.OpenAsync();

        Assert.Null(await Settings.GetAsync(open.Db, value));
    }

    [Theory, EveryDatabase]
    public async Task A_database_that_is_disposed_is_gone(TestDatabase database)
    {
        var other = await TestDatabase.CreateAsync(database.Provider);
        var options = other.Options;
        await other.DisposeAsync();

        Assert.False(Directory.Exists(other.Folder));
        Assert.Throws<ObjectDisposedException>(() => other.Options);
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            await using var connection = new NpgsqlConnection(options.ConnectionString);
            await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));
        }
    }
}
