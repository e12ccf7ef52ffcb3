using System.Diagnostics;
using XBees.Infrastructure.Database;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>The real node and the bare server over copies of the same data.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly Company company;
    private readonly BareProcess? bare;

    private Bench(Company company, Node node, IReadOnlyList<Chat> chats, BareProcess? bare)
    {
        this.company = company;
        Node = node;
        Chats = chats;
        this.bare = bare;
    }

    public Node Node { get; }

    public Uri BareAddress => bare!.Address;

    public IReadOnlyList<Chat> Chats { get; }

    public int BareProcessId => bare!.ProcessId;

    public DatabaseOptions Options => company.Options;

    public static async Task<Bench> OnSqliteAsync(int chats)
    {
        var company = await Company.OnSqliteAsync();
        var (node, begun) = await BeginAsync(company, chats);
        return new(company, node, begun, await BareProcess.OnSqliteAsync(company));
    }

    public static async Task<Bench> OnPostgresAsync(DatabaseOptions options, int chats, Func<Task> prefill)
    {
        var company = await Company.OnAsync(options);
        var (node, begun) = await BeginAsync(company, chats);
        await prefill();
        return new(company, node, begun, await BareProcess.StartAsync("bare-postgres", options.ConnectionString));
    }

    /// <summary>Without a bare server beside it.</summary>
    public static async Task<Bench> AloneOnSqliteAsync() => await AloneAsync(await Company.OnSqliteAsync());

    public static async Task<Bench> AloneAsync(DatabaseOptions options) => await AloneAsync(await Company.OnAsync(options));

    private static async Task<Bench> AloneAsync(Company company)
    {
        var (node, begun) = await BeginAsync(company, 0);
        return new(company, node, begun, null);
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
            await bare.DisposeAsync();
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
}
