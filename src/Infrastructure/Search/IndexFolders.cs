using System.Globalization;

namespace XBees.Infrastructure.Search;

/// <summary>The folders of one node's indexes: a new one is made beside the old, which is taken away when the new one is whole.</summary>
internal sealed class IndexFolders(SearchOptions options)
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<string> All() =>
        Directory.Exists(options.Folder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(options.Folder)
                    .Where(folder => NumberOf(folder) is not null)
                    .OrderByDescending(folder => NumberOf(folder)),
            ]
            : [];

    /// <summary>One that nobody has used.</summary>
    public string Next()
    {
        var last = All().Select(NumberOf).FirstOrDefault() ?? 0;
        var folder = Path.Combine(options.Folder, (last + 1).ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Takes away what is not needed any more; what cannot be now is tried again with the next one.</summary>
    public void KeepOnly(string folder)
    {
        foreach (var other in All().Where(other => other != folder))
        {
            Drop(other);
        }
    }

    /// <summary>Unless another process writes there: two that have one name keep two.</summary>
    public static void Drop(string folder)
    {
        try
        {
            if (!OpenIndex.IsHeld(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is gone, or the folder may not be written: it does no harm where it is.
        }
    }

    private static long? NumberOf(string folder) =>
        long.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
