using System.Globalization;
using XBees.Application.Files;
using XBees.Domain.Files;
using XBees.Domain.Mails;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Mail;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Files;

/// <summary>How much lies there, how much may, and who is told before it is too much (FI-5).</summary>
public sealed class FileRoom(Db db, IFileStore files, IFileLimits limits, MailWriter writer) : IFileRoom
{
    private const string Counter = "files.bytes";

    public async Task<Room> ReadAsync(CancellationToken cancel) => await OfAsync(db, await limits.ReadAsync(cancel), cancel);

    public async Task TellIfLowAsync(IUnit unit)
    {
        var session = Unit.Of(unit);
        var room = await OfAsync(session, await FileSettings.ReadAsync(session, CancellationToken.None), CancellationToken.None);
        if (room.State() == RoomState.Enough)
        {
            return;
        }
        var day = session.Now.ToDateTimeUtc().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var reader in await Administrators.AllAsync(session))
        {
            await Deliveries.EnqueueAsync(
                session,
                OutgoingMail.Kind,
                $"files-low {day} {reader.Id}",
                $"mail {reader.Id}",
                await writer.WriteAsync(session, MailKinds.FilesLow, reader.Reader, "/admin/files")
            );
        }
    }

    /// <summary>With the rows that it is about, and after them: uploads at once wait for each other here alone.</summary>
    internal static void Count(Unit session, long bytes) =>
        session.Later($"update counter set value = value + @bytes where name = @name", new { bytes, name = Counter });

    private async Task<Room> OfAsync(SqlSession session, FileLimits limits, CancellationToken cancel) =>
        new(
            await session.FirstAsync<long>($"select value from counter where name = @name", new { name = Counter }, cancel),
            files.FreeBytes(),
            limits.TotalMegabytes * FileLimits.Megabyte
        );
}
