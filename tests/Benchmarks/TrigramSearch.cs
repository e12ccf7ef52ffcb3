using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>PostgreSQL's pg_trgm over the same words, with the same visibility: what one would have without an index of one's own.</summary>
internal sealed class TrigramSearch : IAsyncDisposable
{
    private readonly PostgresCluster cluster;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlConnection memberConnection;
    private readonly NpgsqlBinaryImporter rows;
    private readonly NpgsqlBinaryImporter members;

    private TrigramSearch(PostgresCluster cluster, NpgsqlConnection connection, NpgsqlConnection memberConnection)
    {
        this.cluster = cluster;
        this.connection = connection;
        this.memberConnection = memberConnection;
        rows = connection.BeginBinaryImport("copy found (n, id, service_id, at, words) from stdin (format binary)");
        members = memberConnection.BeginBinaryImport("copy member (n, person_id) from stdin (format binary)");
    }

    /// <summary>Null where the extension is not installed, or no PostgreSQL at all.</summary>
    public static async Task<TrigramSearch?> StartAsync()
    {
        if (PostgresCluster.Bin is null)
        {
            return null;
        }
        var cluster = await PostgresCluster.StartAsync("shared_buffers=1GB", "maintenance_work_mem=512MB", "max_wal_size=4GB");
        var options = await cluster.CreateAsync();
        var connection = await OpenAsync(options.ConnectionString);
        if (await TextAsync(connection, "select count(*) from pg_available_extensions where name = 'pg_trgm'") == "0")
        {
            await connection.DisposeAsync();
            await cluster.DisposeAsync();
            return null;
        }
        await RunAsync(
            connection,
            $"""
            create extension pg_trgm;
            create table found (n bigint, id text not null, service_id text not null, at bigint not null, words text not null);
            create table member (n bigint, person_id text not null);
            create table service (id text primary key, manager_id text);
            insert into service values ('{SearchCompany.ServiceId(0)}', '{SearchCompany.Manager.Id}')
            """
        );
        return new(cluster, connection, await OpenAsync(options.ConnectionString));
    }

    public void Add(Invented row, string id)
    {
        rows.StartRow();
        rows.Write(row.Number, NpgsqlDbType.Bigint);
        rows.Write(id, NpgsqlDbType.Text);
        rows.Write(SearchCompany.ServiceId(row.Service), NpgsqlDbType.Text);
        rows.Write(row.At, NpgsqlDbType.Bigint);
        rows.Write($" {row.Words()} ", NpgsqlDbType.Text);
        members.StartRow();
        members.Write(row.Number, NpgsqlDbType.Bigint);
        members.Write(SearchCompany.AgentId(row.Agent), NpgsqlDbType.Text);
    }

    /// <summary>All rows are there. Gives the size of the index.</summary>
    public async Task<long> IndexAsync()
    {
        await rows.CompleteAsync();
        await rows.DisposeAsync();
        await members.CompleteAsync();
        await members.DisposeAsync();
        await RunAsync(
            connection,
            """
            create index ix_words on found using gin (words gin_trgm_ops);
            alter table found add primary key (n);
            create index ix_found_service on found (service_id);
            alter table member add primary key (person_id, n);
            analyze
            """
        );
        return long.Parse(await TextAsync(connection, "select pg_relation_size('ix_words')"), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await memberConnection.DisposeAsync();
        await cluster.DisposeAsync();
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false;Command Timeout=900");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<string> TextAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Beginnings of words by <c>like</c>, typos by the likeness of words.</summary>
    /// <param name="trigrams">The tables.</param>
    /// <param name="alike">From what likeness on a word is one: below PostgreSQL's own 0.6 short words with a typo are found too.</param>
    internal sealed class Engine(TrigramSearch trigrams, double alike) : ISearchEngine
    {
        private const double Default = 0.6;

        public string Name => string.Create(CultureInfo.InvariantCulture, $"pg_trgm {alike}");

        public bool Answers(Asked asked) => asked.IsTypo || alike == Default;

        public async Task<IReadOnlyList<string>> FindAsync(Searcher who, Asked asked)
        {
            await using var command = new NpgsqlCommand(
                $"""
                select f.id
                from found f
                left join member me on me.n = f.n and me.person_id = @me
                where (me.n is not null or exists (select 1 from service s where s.id = f.service_id and s.manager_id = @me))
                    and {(asked.IsTypo ? "f.words %> @typed" : "f.words like all (@typed)")}
                order by {(asked.IsTypo ? "word_similarity(@typed, f.words) desc," : "")} f.at desc
                limit {ISearchEngine.Most}
                """,
                trigrams.connection
            );
            command.Parameters.AddWithValue("me", who.Id);
            command.Parameters.AddWithValue("typed", asked.IsTypo ? asked.Text : Patterns(asked));
            if (asked.IsTypo)
            {
                await RunAsync(
                    trigrams.connection,
                    string.Create(CultureInfo.InvariantCulture, $"set pg_trgm.word_similarity_threshold = {alike}")
                );
            }
            await using var reader = await command.ExecuteReaderAsync();
            var ids = new List<string>();
            while (await reader.ReadAsync())
            {
                ids.Add(reader.GetString(0));
            }
            return ids;
        }

        /// <summary>Only the last word may be the beginning of one.</summary>
        private static string[] Patterns(Asked asked)
        {
            var words = asked.Text.Split(' ');
            return [.. words[..^1].Select(word => $"% {word} %"), $"% {words[^1]}%"];
        }
    }
}
