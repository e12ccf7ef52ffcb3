using System.Globalization;

namespace XBees.Domain.Files;

public static class FileRefusals
{
    public const string TooLargeSlug = "file-too-large";

    public static readonly Refusal TooMuchToday = new(
        "too-many-files",
        429,
        "That is all for today",
        "You have sent as many files as one can in a day. Go on tomorrow, or share a link."
    );
    public static readonly Refusal NoRoom = new(
        "no-room-for-files",
        507,
        "There is no room for files now",
        "Nothing was stored. Send the message without the file; an administrator has been told."
    );
    public static readonly Refusal SwitchedOff = new("files-off", 403, "Files are switched off here", "Write it as text, or share a link.");

    public static Refusal TooLarge(FileLimits limits) =>
        new(
            TooLargeSlug,
            413,
            "The file is too large",
            string.Create(CultureInfo.InvariantCulture, $"At most {limits.FileMegabytes} MB each. Make it smaller, or share a link.")
        );
}
