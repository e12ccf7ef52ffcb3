using XBees.Domain.Files;

namespace XBees.Application.Files;

/// <summary>What to change; null stays. A total of 0 takes that limit away.</summary>
public sealed record FileLimitsChange(int? FileMegabytes, int? GuestMegabytesPerDay, int? GuestFilesPerDay, int? TotalMegabytes);

/// <summary>An administrator's limits on files (FI-1, FI-5).</summary>
public sealed class ChangeFileLimits(IUnitOfWork work, IFileLimits settings, IAuditTrail audit)
{
    public async Task RunAsync(AgentCaller by, FileLimitsChange change, CancellationToken cancel)
    {
        var errors = new FieldErrors();
        Between("fileMegabytes", change.FileMegabytes, 1, FileLimits.LargestMegabytes);
        Between("guestMegabytesPerDay", change.GuestMegabytesPerDay, 1, FileLimits.MostMegabytes);
        Between("guestFilesPerDay", change.GuestFilesPerDay, 1, FileLimits.MostMegabytes);
        Between("totalMegabytes", change.TotalMegabytes, 0, FileLimits.MostMegabytes);
        errors.ThrowIfAny();
        var present = await settings.ReadAsync(cancel);
        var after = present with
        {
            FileMegabytes = change.FileMegabytes ?? present.FileMegabytes,
            GuestMegabytesPerDay = change.GuestMegabytesPerDay ?? present.GuestMegabytesPerDay,
            GuestFilesPerDay = change.GuestFilesPerDay ?? present.GuestFilesPerDay,
            TotalMegabytes = change.TotalMegabytes switch
            {
                null => present.TotalMegabytes,
                0 => null,
                var total => total,
            },
        };
        await work.RunAsync(
            async unit =>
            {
                await settings.SaveAsync(unit, after);
                audit.Note(unit, by.PersonId, "files.changed", null);
                return true;
            },
            cancel
        );

        void Between(string field, int? value, int least, int most) =>
            errors.Add(
                field,
                value is { } number && (number < least || number > most)
                    ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A whole number from {least} to {most}.")
                    : null
            );
    }
}
