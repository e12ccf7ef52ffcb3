using System.Globalization;
using System.Text;
using CsvHelper;
using XBees.Application;
using XBees.Application.Phonebook;
using XBees.Domain.Phonebook;

namespace XBees.Infrastructure.Phonebook;

/// <summary>Writes contacts page after page (PB-4): the phonebook is never whole in memory, and importing the file gives the same.</summary>
public sealed class ContactExport(IContactReader contacts) : IContactExport
{
    private const int Page = 500;

    // With its mark: Excel takes a table without one for a code page.
    private static readonly UTF8Encoding Marked = new(encoderShouldEmitUTF8Identifier: true);
    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    public async Task CsvAsync(AgentCaller caller, bool? shared, Stream to, CancellationToken cancel)
    {
        await using var text = new StreamWriter(to, Marked, leaveOpen: true);
        await using var table = new CsvWriter(text, CultureInfo.InvariantCulture, leaveOpen: true);
        await RowAsync(table, ContactColumns.Headers);
        await foreach (var contact in AllAsync(caller, shared, cancel))
        {
            await RowAsync(table, ContactColumns.Cells(contact.ToDraft()));
        }
    }

    public async Task VCardAsync(AgentCaller caller, bool? shared, Stream to, CancellationToken cancel)
    {
        await using var text = new StreamWriter(to, Plain, leaveOpen: true);
        await foreach (var contact in AllAsync(caller, shared, cancel))
        {
            await text.WriteAsync(VCardWriter.Write(contact));
        }
    }

    public async Task RefusalsAsync(IAsyncEnumerable<ImportRefusal> refusals, Stream to, CancellationToken cancel)
    {
        await using var text = new StreamWriter(to, Marked, leaveOpen: true);
        await using var table = new CsvWriter(text, CultureInfo.InvariantCulture, leaveOpen: true);
        await RowAsync(table, ["Line", "Reason", .. ContactColumns.Headers]);
        await foreach (var refusal in refusals.WithCancellation(cancel))
        {
            var line = refusal.Line.ToString(CultureInfo.InvariantCulture);
            await RowAsync(table, [line, refusal.Reason, .. ContactColumns.Cells(refusal.Draft ?? new())]);
        }
    }

    private static Task RowAsync(CsvWriter table, IReadOnlyList<string> cells)
    {
        foreach (var cell in cells)
        {
            table.WriteField(SpreadsheetCell.Guard(cell));
        }
        return table.NextRecordAsync();
    }

    private async IAsyncEnumerable<ContactFields> AllAsync(
        AgentCaller caller,
        bool? shared,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        for (var asked = new ContactsAsked { Shared = shared, Limit = Page }; ; )
        {
            var page = await contacts.ListAsync(caller, asked, cancel);
            foreach (var contact in page)
            {
                yield return contact.Fields;
            }
            if (page.Count < Page)
            {
                yield break;
            }
            asked = asked with { After = (page[^1].SortKey, page[^1].View.Id) };
        }
    }
}
