using System.Text;
using Xunit;

namespace XBees.Infrastructure.Tests.Meetings;

/// <summary>An iCalendar file as its lines say it, unfolded; made only of one that keeps to the form of lines.</summary>
internal sealed class CalendarFile
{
    private readonly IReadOnlyList<string> lines;

    public CalendarFile(string text)
    {
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var folded = text[..^2].Split("\r\n");
        Assert.DoesNotContain(folded, line => Encoding.UTF8.GetByteCount(line) is 0 or > 75);
        // A line that begins or ends with half of a character would not come back.
        Assert.DoesNotContain(folded, line => line.Any(char.IsSurrogate) && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line)) != line);
        Assert.DoesNotContain(folded, line => line.Any(char.IsControl));
        lines = text[..^2].Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
    }

    public IEnumerable<string> Names => lines.Select(line => line[..line.IndexOfAny([';', ':'])]);

    public string this[string name] => Assert.Single(All(name));

    /// <summary>What stands behind a name, with its parameters.</summary>
    public IReadOnlyList<string> All(string name) =>
        [
            .. lines
                .Where(line =>
                    line.StartsWith(name + ":", StringComparison.Ordinal) || line.StartsWith(name + ";", StringComparison.Ordinal)
                )
                .Select(line => line[(name.Length + 1)..]),
        ];
}
