using XBees.Application.Files;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Files;

/// <summary>Takes the bytes of a file away, whatever was restarted meanwhile: after a day where it was not sent (FI-8), and once it is deleted (MS-6).</summary>
public sealed class FileTimer(Units units, IAttachmentStore attachments, IFileStore files) : ITimerHandler
{
    private const string Name = "file";

    public string Kind => Name;

    internal static Task SetAsync(Unit unit, string id, Instant due) => Timers.SetAsync(unit, Key(id), Name, null, id, due);

    internal static void Cancel(Unit unit, IEnumerable<string> ids) =>
        unit.Later($"delete from timer where {Dialect.In("unique_key", "@keys")}", new { keys = ids.Select(Key).ToArray() });

    public async Task RunAsync(DueTimer timer, CancellationToken cancel)
    {
        var id = timer.Key[(Name.Length + 1)..];
        var goes = await units.RunAsync(
            async unit =>
                await attachments.DropUnsentAsync(unit, id)
                || await Unit.Of(unit).FirstAsync<string>($"select id from attachment where id = @id", new { id }) is null,
            cancel
        );
        if (goes)
        {
            await files.DeleteAsync(FileKeys.Small(id), cancel);
            await files.DeleteAsync(id, cancel);
        }
        await units.RunAsync(timer.TakeAsync, cancel);
    }

    private static string Key(string id) => $"{Name}:{id}";
}
