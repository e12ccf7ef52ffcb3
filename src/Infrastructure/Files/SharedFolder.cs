using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Files;

/// <summary>
/// Whether this node's folder is the one that the others use: it holds a mark that the database knows. Else a file would be there for some
/// and not for others.
/// </summary>
public sealed class SharedFolder(Db db, Units units, FileStoreOptions options)
{
    private const string Setting = "files.folder";

    private string Mark => Path.Combine(options.Folder, ".xbees-files");

    /// <summary>The first node marks the folder. With SQLite there is one process, whose folder it always is.</summary>
    public async Task PrepareAsync()
    {
        Directory.CreateDirectory(options.Folder);
        var (mark, isNew) = await units.RunAsync(
            async unit =>
            {
                var session = Unit.Of(unit);
                if (await Settings.GetAsync(session, Setting) is { } known)
                {
                    return (known, false);
                }
                var made = Guid.NewGuid().ToString("N");
                await Settings.PutAsync(session, Setting, made);
                return (made, true);
            },
            CancellationToken.None
        );
        if (isNew || db.Dialect.Provider == DatabaseProvider.Sqlite)
        {
            await File.WriteAllTextAsync(Mark, mark);
        }
    }

    /// <summary>Null, or what is wrong in words for whoever runs the node.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancel)
    {
        var mark = await Settings.GetAsync(db, Setting, cancel);
        return File.Exists(Mark) && await File.ReadAllTextAsync(Mark, cancel) == mark
            ? null
            : $"the folder of files is not the one that the other nodes use: set XBees:Files:Path to it (it holds a file .xbees-files that says {mark})";
    }
}
