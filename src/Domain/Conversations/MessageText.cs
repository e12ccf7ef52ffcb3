using System.Text;

namespace XBees.Domain.Conversations;

/// <summary>The words of a message: 1 to 10,000 scalar values, kept as written but for control characters (MS-1, MS-17).</summary>
public static class MessageText
{
    public static string Read(string? typed, string field = "text")
    {
        if (Problem(typed) is { } problem)
        {
            throw new Invalid(field, problem);
        }

        return Clean(typed!);
    }

    public static string? Problem(string? typed)
    {
        if (typed is null)
        {
            return "Write something first.";
        }

        if (Characters.HasLoneSurrogate(typed))
        {
            return Characters.HalfACharacter;
        }

        var text = Clean(typed);
        return Characters.AnythingVisible(text) ? Limits.TooLong(text, Limits.Message) : "Write something first.";
    }

    /// <summary>Without control characters but line breaks and tabs; a line break is one character, however it was sent.</summary>
    internal static string Clean(string typed)
    {
        var kept = new StringBuilder(typed.Length);
        foreach (var rune in typed.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !Characters.IsControl(rune))
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString();
    }
}
