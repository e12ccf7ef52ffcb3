using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using XBees.Application;
using XBees.Infrastructure.Database;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>
/// P12: the list of an agent and its counts, while the database grows a thousandfold. Ten services have a tenth of the conversations each,
/// and the agent is in one of them. Of the first thousand one in ten is open, one in three of those is assigned to nobody, and one in seven is
/// unread; whatever comes later is done with, as in a company that grows older.
/// </summary>
internal static class Lists
{
    private const int Requests = 300;
    private const string Secret = "xbk_of-the-list-0123456789abcdefghijklmnopq";

    private static readonly string[] Paths =
    [
        "?view=all",
        "?view=mine",
        "?view=unassigned",
        "?view=unread",
        "?view=resolved",
        "?view=all&status=any&origin=link",
        "/counts",
    ];

    public static async Task RunAsync(int most)
    {
        await using (var bench = await Bench.AloneOnSqliteAsync())
        {
            await GrowAsync(bench, "SQLite", most);
        }
        await using var cluster = await PostgresCluster.StartAsync("shared_buffers=256MB");
        await using var second = await Bench.AloneAsync(await cluster.CreateAsync());
        await GrowAsync(second, "PostgreSQL", most);
    }

    private static async Task GrowAsync(Bench bench, string name, int most)
    {
        var agent = await PrepareAsync(bench.Options);
        var first = new Dictionary<string, Measured>();
        for (var (from, to) = (0, 1_000); to <= most; (from, to) = (to, to * 10))
        {
            await FillAsync(bench.Options, agent, from + 1, to);
            foreach (var path in Paths)
            {
                if (from == 0)
                {
                    // What the program compiles at first would make everything after it look fast.
                    await MeasureAsync(bench.Node.Http, path);
                }
                var measured = await MeasureAsync(bench.Node.Http, path);
                first.TryAdd(path, measured);
                var grown = measured.P50 / first[path].P50;
                Report.Say($"   P12 {name} {to:n0} conversations, {path}: {measured.ToString()}, {grown:n2} x that of 1,000");
            }
        }
    }

    private static async Task<Measured> MeasureAsync(HttpClient http, string path)
    {
        var person = new Person(Secret);
        var times = new List<double>();
        // A list that grows without bound is known as one before all of them are asked.
        var limit = Stopwatch.StartNew();
        for (var number = -20; number < Requests && (times.Count < 10 || limit.Elapsed < TimeSpan.FromSeconds(20)); number++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await person.SendAsync(http, HttpMethod.Get, "/conversations" + path);
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            if (number >= 0)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        return Measured.Of(times, times.Sum() / 1000);
    }

    /// <summary>Nine more services, and a key of an agent of the first one; gives the agent.</summary>
    private static async Task<string> PrepareAsync(DatabaseOptions options)
    {
        await using var connection = await OpenAsync(options);
        var (service, agent) = (
            await TextAsync(connection, "select id from service where name = 'Sales'"),
            await TextAsync(
                connection,
                "select min(m.agent_id) from service_member m join service s on s.id = m.service_id join agent a on a.id = m.agent_id "
                    + "where s.name = 'Sales' and a.licence = 'Standard' and a.administrator_since is null"
            )
        );
        await RunAsync(
            connection,
            $"insert into api_key (id, agent_id, name, hash, scopes, hint, created_by, created_at) values ('key_list', '{agent}', 'List', "
                + $"'{SecretToken.Hash(Secret)}', 'conversations:read', 'list', '{agent}', 0)"
        );
        for (var number = 1; number < 10; number++)
        {
            await RunAsync(
                connection,
                $"insert into service (id, name, name_folded, says_ended, version, created_at) values ('svc_fill{number}', 'Fill {number}', "
                    + $"'fill {number}', {No(options)}, 1, 0)"
            );
        }
        await RunAsync(connection, $"update service set manager_id = '{agent}' where id = '{service}'");
        return agent;
    }

    private static async Task FillAsync(DatabaseOptions options, string agent, int from, int to)
    {
        await using var connection = await OpenAsync(options);
        var service = await TextAsync(connection, "select id from service where name = 'Sales'");
        var sqlite = options.Provider == DatabaseProvider.Sqlite;
        var series = sqlite
            ? $"(with recursive s(n) as (select {from} union all select n + 1 from s where n < {to}) select n from s) s"
            : $"generate_series({from}, {to}) s(n)";
        string Id(string prefix) => sqlite ? $"printf('{prefix}_f%025d', n)" : $"'{prefix}_f' || lpad(n::text, 25, '0')";
        var no = No(options);
        var yes = sqlite ? "1" : "true";
        const string open = "n <= 1000 and (n / 10) % 10 = 0";
        const string unread = "n <= 1000 and (n / 10) % 7 = 0";
        var status = $"case when {open} then 'open' else 'resolved' end";
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(
            connection,
            $"""
            insert into conversation (id, version, kind, origin, link_number, service_id, first_service_id, assignee_id, created_by, created_by_kind,
                last_seq, last_guest_seq, message_count, guest_message_count, agents_now, guests_now, waiting_since, status, created_at,
                last_activity_at, guest_activity_at)
            select {Id("cnv")}, 1, 'group', case when n % 7 = 0 then 'link' else 'widget' end, 1,
                case when n % 10 = 0 then '{service}' else 'svc_fill' || (n % 10) end, null,
                case when (n / 100) % 3 = 0 then null else '{agent}' end, {Id("gst")}, 'guest',
                1, 1, 1, 1, 2, 1, case when (n / 100) % 2 = 0 then 1700000000000 + n end, {status}, 1700000000000 + n,
                1700000000000 + n, 1700000000000 + n
            from {series}
            """
        );
        await RunAsync(
            connection,
            $"insert into guest (id, number, name, created_at) select {Id("gst")}, 100000 + n, 'Guest ' || n, 0 from {series}"
        );
        foreach (
            var (place, kind, person) in new[]
            {
                (0, "guest", Id("gst")),
                (1, "agent", $"case when n % 10 = 0 then '{agent}' else 'agt_fill' || (n % 10) end"),
                (2, "agent", "'agt_more' || (n % 10)"),
            }
        )
        {
            await RunAsync(
                connection,
                $"""
                insert into member (id, conversation_id, kind, person_id, ordinal, initial, joined_at, read_seq, read_guest_seq, read_count,
                    seen_seq, seen_guest_seq, own_after, marked_unread, settled)
                select {Id("mem" + place)}, {Id(
                    "cnv"
                )}, '{kind}', {person}, {place}, {no}, 0, 0, 0, case when {unread} then 0 else 1 end,
                    0, 0, 0, {no}, case when {open} or {unread} then {no} else {yes} end
                from {series}
                """
            );
        }
        await RunAsync(
            connection,
            $"""
            insert into message (id, conversation_id, seq, guest_seq, count_after, guest_count_after, for_agents_only, kind, author_kind,
                author_id, author_name, text, via, created_at)
            select {Id("msg")}, {Id("cnv")}, 1, 1, 1, 1, {no}, 'text', 'guest', {Id("gst")}, 'Guest', 'Do you deliver to Oslo?', 'web', 0
            from {series}
            """
        );
        await transaction.CommitAsync();
        if (!sqlite)
        {
            await RunAsync(connection, "analyze");
        }
    }

    private static string No(DatabaseOptions options) => options.Provider == DatabaseProvider.Sqlite ? "0" : "false";

    private static async Task<DbConnection> OpenAsync(DatabaseOptions options)
    {
        DbConnection connection =
            options.Provider == DatabaseProvider.Sqlite
                ? new SqliteConnection(options.ConnectionString + ";Pooling=false;Default Timeout=600")
                : new NpgsqlConnection(options.ConnectionString + ";Pooling=false;Command Timeout=600");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<string> TextAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
