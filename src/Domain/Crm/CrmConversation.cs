using System.Text;
using NodaTime;

namespace XBees.Domain.Crm;

/// <summary>Something that was said where the guest could read it.</summary>
/// <param name="At">When.</param>
/// <param name="Author">Whose words they are.</param>
/// <param name="Text">As it is now.</param>
/// <param name="Files">The names of what came with it.</param>
public sealed record CrmLine(Instant At, string Author, string Text, IReadOnlyList<string> Files);

/// <summary>A conversation as it is logged when it is resolved (CR-8).</summary>
public static class CrmConversation
{
    /// <summary>CRMs take some sixty thousand, and what is escaped for them grows.</summary>
    public const int LongestText = 10_000;

    /// <param name="title">What agents call it.</param>
    /// <param name="lines">From the first on.</param>
    /// <param name="link">Back to it.</param>
    public static string Text(string title, IEnumerable<CrmLine> lines, string link)
    {
        var text = new StringBuilder($"{title}\n{link}\n");
        foreach (var line in lines)
        {
            var words = Words(line);
            if (text.Length + words.Length > LongestText)
            {
                // The rest is behind the link.
                return text.Append("\n…").ToString();
            }
            text.Append(words);
        }
        return text.ToString();
    }

    private static string Words(CrmLine line)
    {
        var files = string.Join(", ", line.Files);
        var said = string.Join('\n', new[] { line.Text, files.Length == 0 ? "" : $"[{files}]" }.Where(part => part.Length > 0));
        return $"\n{line.Author} ({line.At.ToString("uuuu-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} UTC):\n{said}\n";
    }
}
