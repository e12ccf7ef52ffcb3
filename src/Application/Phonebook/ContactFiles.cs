using XBees.Domain.Phonebook;

namespace XBees.Application.Phonebook;

/// <summary>How a file is read; what is null is found out.</summary>
public sealed record FileReading
{
    /// <summary>csv or vcard.</summary>
    public string? Format { get; init; }

    /// <summary>Such as utf-8 or windows-1250.</summary>
    public string? Encoding { get; init; }

    /// <summary>What parts the cells of a row.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Of each column its field, or null where it is left out.</summary>
    public IReadOnlyList<string?>? Columns { get; init; }
}

/// <summary>A file before it is imported (PB-6).</summary>
/// <param name="Format">csv or vcard.</param>
/// <param name="Encoding">In which letters it is written.</param>
/// <param name="Delimiter">What parts the cells of a row; null: it is no table.</param>
/// <param name="Columns">What the first line calls them, and what each is of a contact.</param>
/// <param name="Rows">The first ten.</param>
public sealed record ImportPreview(
    string Format,
    string Encoding,
    string? Delimiter,
    IReadOnlyList<ImportColumn> Columns,
    IReadOnlyList<ImportRow> Rows
);

/// <summary>A column of a table.</summary>
/// <param name="Header">As the first line has it.</param>
/// <param name="Field">Of a contact; null: it is left out.</param>
public sealed record ImportColumn(string Header, string? Field);

/// <summary>A row of a file.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Cells">One for each column.</param>
/// <param name="Problem">Why it cannot be read, or null.</param>
public sealed record ImportRow(int Line, IReadOnlyList<string> Cells, string? Problem);

/// <summary>Files with contacts.</summary>
public interface IContactFiles
{
    /// <exception cref="Refused">It holds no contacts.</exception>
    ImportPreview Preview(Stream file, FileReading reading);

    /// <summary>One after the other, so that a file is never whole in memory.</summary>
    /// <exception cref="Refused">It holds no contacts.</exception>
    IEnumerable<ReadContact> Read(Stream file, FileReading reading);
}
