using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>The database cannot do its work for a reason that is no lock and no full disk.</summary>
public sealed class RefusedWritesTests(Setting setting)
{
    /// <summary>Everything that is written behind it fails with an I/O error; the smallest file of a database is longer.</summary>
    private const string Short = "4096";

    [Fact, Rule("MS-2")]
    public async Task Files_that_take_no_writes_refuse_them_by_503_while_reading_goes_on_and_it_is_over_without_a_restart()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/prlimit"), "prlimit is not there (it is part of util-linux).");
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder)
        {
            // The signal that says so would end the program instead; and so would the file in memory that compiled code is mapped twice
            // from, which the limit is for as well.
            Under = ["/bin/sh", "-c", "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; unset XBEES_SQL_COLLECT; exec \"$@\"", "sh"],
        };
        await node.StartAsync();
        var chat = await Chat.BeginAsync(node.Http, company, "guest");
        var before = (await chat.TimelineAsync(node.Http, Person.WithKey)).Count;

        await LimitFilesAsync(node, Short);
        var clientIds = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid()).ToList();
        await Task.WhenAll(clientIds.Select(clientId => ExpectUnavailableAsync(node, chat, clientId)));
        Assert.Equal(before, (await chat.TimelineAsync(node.Http, Person.WithKey)).Count);
        Assert.True(await node.IsLiveAsync());

        await LimitFilesAsync(node, "unlimited");
        await ArriveOnceAsync(node, company, chat, clientIds, before);
        // What it acknowledged is in the file, and not in the memory of a process that believes so.
        await node.KillAsync();
        await node.StartAsync();
        await Truth.HoldsAsync(node.Http, company, [new Writer(chat, chat.Guest)]);
        Assert.Equal(before + clientIds.Count, (await chat.TimelineAsync(node.Http, Person.WithKey)).Count);
    }

    [Fact, Rule("MS-2")]
    public async Task A_PostgreSQL_that_is_away_is_answered_by_503_and_what_is_sent_again_arrives_once()
    {
        var cluster = setting.Cluster;
        using var company = await Company.OnAsync(await cluster.CreateAsync());
        await using var node = new Node(company.Options, company.Folder);
        await node.StartAsync();
        var chat = await Chat.BeginAsync(node.Http, company, "guest");
        var before = (await chat.TimelineAsync(node.Http, Person.WithKey)).Count;
        var clientIds = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid()).ToList();
        await cluster.StopAsync();
        try
        {
            await Task.WhenAll(clientIds.Select(clientId => ExpectUnavailableAsync(node, chat, clientId)));
        }
        finally
        {
            await cluster.StartAgainAsync();
        }
        await ArriveOnceAsync(node, company, chat, clientIds, before);
    }

    private static async Task ExpectUnavailableAsync(Node node, Chat chat, Guid clientId)
    {
        using var answer = await SendAsync(node, chat, clientId);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{(int)answer.StatusCode} {body}. {node.Said}");
        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        Assert.Equal("/problems/unavailable", problem.GetProperty("type").GetString());
        Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
    }

    private static async Task ArriveOnceAsync(Node node, Company company, Chat chat, List<Guid> clientIds, int before)
    {
        foreach (var clientId in clientIds)
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    using var answer = await SendAsync(node, chat, clientId);
                    return answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK;
                },
                Eventually.FiveTimes(5),
                () => $"writing goes on. {node.Said}"
            );
        }
        Assert.Equal(before + clientIds.Count, (await chat.TimelineAsync(node.Http, Person.WithKey)).Count);
        await Truth.HoldsAsync(node.Http, company, [new Writer(chat, chat.Guest)]);
    }

    private static Task<HttpResponseMessage> SendAsync(Node node, Chat chat, Guid clientId) =>
        Person.WithKey.SendAsync(node.Http, HttpMethod.Post, chat.Messages, new { clientId, text = "Hello" });

    private static async Task LimitFilesAsync(Node node, string bytes)
    {
        var process = node.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var limit = Process.Start("/usr/bin/prlimit", ["--pid", process, $"--fsize={bytes}:unlimited"]);
        await limit.WaitForExitAsync();
        Assert.Equal(0, limit.ExitCode);
    }
}
