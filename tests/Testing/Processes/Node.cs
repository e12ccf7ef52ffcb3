using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using XBees.Infrastructure.Database;

namespace XBees.Testing.Processes;

/// <summary>The web program as a process of its own, on a free port, that can be killed and started again over the same data.</summary>
public sealed class Node : IAsyncDisposable
{
    /// <summary>For a machine on which everything else is built and tested, too; who restarts in how long, tests say.</summary>
    private static readonly TimeSpan Ready = TimeSpan.FromMinutes(2);
    private readonly DatabaseOptions options;
    private readonly string folder;
    private readonly IReadOnlyList<string> arguments;
    private readonly ConcurrentQueue<string> lines = new();
    private Process? process;

    /// <param name="options">Its database.</param>
    /// <param name="folder">Its data folder.</param>
    /// <param name="arguments">More of its configuration, as <c>--Name=value</c>.</param>
    public Node(DatabaseOptions options, string folder, params IReadOnlyList<string> arguments)
    {
        this.options = options;
        this.folder = folder;
        this.arguments = arguments;
        Address = new($"http://127.0.0.1:{FreePort()}");
        Http = NewClient();
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>The program that was built beside the tests, or one that was published.</summary>
    public string Program { get; init; } = Repository.WebProgram;

    /// <summary>A program that starts ours, such as one that makes system calls fail.</summary>
    public IReadOnlyList<string> Under { get; init; } = [];

    /// <summary>The folder it is started in; of a program that was not published, pages and scripts lie there.</summary>
    public string StartedIn { get; init; } = Repository.WebFolder;

    /// <summary>Starts with <c>--demo</c>: a company and a folder of its own.</summary>
    public bool Demo { get; init; }

    public int ProcessId => process!.Id;

    /// <summary>What it has said last.</summary>
    public string Said => string.Join(Environment.NewLine, lines);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A client with connections of its own.</summary>
    public HttpClient NewClient() =>
        new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };

    /// <returns>How long it took to the first answer.</returns>
    public async Task<TimeSpan> StartAsync()
    {
        var watch = Stopwatch.StartNew();
        Launch();
        await Eventually.TrueAsync(IsLiveAsync, Ready, () => $"the node answers. It said:\n{Said}");
        return watch.Elapsed;
    }

    public void Launch()
    {
        string[] command = [.. Under, "dotnet", .. Arguments()];
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = StartedIn,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits for a program that ends by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndedAsync(TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit);
        await process!.WaitForExitAsync(late.Token);
        return process.ExitCode;
    }

    /// <summary>SIGKILL: no line of its code runs after this.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    /// <returns>How long it took to end, and its exit code.</returns>
    public async Task<(TimeSpan Took, int Code)> TerminateAsync(TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        using var kill = Process.Start("kill", ["-TERM", process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        using var late = new CancellationTokenSource(limit);
        await process.WaitForExitAsync(late.Token);
        return (watch.Elapsed, process.ExitCode);
    }

    public async Task<bool> IsLiveAsync()
    {
        if (process is { HasExited: true })
        {
            throw new InvalidOperationException($"The node ended with code {process.ExitCode}:\n{Said}");
        }
        try
        {
            using var answer = await Http.GetAsync("/health/live");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }
        process?.Dispose();
        Http.Dispose();
    }

    private IEnumerable<string> Arguments() =>
        Demo ? [Program, "--demo", $"--urls={Address.GetLeftPart(UriPartial.Authority)}", .. arguments] : Configured();

    private IEnumerable<string> Configured() =>
        [
            Program,
            $"--urls={Address.GetLeftPart(UriPartial.Authority)}",
            $"--XBees:BaseUrl={Address.GetLeftPart(UriPartial.Authority)}",
            $"--XBees:DataPath={folder}",
            $"--XBees:Database:Provider={options.Provider}",
            $"--ConnectionStrings:XBees={options.ConnectionString}",
            "--XBees:MasterKey=only-of-tests-0123456789-0123456789",
            "--Logging:LogLevel:Default=Warning",
            // The limits have tests of their own; here one address plays everybody.
            "--XBEES_DEMO_LIMITS=off",
            .. arguments,
        ];

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }
        lines.Enqueue(line);
        while (lines.Count > 200)
        {
            lines.TryDequeue(out _);
        }
    }
}
