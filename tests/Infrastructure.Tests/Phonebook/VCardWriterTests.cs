using System.Text;
using CsCheck;
using XBees.Domain.Phonebook;
using XBees.Infrastructure.Phonebook;
using XBees.Testing;
using Xunit;

namespace XBees.Infrastructure.Tests.Phonebook;

public sealed class VCardWriterTests
{
    private static readonly ReadNumber Poland = NumberTables.In("PL");

    [Fact, Rule("PB-4")]
    public void A_card_is_4_0_in_lines_of_75_octets()
    {
        var contact = Read(
            new()
            {
                Name = "Łukasz Żółć",
                Company = "Nowak; Partners, Inc \\ Co",
                Email = "lukasz@example.com",
                WorkPhone = "22 555 01 23 wew. 7",
                MobilePhone = "SUPPORT",
                Note = $"first\nsecond {string.Concat(Enumerable.Repeat("żółć", 30))}",
            }
        );
        var card = VCardWriter.Write(contact);
        Assert.StartsWith("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Łukasz Żółć\r\nN:Żółć;Łukasz;;;\r\n", card, StringComparison.Ordinal);
        Assert.Contains("TEL;TYPE=work;VALUE=uri:tel:+48225550123;ext=7\r\n", card, StringComparison.Ordinal);
        Assert.All(card.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        AssertSame(contact, card);
    }

    [Fact, Rule("PB-6")]
    public void Whatever_a_contact_holds_its_card_gives_the_same_contact()
    {
        string[] pieces = [.. "ab ;,:\\\"\n\tżŁ=+'".Select(one => one.ToString()), "END:VCARD", "👩‍👩‍👧", "\\n"];
        var text = Gen.Int[0, pieces.Length - 1].Select(at => pieces[at]).Array[0, 40].Select(string.Concat);
        Gen.Select(text, text, text, text)
            .Sample(
                (name, company, title, note) =>
                {
                    var contact = Read(
                        new()
                        {
                            Name = $"x{name}",
                            Company = company,
                            JobTitle = title,
                            Note = note,
                            HomePhone = "+48 22 555 01 23",
                        }
                    );
                    AssertSame(contact, VCardWriter.Write(contact));
                },
                iter: 300
            );
    }

    private static void AssertSame(ContactFields contact, string card) =>
        Assert.Equal(contact.ToDraft(), Read(VCardReader.Read(new StringReader(card)).Single().Draft!).ToDraft());

    private static ContactFields Read(ContactDraft draft) => ContactFields.Read(draft, Poland);
}
