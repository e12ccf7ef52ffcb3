using System.Text;
using System.Text.Json;
using NSubstitute;
using XBees.Application.Phonebook;
using XBees.Domain.Phonebook;
using XBees.Infrastructure.Phonebook;
using Xunit;

namespace XBees.Infrastructure.Tests.Phonebook;

/// <summary>
/// Texts that are hard to write. Where <c>XBEES_CONTACT_CORPUS</c> names a file, it gets what was written and what was meant, for readers
/// that are not ours (<c>tests/checks/contacts.mjs</c>).
/// </summary>
public sealed class ContactCorpus
{
    private static readonly string[] Texts =
    [
        "Anna Nowak",
        @"a\nb, c; d: ""e"" \, ^n 'f'",
        "x BEGIN:VCARD END:VCARD",
        "Łukasz Żółć",
        "محمد 会議",
        "=1+1 +2 -3 @4",
        string.Concat(Enumerable.Repeat("Grüße ", 30)).Trim(),
        string.Concat(Enumerable.Repeat("😀👩‍👩‍👧‍👦", 20)),
    ];

    [Fact]
    public async Task What_is_written_is_read_again_and_handed_to_other_readers()
    {
        var contacts = Texts
            .Select(text =>
                ContactFields.Read(
                    new()
                    {
                        Name = text,
                        Company = text,
                        JobTitle = text,
                        Email = "anna@example.com",
                        WorkPhone = "22 555 01 23 wew. 7",
                        HomePhone = "SUPPORT",
                        Note = $"{text}\n\n{text}",
                    },
                    NumberTables.In("PL")
                )
            )
            .ToList();
        var cards = contacts.Select(contact => new { Text = VCardWriter.Write(contact), Fields = contact.ToDraft() }).ToList();
        var read = VCardReader.Read(new StringReader(string.Concat(cards.Select(card => card.Text)))).Select(card => card.Draft);
        Assert.Equal(cards.Select(card => card.Fields with { MobilePhone = null }), read);
        if (Environment.GetEnvironmentVariable("XBEES_CONTACT_CORPUS") is { Length: > 0 } path)
        {
            var corpus = new
            {
                Cards = cards,
                Table = await TableAsync(contacts),
                Rows = contacts.Select(contact => Guarded(contact.ToDraft())).Prepend(ContactColumns.Headers),
            };
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(corpus, JsonSerializerOptions.Web));
        }
    }

    private static IReadOnlyList<string> Guarded(ContactDraft draft) => [.. ContactColumns.Cells(draft).Select(SpreadsheetCell.Guard)];

    private static async Task<string> TableAsync(IReadOnlyList<ContactFields> contacts)
    {
        var reader = Substitute.For<IContactReader>();
        reader.ListAsync(null!, null!, default).ReturnsForAnyArgs([.. contacts.Select(contact => new ListedContact(null!, contact, ""))]);
        using var written = new MemoryStream();
        await new ContactExport(reader).CsvAsync(null!, shared: null, written, CancellationToken.None);
        return Encoding.UTF8.GetString(written.ToArray());
    }
}
