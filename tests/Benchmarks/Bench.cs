using System.Diagnostics;
using Microsoft.Data.Sqlite;
using XBees.Infrastructure.Database;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>The real node and the bare server over copies of the same data.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly Company company;
    private readonly Process? bare;

    private Bench(Company company, Node node, IReadOnlyList<Chat> chats, Process? bare, Uri bareAddress)
    {
        this.company = company;
        Node = node;
        Chats = chats;
        this.bare = bare;
        BareAddress = bareAddress;
    }

    public Node Node { get; }

    public Uri BareAddress { get; }

    public IReadOnlyList<Chat> Chats { get; }

    public int BareProcessId => bare!.Id;

    public DatabaseOptions Options => company.Options;

    public static async Task<Bench> OnSqliteAsync(int chats)
    {
        var company = await Company.OnSqliteAsync();
        var (node, begun) = await BeginAsync(company, chats);
        var copy = Path.Combine(company.Folder, "bare.db");
        await using (var connection = new SqliteConnection(company.Options.ConnectionString + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"vacuum into '{copy}'";
            await command.ExecuteNonQueryAsync();
        }
        return await WithBareAsync(company, node, begun, "bare-sqlite", $"Data Source={copy}");
    }

    public static async Task<Bench> OnPostgresAsync(DatabaseOptions options, int chats, Func<Task> prefill)
    {
        var company = await Company.OnAsync(options);
        var (node, begun) = await BeginAsync(company, chats);
        await prefill();
        return await WithBareAsync(company, node, begun, "bare-postgres", options.ConnectionString);
    }

    /// <summary>Without a bare server beside it.</summary>
    public static async Task<Bench> AloneOnSqliteAsync() => await AloneAsync(await Company.OnSqliteAsync());

    public static async Task<Bench> AloneAsync(DatabaseOptions options) => await AloneAsync(await Company.OnAsync(options));

    private static async Task<Bench> AloneAsync(Company company)
    {
        var (node, begun) = await BeginAsync(company, 0);
        return new(company, node, begun, null, node.Address);
    }

    public static long Resident(int process) =>
        long.Parse(
            File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ')[^2],
            System.Globalization.CultureInfo.InvariantCulture
        ) * 1024;

    /// <summary>Processor time that a process has used: what foreign load on the same cores changes least.</summary>
    public static TimeSpan Processor(int process)
    {
        using var running = Process.GetProcessById(process);
        return running.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        if (bare is not null)
        {
            bare.Kill();
            await bare.WaitForExitAsync();
            bare.Dispose();
        }
        await Node.DisposeAsync();
        company.Dispose();
    }

    private static async Task<(Node Node, IReadOnlyList<Chat> Chats)> BeginAsync(Company company, int chats)
    {
        var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var begun = new List<Chat>();
        for (var number = 0; number < chats; number++)
        {
            begun.Add(await Chat.BeginAsync(node.Http, company, $"guest{number}"));
        }
        return (node, begun);
    }

    private static async Task<Bench> WithBareAsync(Company company, Node node, IReadOnlyList<Chat> chats, string kind, string connection)
    {
        var address = new Uri($"http://127.0.0.1:{Node.FreePort()}");
        var start = new ProcessStartInfo("dotnet");
        foreach (var argument in new[] { typeof(Bench).Assembly.Location, kind, $"{address.Port}", connection })
        {
            start.ArgumentList.Add(argument);
        }
        var bare = Process.Start(start)!;
        using var http = new HttpClient { BaseAddress = address };
        await Eventually.TrueAsync(() => AnswersAsync(http), Eventually.FiveTimes(5), () => "the bare server answers");
        return new(company, node, chats, bare, address);
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/live");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    }
}
