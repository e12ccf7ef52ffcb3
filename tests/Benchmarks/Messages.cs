using Npgsql;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>P1, P2, P4: durable messages, bare and real in turns.</summary>
internal static class Messages
{
    private const double Seconds = 5;

    public static async Task SqliteAsync(int clients, Action<IReadOnlyList<(Measured, Measured)>> report)
    {
        await using var bench = await Bench.OnSqliteAsync(clients);
        report(await RoundsAsync(bench));
    }

    public static async Task PostgresAsync(int clients, Action<IReadOnlyList<(Measured, Measured)>> report)
    {
        await using var cluster = await PostgresCluster.StartAsync("shared_buffers=256MB");
        var options = await cluster.CreateAsync();
        await using var bench = await Bench.OnPostgresAsync(options, clients, () => PrefillAsync(options.ConnectionString));
        report(await RoundsAsync(bench));
    }

    private static async Task<IReadOnlyList<(Measured Real, Measured Bare)>> RoundsAsync(Bench bench)
    {
        // Both are compiled and their caches filled before anything counts; the compiler works on for a while after the first calls.
        await RawClient.LoadAsync(bench.Node.Address, bench.Chats, Seconds * 3);
        await RawClient.LoadAsync(bench.BareAddress, bench.Chats, Seconds / 2);
        var rounds = new List<(Measured, Measured)>();
        for (var round = 1; round <= 3; round++)
        {
            var real = await LoadAsync(bench.Node.Address, bench.Node.ProcessId, bench.Chats);
            var bare = await LoadAsync(bench.BareAddress, bench.BareProcessId, bench.Chats);
            Report.Say($"   round {round}, {bench.Chats.Count} clients: real {real.ToString()}; bare {bare.ToString()}");
            rounds.Add((real, bare));
        }
        return rounds;
    }

    private static async Task<Measured> LoadAsync(Uri address, int process, IReadOnlyList<Chat> chats)
    {
        var before = Bench.Processor(process);
        var measured = await RawClient.LoadAsync(address, chats, Seconds);
        return measured with { Processor = (Bench.Processor(process) - before) / (measured.PerSecond * Seconds) };
    }

    /// <summary>On empty tables the figures are off by up to 2.7 times.</summary>
    private static async Task PrefillAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            insert into message (id, conversation_id, seq, guest_seq, count_after, guest_count_after, for_agents_only, kind, author_kind,
                author_id, author_name, text, client_id, via, created_at)
            select 'msg_' || lpad(n::text, 26, '0'), (select min(id) from conversation), 1000000 + n, 1000000 + n, n, n, false, 'text', 'guest',
                'gst_filled', 'guest', 'Filled in before the measuring begins', gen_random_uuid()::text, 'web', n
            from generate_series(1, 200000) n;
            analyze
            """,
            connection
        );
        await command.ExecuteNonQueryAsync();
    }
}
