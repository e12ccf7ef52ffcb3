using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace XBees.Testing.Processes;

/// <summary>A file system of its own with little room, mounted on a folder; wants root on Linux.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly string image = Path.GetTempFileName();

    private SmallDisk() { }

    /// <summary>Why there cannot be one here, or null.</summary>
    public static string? WhyNot =>
        !OperatingSystem.IsLinux() || Environment.UserName != "root" ? "Mounting a small disk wants root on Linux." : null;

    public string Folder { get; } = Company.NewFolder();

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <param name="megabytes">Its size, a quarter of which is filled with something that can be taken away.</param>
    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var disk = new SmallDisk();
        await using (var file = File.OpenWrite(disk.image))
        {
            file.SetLength(megabytes * 1024L * 1024);
        }
        await RunAsync("mkfs.ext4", "-q", "-F", "-m", "0", disk.image);
        await RunAsync("mount", "-o", "loop", disk.image, disk.Folder);
        await File.WriteAllBytesAsync(disk.Ballast, new byte[megabytes * 1024 * 1024 / 4]);
        return disk;
    }

    /// <summary>There is room again.</summary>
    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        await RunAsync("umount", Folder);
        Directory.Delete(Folder);
        File.Delete(image);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with code {process.ExitCode}.");
        }
    }
}
