using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>The bare server as a process of its own.</summary>
internal sealed class BareProcess : IAsyncDisposable
{
    private readonly Process process;

    private BareProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int ProcessId => process.Id;

    /// <param name="kind">What this program is asked for to be the bare server.</param>
    /// <param name="more">What it wants to know beside its port.</param>
    public static async Task<BareProcess> StartAsync(string kind, params IEnumerable<string> more)
    {
        var port = Node.FreePort().ToString(CultureInfo.InvariantCulture);
        var address = new Uri($"http://127.0.0.1:{port}");
        var process = Process.Start("dotnet", [typeof(BareProcess).Assembly.Location, kind, port, .. more]);
        using var http = new HttpClient { BaseAddress = address };
        await Eventually.TrueAsync(() => AnswersAsync(http), Eventually.FiveTimes(5), () => "the bare server answers");
        return new(process, address);
    }

    /// <summary>Over a copy of what the company has now.</summary>
    public static async Task<BareProcess> OnSqliteAsync(Company company, int eventBytes = 0)
    {
        var copy = Path.Combine(company.Folder, "bare.db");
        await using (var connection = new SqliteConnection(company.Options.ConnectionString + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"vacuum into '{copy}'";
            await command.ExecuteNonQueryAsync();
        }
        return await StartAsync("bare-sqlite", $"Data Source={copy}", $"{eventBytes}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
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
