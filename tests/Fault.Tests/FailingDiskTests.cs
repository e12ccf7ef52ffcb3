using System.Diagnostics;
using System.Globalization;
using XBees.Testing;
using XBees.Testing.Processes;

namespace XBees.Fault.Tests;

/// <summary>Fault 5: the disk says that it could not write or sync.</summary>
public sealed class FailingDiskTests
{
    [Theory, Rule("MS-2"), Trait("Long", "yes")]
    [InlineData("posix/io/sync/*", null)]
    [InlineData("posix/io/rw/pwrite*", "5")]
    [InlineData("posix/io/rw/pwrite*", "28")]
    public async Task Nothing_is_acknowledged_that_the_disk_refused_and_all_is_well_when_it_works_again(string calls, string? error)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/fiu-run"), "fiu-run is not installed (./test --all installs it as root on Debian).");
        using var company = await Company.OnSqliteAsync();
        await using var node = new Node(company.Options, company.Folder)
        {
            Under = ["fiu-run", "-x", "-f", Path.Combine(company.Folder, "fiu")],
        };
        await node.StartAsync();
        var chats = new List<Chat>();
        for (var number = 1; number <= 4; number++)
        {
            chats.Add(await Chat.BeginAsync(node.Http, company, $"guest{number}"));
        }
        var writers = chats.ConvertAll(chat => new Writer(chat, chat.Guest) { RefusedBy = [503, 507] });
        var writing = Task.WhenAll(writers.Select(writer => writer.RunAsync(node.Http, () => Task.Delay(20))));
        await MoreAsync(writers, 20, node);
        for (var round = 0; round < 3; round++)
        {
            var refused = writers.Sum(writer => writer.Refusals);
            await ControlAsync(company, node, $"enable_random name={calls},probability=0.2" + (error is null ? "" : $",failinfo={error}"));
            await Eventually.TrueAsync(
                () => writers.Sum(writer => writer.Refusals) >= refused + 5,
                Eventually.FiveTimes(10),
                () => $"calls fail. {node.Said}"
            );
            await ControlAsync(company, node, $"disable name={calls}");
            await MoreAsync(writers, 20, node);
        }
        writers.ForEach(writer => writer.Stop());
        await writing;

        await Truth.HoldsAsync(node.Http, company, writers);
        // What it acknowledged is in the file, and not in the memory of a process that believes so.
        await node.KillAsync();
        await node.StartAsync();
        await Truth.HoldsAsync(node.Http, company, writers);
    }

    private static Task MoreAsync(List<Writer> writers, int each, Node node)
    {
        var goals = writers.ToDictionary(writer => writer, writer => writer.Acks + each);
        return Eventually.TrueAsync(
            () => writers.All(writer => writer.Acks >= goals[writer] || writer.Odd.Count > 0),
            Eventually.FiveTimes(5),
            () => $"everybody goes on. {node.Said}"
        );
    }

    private static async Task ControlAsync(Company company, Node node, string command)
    {
        var process = node.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var control = Process.Start("fiu-ctrl", ["-f", Path.Combine(company.Folder, "fiu"), "-c", command, process]);
        await control.WaitForExitAsync();
        Assert.Equal(0, control.ExitCode);
    }
}
