using System.Diagnostics;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Processes;
using Xunit;

namespace XBees.Api.Tests.Starting;

public sealed class PublishedTests
{
    /// <summary>Attack row 40: the program as it was built, and with <c>--all</c> as it is published.</summary>
    [Fact, Rule("PV-6")]
    public async Task Nobody_but_its_owner_can_change_the_program()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        if (Environment.GetEnvironmentVariable("XBEES_TEST_ALL") != "1")
        {
            Check(Path.GetDirectoryName(Repository.WebProgram)!);
            return;
        }
        var folder = Directory.CreateTempSubdirectory("xbees-published-").FullName;
        using var publish = Process.Start(
            "dotnet",
            ["publish", Repository.WebFolder, "-c", "Release", "-o", folder, "-v", "quiet", "--nologo"]
        );
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, publish.ExitCode);
        Check(folder);
        await ServesPagesAsync(folder);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task ServesPagesAsync(string folder)
    {
        var elsewhere = Directory.CreateTempSubdirectory("xbees-elsewhere-").FullName;
        await using (
            var node = new Node(new(DatabaseProvider.Sqlite, ""), elsewhere)
            {
                Program = Path.Combine(folder, "XBees.Web.dll"),
                StartedIn = elsewhere,
                Demo = true,
            }
        )
        {
            await node.StartAsync();
            foreach (var path in new[] { "/signin", "/demo", "/css/app.css", "/widget.js" })
            {
                using var answer = await node.Http.GetAsync(path, TestContext.Current.CancellationToken);
                Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
            }
        }
        Directory.Delete(elsewhere, recursive: true);
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void Check(string folder)
    {
        var files = Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith("XBees.Web.dll", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherWrite));
    }
}
