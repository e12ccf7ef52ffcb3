using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using XBees.Infrastructure.Database;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Compares what was acknowledged with what is there.</summary>
internal static class Truth
{
    /// <summary>Nothing that was acknowledged is lost, nothing is there twice, and the numbers have no gap.</summary>
    public static async Task HoldsAsync(HttpClient http, Company company, IReadOnlyList<Writer> writers)
    {
        Assert.All(writers, writer => Assert.Empty(writer.Odd));
        foreach (var chat in writers.GroupBy(writer => writer.Chat))
        {
            var timeline = await chat.Key.TimelineAsync(http, Person.WithKey);
            Assert.Equal(
                Enumerable.Range(1, timeline.Count).Select(seq => (long)seq),
                timeline.Select(message => message.GetProperty("seq").GetInt64())
            );
            var stored = timeline
                .Where(message => message.GetProperty("clientId").GetString() is not null)
                .ToLookup(message => message.GetProperty("clientId").GetString()!, message => message.GetProperty("id").GetString()!);
            Assert.All(stored, group => Assert.Single(group));
            foreach (var writer in chat)
            {
                Assert.All(writer.Journal, acked => Assert.Equal([acked.MessageId], stored[acked.ClientId]));
                // One who waits for each acknowledgement finds their words in the order they were written in.
                var own = timeline.Select(message => message.GetProperty("clientId").GetString()).ToList();
                var places = writer.Journal.Select(acked => own.IndexOf(acked.ClientId)).ToList();
                Assert.Equal(places.Order(), places);
            }
        }
        Assert.Equal(0, await CountAsync(company.Options, Unlogged));
        if (company.Options.Provider == DatabaseProvider.Sqlite)
        {
            await using var file = new SqliteConnection(company.Options.ConnectionString + ";Pooling=false");
            Assert.Equal("ok", await file.ExecuteScalarAsync<string>("pragma integrity_check; "));
        }
    }

    public static async Task<long> CountAsync(DatabaseOptions options, string sql)
    {
        await using System.Data.Common.DbConnection connection =
            options.Provider == DatabaseProvider.Sqlite
                ? new SqliteConnection(options.ConnectionString + ";Pooling=false")
                : new NpgsqlConnection(options.ConnectionString + ";Pooling=false");
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    /// <summary>Messages without exactly one entry in the log: their effects would be missing, or come twice.</summary>
    private const string Unlogged = """
        select count(*) from message m
        where m.kind <> 'notice' and (select count(*) from log l where l.subject_id = m.id and l.type = 'message.created') <> 1
        """;
}
