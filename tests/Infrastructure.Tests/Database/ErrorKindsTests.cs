using Microsoft.Data.Sqlite;
using Npgsql;
using XBees.Application;
using XBees.Infrastructure.Database;
using Xunit;

namespace XBees.Infrastructure.Tests.Database;

/// <summary>What an error of a driver is for whoever asked: come back later, the disk is full, or a bug.</summary>
public sealed class ErrorKindsTests
{
    private static readonly Dialect Sqlite = Dialect.For(DatabaseProvider.Sqlite);
    private static readonly Dialect Postgres = Dialect.For(DatabaseProvider.PostgreSql);

    [Theory]
    [InlineData(5, 517, typeof(StorageBusy))] // SQLITE_BUSY_SNAPSHOT
    [InlineData(6, 262, typeof(StorageBusy))] // SQLITE_LOCKED_SHAREDCACHE
    [InlineData(8, 1032, typeof(StorageUnavailable))] // SQLITE_READONLY_DBMOVED
    [InlineData(10, 266, typeof(StorageUnavailable))] // SQLITE_IOERR_READ
    [InlineData(10, 778, typeof(StorageUnavailable))] // SQLITE_IOERR_WRITE
    [InlineData(10, 1034, typeof(StorageUnavailable))] // SQLITE_IOERR_FSYNC
    [InlineData(14, 14, typeof(StorageUnavailable))] // SQLITE_CANTOPEN
    [InlineData(13, 13, typeof(StorageFull))]
    [InlineData(1, 1, typeof(SqliteException))] // SQLITE_ERROR: a bug
    [InlineData(19, 787, typeof(SqliteException))] // SQLITE_CONSTRAINT_FOREIGNKEY: a bug
    public void Of_SQLite(int code, int extended, Type kind) =>
        Assert.IsType(kind, Sqlite.Translate(new SqliteException("failed", code, extended)));

    [Theory]
    [InlineData("08006", typeof(StorageUnavailable))] // connection_failure
    [InlineData("57P01", typeof(StorageUnavailable))] // admin_shutdown
    [InlineData("57P02", typeof(StorageUnavailable))] // crash_shutdown
    [InlineData("57P03", typeof(StorageUnavailable))] // cannot_connect_now
    [InlineData("58030", typeof(StorageUnavailable))] // io_error
    [InlineData("25006", typeof(StorageUnavailable))] // read_only_sql_transaction: a standby
    [InlineData("53300", typeof(StorageBusy))] // too_many_connections
    [InlineData("55P03", typeof(StorageBusy))] // lock_not_available
    [InlineData("40P01", typeof(StorageBusy))] // deadlock_detected
    [InlineData("53100", typeof(StorageFull))] // disk_full
    [InlineData("42P01", typeof(PostgresException))] // undefined_table: a bug
    public void Of_PostgreSQL(string state, Type kind) =>
        Assert.IsType(kind, Postgres.Translate(new PostgresException("failed", "ERROR", "ERROR", state)));

    [Fact]
    public void A_connection_that_breaks_is_unavailable_wherever_it_stands_in_the_chain()
    {
        var lost = new NpgsqlException("Exception while reading from stream", new EndOfStreamException());
        Assert.IsType<StorageUnavailable>(Postgres.Translate(lost));
        Assert.IsType<StorageUnavailable>(Postgres.Translate(new InvalidOperationException("outer", lost)));
        Assert.IsType<InvalidOperationException>(Postgres.Translate(new InvalidOperationException("a bug")));
    }

    /// <summary>As Npgsql says it where a new connection takes too long, and where the clock jumps while it is made.</summary>
    [Fact]
    public void No_connection_in_time_is_unavailable() =>
        Assert.IsType<StorageUnavailable>(Postgres.Translate(new TimeoutException("The operation has timed out.")));
}
