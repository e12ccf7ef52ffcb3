using System.Text;

namespace XBees.Domain.Phonebook;

/// <summary>The lines of a file, whatever they end in, and none of them longer than what one card may hold.</summary>
internal sealed class LineReader(TextReader text, int longest)
{
    /// <summary>Of the line read last; the first is 1.</summary>
    public int Number { get; private set; }

    /// <summary>Null at the end; of a line that is too long only its beginning, and one letter more than it may have.</summary>
    public string? Next()
    {
        var line = new StringBuilder();
        var read = text.Read();
        if (read < 0)
        {
            return null;
        }
        Number++;
        for (; read >= 0 && read is not ('\r' or '\n'); read = text.Read())
        {
            if (line.Length <= longest)
            {
                line.Append((char)read);
            }
        }
        if (read == '\r' && text.Peek() == '\n')
        {
            text.Read();
        }
        return line.ToString();
    }
}
