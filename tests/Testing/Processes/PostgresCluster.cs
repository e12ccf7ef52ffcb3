using System.Diagnostics;
using Npgsql;
using XBees.Infrastructure.Database;

namespace XBees.Testing.Processes;

/// <summary>A PostgreSQL cluster of one's own, with fsync on, that can be restarted under traffic. It is gone when it is disposed.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string bin;
    private readonly string folder = Directory.CreateTempSubdirectory("xbees-postgres-").FullName;
    private readonly int port = Node.FreePort();
    private int databases;
    private string options = "";

    private PostgresCluster(string bin) => this.bin = bin;

    /// <summary>Null where no PostgreSQL is installed.</summary>
    public static string? Bin { get; } =
        Environment.GetEnvironmentVariable("XBEES_PG_BIN") is { Length: > 0 } given ? given
        : Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderDescending()
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    public static async Task<PostgresCluster> StartAsync(params IReadOnlyList<string> settings)
    {
        var cluster = new PostgresCluster(Bin ?? throw new InvalidOperationException("No PostgreSQL is installed."));
        await cluster.InitAsync(settings);
        return cluster;
    }

    /// <summary>An empty database.</summary>
    public async Task<DatabaseOptions> CreateAsync()
    {
        var name = $"xbees_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(Within("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new(DatabaseProvider.PostgreSql, Within(name));
    }

    /// <param name="mode"><c>fast</c>: every transaction is rolled back. <c>immediate</c>: as if it had crashed.</param>
    public Task RestartAsync(string mode) => AsPostgresAsync("pg_ctl", "-D", Data, "-m", mode, "-w", "-t", "30", "-l", Log, "restart");

    /// <summary>Away, as if its machine were switched off, until <see cref="StartAgainAsync"/>.</summary>
    public Task StopAsync() => AsPostgresAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "-t", "30", "stop");

    public Task StartAgainAsync() => AsPostgresAsync("pg_ctl", "-D", Data, "-w", "-t", "30", "-l", Log, "-o", options, "start");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await AsPostgresAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private string Log => Path.Combine(folder, "log");

    private string Within(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database}";

    private async Task InitAsync(IReadOnlyList<string> settings)
    {
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", "postgres", folder);
        }
        await AsPostgresAsync("initdb", "-D", Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync");
        var more = string.Join(' ', settings.Select(setting => $"-c {setting}"));
        options = $"-p {port} -h 127.0.0.1 -k {folder} -c max_connections=300 {more}";
        await StartAgainAsync();
    }

    // PostgreSQL refuses to run as root.
    private Task AsPostgresAsync(string program, params IEnumerable<string> arguments)
    {
        var path = Path.Combine(bin, program);
        return Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private async Task RunAsync(string program, params IEnumerable<string> arguments)
    {
        // Not redirected: a server that goes on would hold the pipe open.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = folder };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("\"$0\" \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with code {process.ExitCode}; see {Log}.");
        }
    }
}
