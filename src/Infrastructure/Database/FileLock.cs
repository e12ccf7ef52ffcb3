namespace XBees.Infrastructure.Database;

/// <summary>A lock between processes of one machine: an open file that nobody else may open. The system gives it back when a process dies.</summary>
internal sealed class FileLock : IAsyncDisposable
{
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    public static FileLock Take(string path)
    {
        using var wait = new ManualResetEventSlim();
        while (true)
        {
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(path))
            {
                wait.Wait(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
