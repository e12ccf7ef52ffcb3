using System.Text.RegularExpressions;

namespace XBees.Domain.Phonebook;

/// <summary>Keeps spreadsheets from taking a text for a formula, and takes that back: what was written is read as it was (attack row 26).</summary>
public static partial class SpreadsheetCell
{
    public static string Guard(string text) => Dangerous().IsMatch(text) ? $"'{text}" : text;

    public static string Open(string cell) => cell is ['\'', ..] && Dangerous().IsMatch(cell) ? cell[1..] : cell;

    // Behind apostrophes too, so that one more of them can be told from those that were there.
    [GeneratedRegex(@"^'*[=+\-@\t\r\n＝＋－＠]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Dangerous();
}
