using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using XBees.Infrastructure.Database;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>
/// PB: the list, its letters and its search with 500 and with 50,000 contacts, and files of 1,000 and of 100,000 rows. Everything comes in
/// as a file; one contact in five is another agent's own, and everybody of a company has its number.
/// </summary>
internal static class Phonebooks
{
    private const int Few = 500;
    private const int Many = 50_000;
    private const int Requests = 200;

    private static readonly string[] FirstNames = ["Anna", "Bartosz", "Chloé", "Dmitri", "Elin", "Farid", "Grace", "Hanna", "Ivo", "Jonas"];
    private static readonly string[] LastNames =
    [
        "Nowak",
        "Okafor",
        "Price",
        "Quast",
        "Rahman",
        "Strand",
        "Tamm",
        "Urbina",
        "Vogel",
        "Weber",
    ];

    private static readonly string[] Paths =
    [
        "",
        "?phonebook=shared",
        "?letter=g",
        "?letter=%23",
        "?q=nowak",
        "?q=grace%20weber",
        "?q=person42",
        "?q=601000042",
        "?q=nobody-at-all",
    ];

    public static async Task RunAsync()
    {
        await using (var bench = await Bench.AloneOnSqliteAsync())
        {
            await RunAsync(bench, "SQLite");
        }
        await using var cluster = await PostgresCluster.StartAsync("shared_buffers=256MB");
        await using var second = await Bench.AloneAsync(await cluster.CreateAsync());
        await RunAsync(second, "PostgreSQL");
    }

    private static async Task RunAsync(Bench bench, string name)
    {
        await ImportAsync(bench, 0, Few);
        await GiveAwayAsync(bench.Options);
        // What the program compiles at first would make everything after it look fast.
        await MeasureAllAsync(bench.Node.Http);
        var few = await MeasureAllAsync(bench.Node.Http);
        await ImportAsync(bench, Few, Many);
        await GiveAwayAsync(bench.Options);
        var many = await MeasureAllAsync(bench.Node.Http);
        foreach (var path in Paths)
        {
            Report.Say(
                $"   contacts {name}, /contacts{path}: {Few:n0} {few[path].ToString()}; {Many:n0} {many[path].ToString()}; p50 {many[path].P50 / few[path].P50:n2} x"
            );
        }
        var small = await ImportAsync(bench, 100_000, 101_000);
        var large = await ImportAsync(bench, 200_000, 300_000);
        Report.Say(
            $"   import {name}: 1,000 rows {small.PerSecond:n0} rows/s, {small.Micros:n0} µs of processor each; 100,000 rows {large.PerSecond:n0} rows/s, {large.Micros:n0} µs; {large.Micros / small.Micros:n2} x the processor time"
        );
    }

    private static async Task<Dictionary<string, Measured>> MeasureAllAsync(HttpClient http)
    {
        var found = new Dictionary<string, Measured>();
        foreach (var path in Paths)
        {
            found[path] = await MeasureAsync(http, path);
        }
        return found;
    }

    private static async Task<Measured> MeasureAsync(HttpClient http, string path)
    {
        var times = new List<double>();
        for (var number = -10; number < Requests; number++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await Person.WithKey.SendAsync(http, HttpMethod.Get, "/contacts" + path);
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            if (number >= 0)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        return Measured.Of(times, times.Sum() / 1000);
    }

    private static async Task<(double PerSecond, double Micros)> ImportAsync(Bench bench, int from, int to)
    {
        var process = bench.Node.ProcessId;
        var before = Bench.Processor(process);
        var watch = Stopwatch.StartNew();
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Table(from, to)), "file", "contacts.csv" },
            { new StringContent("shared"), "phonebook" },
        };
        using var begun = await Person.WithKey.SendAsync(bench.Node.Http, HttpMethod.Post, "/contacts/import", form);
        var id = (await begun.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        JsonElement now = default;
        while (now.ValueKind == JsonValueKind.Undefined || now.GetProperty("state").GetString() != "done")
        {
            await Task.Delay(100);
            now = await Person.WithKey.ReadAsync(bench.Node.Http, $"/contacts/imports/{id}");
        }
        if (now.GetProperty("added").GetInt32() != to - from)
        {
            throw new InvalidOperationException($"Not all rows were added: {now}");
        }
        return ((to - from) / watch.Elapsed.TotalSeconds, (Bench.Processor(process) - before).TotalMicroseconds / (to - from));
    }

    private static byte[] Table(int from, int to)
    {
        var rows = new StringBuilder("Name,E-mail,Company,Job title,Work phone,Mobile phone\n");
        for (var row = from; row < to; row++)
        {
            // Which names meet is not what the numbers repeat in.
            var (first, last) = (FirstNames[row % 10], LastNames[row / 10 % 10]);
            var email = row % 5 == 0 ? $"away{row}@example.org" : $"person{row}@example.org";
            rows.Append(
                CultureInfo.InvariantCulture,
                $"{first} {last} {row},{email},Company {row % 700},Buyer,+48 22 555 {row % 700:D4},+48 601 {row:D6}\n"
            );
        }
        return Encoding.UTF8.GetBytes(rows.ToString());
    }

    /// <summary>One in five to another agent.</summary>
    private static async Task GiveAwayAsync(DatabaseOptions options)
    {
        await using DbConnection connection =
            options.Provider == DatabaseProvider.Sqlite
                ? new SqliteConnection(options.ConnectionString + ";Pooling=false;Default Timeout=600")
                : new NpgsqlConnection(options.ConnectionString + ";Pooling=false;Command Timeout=600");
        await connection.OpenAsync();
        string[] statements =
        [
            "update contact set owner_id = (select min(id) from agent where administrator_since is null) where email_folded like 'away%'",
            .. options.Provider == DatabaseProvider.Sqlite ? Array.Empty<string>() : ["analyze"],
        ];
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }
}
