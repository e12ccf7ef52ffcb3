using Xunit;

namespace XBees.Infrastructure.Tests.Statements;

public class SqlServerSchemaTests
{
    [Fact]
    public void Every_migration_is_read()
    {
        Assert.NotEmpty(SqlServerSchema.OfMigrations.Tables);
        Assert.All(SqlServerSchema.OfMigrations.Tables, table => Assert.NotEmpty(table.Indexes));
    }

    [Fact]
    public void Every_index_is_narrow_enough_for_SQL_Server()
    {
        foreach (var table in SqlServerSchema.OfMigrations.Tables)
        {
            foreach (var index in table.Indexes)
            {
                var bytes = index.Columns.Sum(column =>
                    table.Find(column)?.KeyBytes ?? throw new InvalidOperationException($"{index.Name}: {column} cannot be in an index")
                );
                Assert.True(bytes <= (index.Clustered ? 900 : 1700), $"{index.Name} of {table.Name} takes {bytes} bytes");
            }
        }
    }
}
