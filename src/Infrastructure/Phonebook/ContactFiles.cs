using System.Text;
using XBees.Application.Phonebook;
using XBees.Domain.Phonebook;

namespace XBees.Infrastructure.Phonebook;

/// <summary>CSV and vCard files as they come (C38, C40).</summary>
public sealed class ContactFiles : IContactFiles
{
    private const int Shown = 10;
    private const string Csv = "csv";
    private const string VCard = "vcard";

    public ImportPreview Preview(Stream file, FileReading reading)
    {
        var (format, encoding) = Found(file, reading);
        using var text = Open(file, encoding);
        if (format == VCard)
        {
            var cards = VCardReader.Read(text).Take(Shown).Select(card => new ImportRow(card.Line, Cells(card), card.Problem)).ToList();
            var columns = ContactColumns.Own.Zip(ContactColumns.Headers, (field, header) => new ImportColumn(header, field));
            return cards.Count == 0 ? throw new Refused(ContactRefusals.Unreadable) : new(format, encoding, null, [.. columns], cards);
        }
        var table = CsvContacts.Open(text, reading) ?? throw new Refused(ContactRefusals.Unreadable);
        return new(format, encoding, table.Delimiter, table.Columns, [.. table.Rows().Take(Shown)]);
    }

    public IEnumerable<ReadContact> Read(Stream file, FileReading reading)
    {
        var (format, encoding) = Found(file, reading);
        var text = Open(file, encoding);
        if (format == VCard)
        {
            return VCardReader.Read(text);
        }
        var table = CsvContacts.Open(text, reading);
        return table?.SaysWho == true ? table.Contacts() : throw new Refused(ContactRefusals.Unreadable);
    }

    private static IReadOnlyList<string> Cells(ReadContact card) =>
        card.Draft is null ? [.. ContactColumns.Own.Select(_ => "")] : ContactColumns.Cells(card.Draft);

    private static (string Format, string Encoding) Found(Stream file, FileReading reading)
    {
        var encoding = reading.Encoding ?? FileEncoding.Of(file);
        if (!FileEncoding.Known.Contains(encoding))
        {
            throw new Invalid("encoding", $"Say one of {string.Join(", ", FileEncoding.Known)}.");
        }
        return reading.Format switch
        {
            Csv or VCard => (reading.Format, encoding),
            null => (IsVCard(file, encoding) ? VCard : Csv, encoding),
            _ => throw new Invalid("format", "Say csv or vcard."),
        };
    }

    private static bool IsVCard(Stream file, string encoding)
    {
        using var text = Open(file, encoding);
        var start = new char[200];
        var read = text.ReadBlock(start);
        return start.AsSpan(0, read).TrimStart().StartsWith("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase);
    }

    private static StreamReader Open(Stream file, string encoding)
    {
        file.Position = 0;
        return new(file, Encoding.GetEncoding(encoding), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
    }
}
