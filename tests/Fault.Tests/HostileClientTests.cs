using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Clients that send too much, too deep or too slowly, and one that looks for SQL in every parameter.</summary>
public sealed class HostileClientTests(Setting setting)
{
    private const int Megabyte = 1024 * 1024;

    [Fact, Rule("AC-4"), Trait("Long", "yes")]
    public async Task What_is_too_large_is_refused_without_being_kept_and_the_node_serves_on()
    {
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var chat = await Chat.BeginAsync(node.Http, company, "guest");
        await SayAsync(node, chat);
        var before = Memory(node);

        await RefusesAsync(
            node,
            chat,
            new ByteArrayContent(Encoding.UTF8.GetBytes($"{{\"text\":\"{new string('x', 100 * Megabyte)}\"}}")),
            413
        );
        await RefusesAsync(
            node,
            chat,
            new StringContent("{\"text\":" + new string('[', 100_000) + new string(']', 100_000) + "}"),
            400,
            413
        );
        await RefusesAsync(node, chat, new StringContent(string.Concat(Enumerable.Repeat("{\"text\":", 20_000)) + "1"), 400, 413);
        Assert.True(Memory(node) < before + 100, $"It grew from {before} to {Memory(node)} MB.");

        var people = Enumerable.Range(0, 10_000).Select(number => new { name = $"P {number}", email = $"p{number}@example.org" });
        using var many = await Person.WithKey.SendAsync(
            node.Http,
            HttpMethod.Post,
            $"/conversations/{chat.ConversationId}/members",
            new { members = people }
        );
        Assert.InRange((int)many.StatusCode, 400, 499);
        Assert.Equal(0, await Truth.CountAsync(company.Options, "select count(*) from guest where email like 'p%@example.org'"));
        await SayAsync(node, chat);
    }

    [Theory, Trait("Long", "yes")]
    // Headers that never end, bodies that never end, and answers that are never read.
    [InlineData("-H", "-i", "5")]
    [InlineData("-B", "-i", "5", "-s", "8192")]
    [InlineData("-X", "-w", "10", "-y", "20", "-n", "5", "-z", "32", "-k", "3")]
    public async Task Slow_clients_keep_nobody_else_waiting(params string[] kind)
    {
        Assert.SkipUnless(
            File.Exists("/usr/bin/slowhttptest"),
            "slowhttptest is not installed (./test --all installs it as root on Debian)."
        );
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var chat = await Chat.BeginAsync(node.Http, company, "guest");
        var start = new ProcessStartInfo("/usr/bin/slowhttptest") { RedirectStandardOutput = true };
        foreach (
            var argument in (string[])
                [
                    .. kind,
                    "-c",
                    "500",
                    "-r",
                    "200",
                    "-l",
                    "20",
                    "-p",
                    "10",
                    "-u",
                    $"{node.Address}api/v1/widgets/{company.WidgetKey}/settings",
                ]
        )
        {
            start.ArgumentList.Add(argument);
        }
        using var attack = Process.Start(start)!;
        var reading = attack.StandardOutput.ReadToEndAsync();
        var said = 0;
        var slowest = TimeSpan.Zero;
        while (!attack.HasExited)
        {
            var watch = Stopwatch.StartNew();
            using var fresh = node.NewClient();
            await SayAsync(fresh, chat);
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            said++;
        }
        await reading;
        Assert.True(said > 20, $"Only {said} messages were sent meanwhile.");
        Assert.True(slowest < Eventually.FiveTimes(1), $"One waited for {slowest.TotalSeconds} s.");
        await SayAsync(node, chat);
    }

    [Fact, Trait("Long", "yes")]
    public async Task A_request_that_never_ends_is_ended()
    {
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        using var slow = new TcpClient();
        await slow.ConnectAsync(IPAddress.Loopback, node.Address.Port);
        await slow.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /health/live HTTP/1.1\r\nHost: x\r\n"));
        var buffer = new byte[1000];
        using var late = new CancellationTokenSource(Eventually.FiveTimes(30));
        var read = await slow.GetStream().ReadAsync(buffer, late.Token);
        Assert.Contains(" 408 ", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
    }

    [Theory, Trait("Long", "yes")]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task No_parameter_takes_sql(DatabaseProvider provider)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/sqlmap"), "sqlmap is not installed (./test --all installs it as root on Debian).");
        using var company = await setting.CompanyAsync(provider);
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var chat = await Chat.BeginAsync(node.Http, company, "guest");
        string[] addresses =
        [
            "conversations?view=all&service=svc_1&assignee=agt_1&limit=10&after=x",
            $"conversations/{chat.ConversationId}/messages?before=5&limit=5",
            $"conversations/{chat.ConversationId}/messages?since=5&limit=5",
            $"conversations/{chat.ConversationId}/members?limit=5&after=x",
            "agents?limit=5&after=x",
            "services?limit=5&after=x",
            "admin/agents?limit=5&after=x",
            "conversations/cnv_1*",
            "guests/gst_1*",
            "widgets/wk_1*/settings",
            "links/nora*",
        ];
        var list = Path.Combine(company.Folder, "addresses");
        await File.WriteAllLinesAsync(list, addresses.Select(address => $"{node.Address}api/v1/{address}"));
        var dbms = provider == DatabaseProvider.Sqlite ? "SQLite" : "PostgreSQL";
        var said = await SqlmapAsync(company, ["-m", list, $"--dbms={dbms}", "--level=2", "--technique=BEUS"]);
        Assert.Equal(
            addresses.Length,
            said.Split("do not appear to be injectable").Length - 1 + said.Split("no parameter(s) found").Length - 1
        );
        Assert.DoesNotContain("injection point", said, StringComparison.Ordinal);
        await SayAsync(node, chat);
    }

    private static async Task<string> SqlmapAsync(Company company, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/sqlmap") { RedirectStandardOutput = true, RedirectStandardInput = true };
        string[] always =
        [
            "--batch",
            "--flush-session",
            "--disable-coloring",
            "--ignore-code=400,404,422",
            "--threads=4",
            $"--output-dir={Path.Combine(company.Folder, "sqlmap")}",
            $"--headers=Authorization: Bearer {Company.Key}",
        ];
        foreach (var argument in always.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }

    private static async Task RefusesAsync(Node node, Chat chat, HttpContent content, params int[] statuses)
    {
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1" + chat.Messages) { Content = content };
        request.Headers.Authorization = new("Bearer", chat.Guest.Token);
        // Whoever does not wait for the answer sends into a closed connection.
        request.Headers.ExpectContinue = true;
        var watch = Stopwatch.StartNew();
        using var answer = await node.Http.SendAsync(request);
        Assert.Contains((int)answer.StatusCode, statuses);
        Assert.True(watch.Elapsed < Eventually.FiveTimes(2), $"It took {watch.Elapsed.TotalSeconds} s.");
    }

    private static Task SayAsync(Node node, Chat chat) => SayAsync(node.Http, chat);

    private static async Task SayAsync(HttpClient http, Chat chat)
    {
        using var answer = await chat.Guest.SendAsync(
            http,
            HttpMethod.Post,
            chat.Messages,
            new { clientId = Guid.NewGuid(), text = "Hello" }
        );
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static long Memory(Node node)
    {
        using var process = Process.GetProcessById(node.ProcessId);
        return process.WorkingSet64 / Megabyte;
    }
}
