using System.Diagnostics;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>P14: the published program, from its start to the first answer, and what it holds when idle.</summary>
internal static class Published
{
    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("xbees-published-").FullName;
        using (
            var publish = Process.Start(
                "dotnet",
                ["publish", Repository.WebFolder, "-c", "Release", "-o", folder, "-v", "quiet", "--nologo"]
            )
        )
        {
            await publish.WaitForExitAsync();
        }
        using var company = await Company.OnSqliteAsync();
        var starts = new List<(double Seconds, double Megabytes)>();
        for (var round = 1; round <= 3; round++)
        {
            await using var node = new Node(company.Options, company.Folder) { Program = Path.Combine(folder, "XBees.Web.dll") };
            var took = await node.StartAsync();
            await Task.Delay(TimeSpan.FromSeconds(5));
            starts.Add((took.TotalSeconds, Bench.Resident(node.ProcessId) / 1048576.0));
        }
        Directory.Delete(folder, recursive: true);
        Report.Say(
            $"P14 first answer {Report.Median(starts, start => start.Seconds):n2} s after start (goal 1.5), idle {Report.Median(starts, start => start.Megabytes):n0} MB (goal 130)"
        );
    }
}
