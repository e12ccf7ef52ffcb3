using XBees.Application.Files;

namespace XBees.Infrastructure.Files;

/// <summary>Where the folder is (XBees:Files:Path); several nodes share one.</summary>
public sealed record FileStoreOptions(string Folder);

/// <summary>Files in a folder, each under its own id: no name of anybody's becomes a path.</summary>
public sealed class FileFolder(FileStoreOptions options) : IFileStore
{
    private const int Buffer = 64 * 1024;

    public async Task WriteAsync(string key, Stream content, CancellationToken cancel)
    {
        try
        {
            var path = PathOf(key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, Buffer);
            await content.CopyToAsync(file, cancel);
            // Acknowledged is what the disk has.
            file.Flush(flushToDisk: true);
        }
        catch (IOException error) when (IsFull(error))
        {
            throw new StorageFull("The disk of the files is full.", error);
        }
    }

    public Task<Stream?> OpenAsync(string key, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult<Stream?>(
                new FileStream(
                    PathOf(key),
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.Read | FileShare.Delete,
                    Buffer,
                    FileOptions.Asynchronous
                )
            );
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancel)
    {
        var path = PathOf(key);
        if (File.Exists(path))
        {
            File.Delete(path);
        }
        return Task.CompletedTask;
    }

    public long? FreeBytes() => new DriveInfo(options.Folder).AvailableFreeSpace;

    /// <summary>By the end of the id: ids of one hour begin alike.</summary>
    private string PathOf(string key)
    {
        var id = key.Split('.')[0];
        return Path.Combine(options.Folder, id[^2..], key);
    }

    private static bool IsFull(IOException error)
    {
        const int noSpace = 28;
        const int quota = 122;
        const int windowsDiskFull = unchecked((int)0x80070070);
        return error.HResult is noSpace or quota or windowsDiskFull;
    }
}
