using System.Reflection;
using XBees.Infrastructure.Database;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace XBees.Testing.Databases;

/// <summary>
/// Runs a theory once for each database, with an empty migrated one as its first argument and <paramref name="values"/> after it.
/// A database that is not here is skipped with the reason; CI may skip SQL Server alone.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EveryDatabaseAttribute(params object?[] values) : DataAttribute, IBeforeAfterTestAttribute
{
    public override async ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var rows = new List<ITheoryDataRow>();
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            if (TestDatabase.WhyNot(provider) is { } reason)
            {
                rows.Add(new TheoryDataRow([TestDatabase.Absent(provider), .. values]) { Skip = reason });
                continue;
            }
            var database = await TestDatabase.CreateAsync(provider);
            disposalTracker.Add(database);
            rows.Add(new TheoryDataRow([database, .. values]));
        }
        return rows;
    }

    // Each run of a test needs a database of its own, so rows are made when it runs and not when it is found.
    public override bool SupportsDiscoveryEnumeration() => false;

    public void Before(MethodInfo methodUnderTest, IXunitTest test) { }

    /// <summary>The tracker of rows has them until the whole run ends: hundreds of databases, that go one after the other.</summary>
    public void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        foreach (var database in test.TestMethodArguments.OfType<TestDatabase>())
        {
            // The runner waits here and for nothing else of this test.
            Task.Run(async () => await database.DisposeAsync()).GetAwaiter().GetResult();
        }
    }
}
