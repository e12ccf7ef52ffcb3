using System.Text;

namespace XBees.Domain.Phonebook;

/// <summary>One property of a card: its name without the group, its parameters and its value as it stands there, decoded.</summary>
internal sealed class VCardLine
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<(string Name, string Value)> parameters = [];

    private VCardLine(string name, string value) => (Name, Value) = (name, value);

    /// <summary>In capitals.</summary>
    public string Name { get; }

    public string Value { get; private set; }

    /// <summary>Of TYPE, and what 2.1 writes without a name; in capitals.</summary>
    public IEnumerable<string> Types =>
        parameters
            .Where(parameter => parameter.Name is "TYPE" or "")
            .SelectMany(parameter => parameter.Value.Split(','))
            .Select(type => type.Trim().ToUpperInvariant());

    public bool Preferred => Types.Contains("PREF") || parameters.Exists(parameter => parameter.Name == "PREF");

    public bool IsUri => parameters.Exists(parameter => parameter.Name == "VALUE" && Is(parameter.Value, "URI"));

    /// <summary>Null: it is no property.</summary>
    public static VCardLine? Read(string text)
    {
        if (End(text, 0, ':') is not { } colon)
        {
            return null;
        }
        var head = Parts(text[..colon], ';');
        var line = new VCardLine(head[0][(head[0].LastIndexOf('.') + 1)..].Trim().ToUpperInvariant(), text[(colon + 1)..]);
        foreach (var parameter in head.Skip(1))
        {
            var equals = parameter.IndexOf('=');
            var name = equals < 0 ? "" : parameter[..equals].Trim().ToUpperInvariant();
            line.parameters.Add((name, parameter[(equals + 1)..].Replace("\"", "", StringComparison.Ordinal).Trim()));
        }
        line.Decode();
        return line.Name.Length == 0 ? null : line;
    }

    /// <summary>The parts of a value between what stands for itself, each without its escapes.</summary>
    /// <param name="old">2.1 escapes the semicolon alone.</param>
    public IReadOnlyList<string> Components(bool old)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var i = 0; i < Value.Length; i++)
        {
            if (Value[i] == ';')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else if (Value[i] == '\\' && i + 1 < Value.Length && (!old || Value[i + 1] is ';' or '\\'))
            {
                part.Append(Value[++i] is 'n' or 'N' ? '\n' : Value[i]);
            }
            else
            {
                part.Append(Value[i]);
            }
        }
        parts.Add(part.ToString());
        return parts;
    }

    /// <summary>The whole value as a text.</summary>
    public string Text(bool old) => string.Join(';', Components(old));

    private void Decode()
    {
        if (!parameters.Exists(parameter => parameter.Name is "ENCODING" or "" && Is(parameter.Value, "QUOTED-PRINTABLE")))
        {
            return;
        }
        var bytes = new List<byte>(Value.Length);
        for (var i = 0; i < Value.Length; i++)
        {
            if (Value[i] == '=' && i + 2 < Value.Length && byte.TryParse(Value.AsSpan(i + 1, 2), HexNumber, null, out var one))
            {
                bytes.Add(one);
                i += 2;
            }
            else if (Rune.TryGetRuneAt(Value, i, out var rune))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
                i += rune.Utf16SequenceLength - 1;
            }
        }
        Value = Decoded([.. bytes]);
    }

    private string Decoded(byte[] bytes)
    {
        var charset = parameters.Find(parameter => parameter.Name == "CHARSET").Value;
        try
        {
            return (charset is null || Is(charset, "UTF-8") ? Strict : Encoding.GetEncoding(charset)).GetString(bytes);
        }
        // No name of a charset that is known or that is safe, or bytes of another one: every byte is a letter in Latin-1.
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private const System.Globalization.NumberStyles HexNumber = System.Globalization.NumberStyles.AllowHexSpecifier;

    private static bool Is(string value, string word) => value.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static List<string> Parts(string text, char between)
    {
        var parts = new List<string>();
        var from = 0;
        while (End(text, from, between) is { } end)
        {
            parts.Add(text[from..end]);
            from = end + 1;
        }
        parts.Add(text[from..]);
        return parts;
    }

    /// <summary>The next such sign outside of quotes.</summary>
    private static int? End(string text, int from, char sign)
    {
        var quoted = false;
        for (var i = from; i < text.Length; i++)
        {
            quoted ^= text[i] == '"';
            if (text[i] == sign && !quoted)
            {
                return i;
            }
        }
        return null;
    }
}
