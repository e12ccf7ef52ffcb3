using Microsoft.AspNetCore.DataProtection.KeyManagement;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Files;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Search;

namespace XBees.Web;

/// <summary>The data folder, the database in it or elsewhere, and what must be true before the port opens.</summary>
public static class StorageFeature
{
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        var dataPath = Path.GetFullPath(builder.Configuration["XBees:DataPath"] ?? "data");
        CreateForOwner(dataPath);
        builder.Services.AddDatabase(DatabaseOptions.From(builder.Configuration, dataPath));
        builder.Services.AddSingleton(MasterKey.From(builder.Configuration, dataPath));
        builder.Services.AddSingleton(SearchOptions.In(dataPath, builder.Configuration["XBees:Node"]));
        builder.Services.AddFiles(new(Path.GetFullPath(builder.Configuration["XBees:Files:Path"] ?? Path.Combine(dataPath, "files"))));
        return builder;
    }

    /// <summary>Between Build and Run: Data Protection reads its keys before any hosted part starts.</summary>
    public static async Task PrepareStorageAsync(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<DatabaseOptions>();
        await Migrator.MigrateAsync(options);
        await using var scope = app.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await app.Services.GetRequiredService<LogEpoch>().LoadAsync(app.Services.GetRequiredService<Db>(), work, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<SharedFolder>().PrepareAsync();
        await app.Services.GetRequiredService<KeyRing>().PrepareAsync(app.Services.GetRequiredService<IKeyManager>(), options);
    }

    private static void CreateForOwner(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
