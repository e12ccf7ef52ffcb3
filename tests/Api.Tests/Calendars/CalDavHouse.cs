using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using XBees.Testing.Processes;
using Xunit;

namespace XBees.Api.Tests.Calendars;

/// <summary>A CalDAV server that none of us wrote, on a free port with a folder of its own: Radicale or Xandikos.</summary>
internal sealed partial class CalDavHouse : IAsyncDisposable
{
    public const string UserName = "mara";
    public const string Password = "secret-of-mara";

    public static readonly string[] Kinds = ["radicale", "xandikos"];

    private readonly string folder = Directory.CreateTempSubdirectory("xbees-caldav-").FullName;
    private readonly int port = Node.FreePort();
    private readonly HttpClient http;
    private Process? process;

    private CalDavHouse(string kind)
    {
        Kind = kind;
        http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = new(Address) };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{Password}")));
    }

    public string Kind { get; }

    public string Address => $"http://127.0.0.1:{port}/";

    /// <summary>Of a calendar that is there from the start.</summary>
    public string Calendar => Kind == "radicale" ? "/mara/work/" : "/mara/calendars/calendar/";

    public static async Task<CalDavHouse> StartAsync(string kind)
    {
        var program = $"/usr/bin/{kind}";
        Assert.SkipUnless(File.Exists(program), $"No {kind} is installed.");
        var house = new CalDavHouse(kind);
        await File.WriteAllTextAsync(Path.Combine(house.folder, "users"), $"{UserName}:{Password}\n");
        await house.GoOnAsync();
        if (kind == "radicale")
        {
            using var made = await house.http.SendAsync(new(new("MKCALENDAR"), house.Calendar));
            made.EnsureSuccessStatusCode();
        }
        return house;
    }

    /// <summary>Starts it over what it had.</summary>
    public async Task GoOnAsync()
    {
        var start = new ProcessStartInfo($"/usr/bin/{Kind}", Arguments()) { RedirectStandardError = true, RedirectStandardOutput = true };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.TrueAsync(AnswersAsync, TimeSpan.FromSeconds(60), () => $"{Kind} answers");
    }

    public async Task StopAsync()
    {
        if (process is { } running)
        {
            process = null;
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync();
            running.Dispose();
        }
    }

    public object Account(string? url = null, string password = Password) =>
        new
        {
            kind = "caldav",
            label = "Work",
            url = url ?? Address,
            userName = UserName,
            password,
        };

    /// <summary>As the agent's own program does it.</summary>
    public async Task PutAsync(string name, string lines)
    {
        var file = Publisher.File(lines).Replace("UID:0", $"UID:{name}", StringComparison.Ordinal);
        file = file.Replace(
            "BEGIN:VEVENT",
            "VERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nDTSTAMP:20260101T000000Z",
            StringComparison.Ordinal
        );
        await PutFileAsync(Calendar + name + ".ics", file);
    }

    public async Task PutFileAsync(string path, string file)
    {
        using var content = new StringContent(file, Encoding.UTF8, "text/calendar");
        using var put = await http.PutAsync(path, content);
        put.EnsureSuccessStatusCode();
    }

    /// <summary>What lies in the calendar: paths, each with its file.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FilesAsync()
    {
        using var question = new HttpRequestMessage(new("PROPFIND"), Calendar)
        {
            Content = new StringContent(
                "<propfind xmlns=\"DAV:\"><prop><getetag/></prop></propfind>",
                new MediaTypeHeaderValue("application/xml")
            ),
        };
        question.Headers.Add("Depth", "1");
        using var found = await http.SendAsync(question);
        var files = new Dictionary<string, string>();
        foreach (var path in Paths().Matches(await found.Content.ReadAsStringAsync()).Select(match => match.Groups["path"].Value))
        {
            using var file = await http.GetAsync(path);
            if (file.IsSuccessStatusCode)
            {
                files[path] = await file.Content.ReadAsStringAsync();
            }
        }
        return files;
    }

    public async Task DeleteAsync(string path)
    {
        using var gone = await http.DeleteAsync(path);
        gone.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string[] Arguments() =>
        Kind == "radicale"
            ?
            [
                "--server-hosts",
                $"127.0.0.1:{port}",
                "--storage-filesystem-folder",
                Path.Combine(folder, "data"),
                "--auth-type",
                "htpasswd",
                "--auth-htpasswd-filename",
                Path.Combine(folder, "users"),
                "--auth-htpasswd-encryption",
                "plain",
            ]
            : ["-d", Path.Combine(folder, "data"), "-l", "127.0.0.1", "-p", $"{port}", "--defaults", "--current-user-principal", "/mara/"];

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await http.GetAsync("/");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"<(\w+:)?href>(?<path>[^<]*\.ics)</")]
    private static partial Regex Paths();
}
