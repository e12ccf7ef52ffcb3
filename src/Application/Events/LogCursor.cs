using System.Globalization;

namespace XBees.Application.Events;

/// <summary>
/// A place in the log, opaque to everybody else: epoch, transaction, position, and four letters of the entry that stands there, so that
/// a cursor of another database (restored, foreign, trimmed) is recognised instead of followed.
/// </summary>
public sealed record LogCursor(long Epoch, long Tx, long Position, string Check)
{
    /// <summary>Before the first entry.</summary>
    public static readonly LogCursor Start = new(0, 0, 0, "");

    /// <summary>Whether its entry stands behind the other's.</summary>
    public bool IsAfter(LogCursor other) => (Epoch, Tx, Position).CompareTo((other.Epoch, other.Tx, other.Position)) > 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch:x}-{Tx:x}-{Position:x}-{Check}");

    /// <summary>Null where the text is no cursor; its length is checked first, whatever was sent.</summary>
    public static LogCursor? Parse(string? text)
    {
        if (text is null or { Length: > 80 } || text.Split('-') is not [var epoch, var tx, var position, var check])
        {
            return null;
        }
        return Number(epoch) is { } e && Number(tx) is { } t && Number(position) is { } p ? new(e, t, p, check) : null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null;
}
