using System.Text.Json;
using XBees.Application.Files;
using XBees.Domain.Files;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Files;

/// <summary>The limits as a row of table <c>setting</c>.</summary>
public sealed class FileSettings(Db db) : IFileLimits
{
    private const string Name = "files.limits";

    public Task<FileLimits> ReadAsync(CancellationToken cancel) => ReadAsync(db, cancel);

    public Task SaveAsync(IUnit unit, FileLimits limits) =>
        Settings.PutAsync(Unit.Of(unit), Name, JsonSerializer.Serialize(limits, JsonSerializerOptions.Web));

    internal static async Task<FileLimits> ReadAsync(SqlSession session, CancellationToken cancel) =>
        await Settings.GetAsync(session, Name, cancel) is { } json
            ? JsonSerializer.Deserialize<FileLimits>(json, JsonSerializerOptions.Web)!
            : new();
}
