using System.Text;

namespace XBees.Infrastructure.Crm.Salesforce;

/// <summary>Texts in questions to Salesforce (https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm).</summary>
internal static class Soql
{
    /// <summary>As a text of SOQL, whatever is in it.</summary>
    public static string Text(string value)
    {
        var text = new StringBuilder("'");
        foreach (var letter in value)
        {
            text.Append(
                letter switch
                {
                    '\\' or '\'' => $"\\{letter}",
                    _ when char.IsControl(letter) => " ",
                    _ => letter,
                }
            );
        }
        return text.Append('\'').ToString();
    }

    /// <summary>One of these phrases in SOSL. Of numbers nothing but their digits counts: whatever stands between them parts words, there as here.</summary>
    public static string AnyOf(IEnumerable<string> numbers) =>
        string.Join(
            " OR ",
            numbers
                .Select(number => string.Join(' ', Digits(number)))
                .Where(digits => digits.Length > 0)
                .Distinct()
                .Select(digits => $"\"{digits}\"")
        );

    /// <summary>All of these words in SOSL, each as a beginning; nothing but letters and digits of them counts, and one letter begins too much.</summary>
    public static string Beginnings(string typed) =>
        string.Join(
            " AND ",
            string.Concat(typed.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' '))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.Length > 1)
                .Take(10)
                .Select(word => $"{word}*")
        );

    private static string[] Digits(string number) =>
        string.Concat(number.Select(letter => char.IsAsciiDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
