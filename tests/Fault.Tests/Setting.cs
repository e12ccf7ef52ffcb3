using XBees.Infrastructure.Database;
using XBees.Testing.Processes;

[assembly: AssemblyFixture(typeof(XBees.Fault.Tests.Setting))]

namespace XBees.Fault.Tests;

/// <summary>Databases for faults: SQLite in a folder of its own, PostgreSQL in a cluster of this run with fsync on.</summary>
public sealed class Setting : IAsyncLifetime
{
    private PostgresCluster? cluster;

    public static bool Long => Environment.GetEnvironmentVariable("XBEES_TEST_ALL") == "1";

    public PostgresCluster Cluster
    {
        get
        {
            SkipWithoutPostgres();
            return cluster!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (PostgresCluster.Bin is not null)
        {
            cluster = await PostgresCluster.StartAsync();
        }
    }

    /// <summary>The invented company, on the database that is asked for.</summary>
    public async Task<Company> CompanyAsync(DatabaseProvider provider) =>
        provider == DatabaseProvider.Sqlite ? await Company.OnSqliteAsync() : await Company.OnAsync(await Cluster.CreateAsync());

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
    }

    private static void SkipWithoutPostgres()
    {
        if (PostgresCluster.Bin is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") is "true" or "1", "CI must test PostgreSQL.");
            Assert.Skip("No PostgreSQL is installed (./test installs it where it can).");
        }
    }
}
