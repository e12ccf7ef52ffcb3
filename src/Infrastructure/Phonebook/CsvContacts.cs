using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using XBees.Application.Phonebook;
using XBees.Domain.Phonebook;

namespace XBees.Infrastructure.Phonebook;

/// <summary>A table whose first line names its columns (RFC 4180), by whichever sign its cells are parted.</summary>
internal sealed class CsvContacts
{
    private const int LongestCell = 20_000;
    private const char Mark = '\uFEFF';
    private static readonly string[] Delimiters = [",", ";", "\t", "|"];
    private static readonly string[] Names =
    [
        ContactColumns.Name,
        ContactColumns.GivenName,
        ContactColumns.FamilyName,
        ContactColumns.Company,
        ContactColumns.Email,
    ];

    private readonly CsvParser parser;
    private readonly string?[] fields;

    private CsvContacts(CsvParser parser, string delimiter, string?[] fields)
    {
        this.parser = parser;
        this.fields = fields;
        Delimiter = delimiter;
        Columns = [.. parser.Record!.Select((header, at) => new ImportColumn(header, fields[at]))];
    }

    public string Delimiter { get; }

    public IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>Whether any column says who a row is about.</summary>
    public bool SaysWho => fields.Intersect(Names).Any();

    /// <summary>Null: there is no first line.</summary>
    public static CsvContacts? Open(StreamReader text, FileReading reading)
    {
        var delimiter = reading.Delimiter ?? DelimiterOf(text);
        if (!Delimiters.Contains(delimiter))
        {
            throw new Invalid("delimiter", "Say a comma, a semicolon, a tab or |.");
        }
        var parser = new CsvParser(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = delimiter,
                BadDataFound = null,
                MaxFieldSize = LongestCell,
            },
            leaveOpen: false
        );
        if (!parser.Read())
        {
            return null;
        }
        var known = parser.Record!.Select((header, at) => FieldOf(header, at, reading.Columns));
        return new(parser, delimiter, [.. known]);
    }

    public IEnumerable<ImportRow> Rows()
    {
        for (var line = parser.RawRow + 1; Next(line) is { } row; line = parser.RawRow + 1)
        {
            yield return row;
            if (row.Problem is not null && row.Cells.Count == 0)
            {
                // Where one cell has no end nothing behind it is a row.
                yield break;
            }
        }
    }

    public IEnumerable<ReadContact> Contacts() =>
        Rows().Select(row => new ReadContact(row.Line, row.Cells.Count == 0 ? null : ContactColumns.Draft(fields, row.Cells), row.Problem));

    private ImportRow? Next(int line)
    {
        try
        {
            return parser.Read() ? Row(line, parser.Record!) : null;
        }
        catch (MaxFieldSizeException)
        {
            return new(line, [], "From here on it cannot be read: a cell is too long, or has no closing quotation mark.");
        }
    }

    private ImportRow Row(int line, string[] record)
    {
        var cells = record.Select(SpreadsheetCell.Open).Concat(Enumerable.Repeat("", Math.Max(0, fields.Length - record.Length)));
        var wrong =
            record.Length == fields.Length
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"It has {record.Length} cells; the first line has {fields.Length}.");
        return new(line, [.. cells.Take(fields.Length)], wrong);
    }

    private static string? FieldOf(string header, int at, IReadOnlyList<string?>? columns) =>
        columns is null ? ContactColumns.FieldOf(SpreadsheetCell.Open(header))
        : at < columns.Count ? columns[at]
        : null;

    /// <summary>The sign that stands most often in the first line, outside of quotation marks.</summary>
    private static string DelimiterOf(StreamReader text)
    {
        var start = new char[LongestCell];
        var line = start.AsSpan(0, text.ReadBlock(start));
        text.BaseStream.Position = 0;
        text.DiscardBufferedData();
        if (text.Peek() == Mark)
        {
            // From the beginning again the reader takes its mark for a letter.
            text.Read();
        }
        var counts = new Dictionary<char, int>();
        var quoted = false;
        foreach (var sign in line)
        {
            quoted ^= sign == '"';
            if (!quoted && sign is '\r' or '\n')
            {
                break;
            }
            if (!quoted)
            {
                counts[sign] = counts.GetValueOrDefault(sign) + 1;
            }
        }
        return Delimiters.MaxBy(delimiter => counts.GetValueOrDefault(delimiter[0]))!;
    }
}
