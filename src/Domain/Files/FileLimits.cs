namespace XBees.Domain.Files;

/// <summary>How much may be attached (FI-1, FI-5); an administrator changes it.</summary>
public sealed record FileLimits
{
    /// <summary>FI-1: of one message.</summary>
    public const int OfMessage = 10;

    public const int Alt = 500;

    /// <summary>FI-3: more are not decoded.</summary>
    public const long Pixels = 50_000_000;

    public const int LargestMegabytes = 1_024;
    public const int MostMegabytes = 100_000_000;

    public const long Megabyte = 1024 * 1024;

    /// <summary>Of one file, in MiB.</summary>
    public int FileMegabytes { get; init; } = 25;

    /// <summary>Of one guest in 24 hours, in MiB.</summary>
    public int GuestMegabytesPerDay { get; init; } = 250;

    /// <summary>How many files of one guest in 24 hours.</summary>
    public int GuestFilesPerDay { get; init; } = 100;

    /// <summary>Of all files together, in MiB; null: as much as the disk holds.</summary>
    public int? TotalMegabytes { get; init; }

    public long FileBytes() => FileMegabytes * Megabyte;
}

/// <summary>What one guest has attached in the last 24 hours.</summary>
public sealed record Attached(long Files, long Bytes);

/// <summary>How much room there is: administrators hear of <see cref="Low"/> before anybody is refused (FI-5).</summary>
public enum RoomState
{
    Enough,
    Low,
    Full,
}

/// <summary>What lies in the store, and what may.</summary>
/// <param name="UsedBytes">Of all files, with their small pictures.</param>
/// <param name="FreeBytes">Of the disk that they lie on; null where the store does not know.</param>
/// <param name="LimitBytes">Of all files together; null: none.</param>
public sealed record Room(long UsedBytes, long? FreeBytes, long? LimitBytes)
{
    /// <summary>The database lies on the same disk more often than not, and needs what is left.</summary>
    public const long KeptFree = 256 * FileLimits.Megabyte;

    private const long WarnFree = 4 * KeptFree;

    public RoomState State(long coming = 0) =>
        UsedBytes + coming > LimitBytes || FreeBytes - coming < KeptFree ? RoomState.Full
        : UsedBytes > LimitBytes * 0.9 || FreeBytes < WarnFree ? RoomState.Low
        : RoomState.Enough;
}

/// <summary>Whether one more file may come.</summary>
public static class Attaching
{
    /// <param name="size">In bytes.</param>
    /// <param name="limits">As the administrator has them.</param>
    /// <param name="before">Of a guest; null for agents, who have no limit of a day.</param>
    public static Refusal? Refuses(long size, FileLimits limits, Attached? before) =>
        size > limits.FileBytes() ? FileRefusals.TooLarge(limits)
        : before is null ? null
        : before.Files >= limits.GuestFilesPerDay || before.Bytes + size > limits.GuestMegabytesPerDay * FileLimits.Megabyte
            ? FileRefusals.TooMuchToday
        : null;
}
