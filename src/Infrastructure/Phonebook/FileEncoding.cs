using System.Text;

namespace XBees.Infrastructure.Phonebook;

/// <summary>In which letters a file is written (PB-6): by its mark, as UTF-8 where all of it is, else in a code page of Windows.</summary>
internal static class FileEncoding
{
    private const int Block = 64 * 1024;
    private static readonly string[] CodePages = ["windows-1252", "windows-1250", "windows-1251"];

    /// <summary>Which a caller may name.</summary>
    public static readonly IReadOnlyList<string> Known = ["utf-8", "utf-16", "utf-16BE", .. CodePages, "windows-1253", "windows-1254"];

    public static string Of(Stream file)
    {
        var start = new byte[Block];
        file.Position = 0;
        var sample = start.AsSpan(0, file.ReadAtLeast(start, Block, throwOnEndOfStream: false));
        var found =
            sample is [0xFF, 0xFE, ..] ? "utf-16"
            : sample is [0xFE, 0xFF, ..] ? "utf-16BE"
            : IsUtf8(file) ? "utf-8"
            : CodePageOf(file);
        file.Position = 0;
        return found;
    }

    private static bool IsUtf8(Stream file)
    {
        file.Position = 0;
        var bytes = new byte[Block];
        var letters = new char[Block + 1];
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        try
        {
            for (int read; (read = file.Read(bytes)) > 0; )
            {
                decoder.GetChars(bytes, 0, read, letters, 0);
            }
            decoder.GetChars([], letters, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The one in which the fewest signs stand among letters; a tie is the first one's, as what differs then are letters of both.</summary>
    private static string CodePageOf(Stream file) => CodePages.MinBy(page => Strange(file, Encoding.GetEncoding(page)))!;

    private static int Strange(Stream file, Encoding encoding)
    {
        file.Position = 0;
        var bytes = new byte[Block];
        var strange = 0;
        for (int read; (read = file.Read(bytes)) > 0; )
        {
            var text = encoding.GetString(bytes, 0, read);
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] > '\u007F')
                {
                    strange += IsStrange(text, i) ? 1 : 0;
                }
            }
        }
        return strange;
    }

    // A sign inside a word, a capital behind a small letter, or two scripts in one word.
    private static bool IsStrange(string text, int at)
    {
        var before = at > 0 ? text[at - 1] : ' ';
        var after = at + 1 < text.Length ? text[at + 1] : ' ';
        var inside = char.IsLetter(before) || char.IsLetter(after);
        return inside
            && (
                !char.IsLetter(text[at])
                || (char.IsUpper(text[at]) && char.IsLower(before))
                || (IsCyrillic(text[at]) && (char.IsAsciiLetter(before) || char.IsAsciiLetter(after)))
            );
    }

    private static bool IsCyrillic(char letter) => letter is >= '\u0400' and <= '\u04FF';
}
