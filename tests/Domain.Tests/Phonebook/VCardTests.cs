using CsCheck;
using XBees.Domain.Phonebook;
using XBees.Testing;

namespace XBees.Domain.Tests.Phonebook;

/// <summary>Case C40: what phones, mail programs and CRMs of thirty years write.</summary>
public sealed class VCardTests
{
    private const string Old =
        "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=81ukasz=20=\r\n=C5=BB=C3=B3=C5=82=C4=87\r\n"
        + "NOTE:an\r\n example\r\nTEL;WORK;VOICE:22 555 01 23\r\nTEL;WORK;FAX:22 555 01 99\r\nEND:VCARD\r\n";

    private const string Middle =
        "BEGIN:VCARD\nVERSION:3.0\nN:Kowalska;Anna;Maria;Dr.;\nFN:Anna Kow\n alska\nTEL;TYPE=CELL,PREF:+48 601 555 010\n"
        + "TEL;TYPE=CELL:+48 601 555 011\nitem1.EMAIL;TYPE=INTERNET:anna@example.com\nitem1.X-ABLabel:_$!<Other>!$_\n"
        + "ORG:Kowalska\\, Nowak\\; Partners;Sales\nNOTE:one\\ntwo\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\n SkZJRg\nEND:VCARD\n";

    private const string New =
        "BEGIN:VCARD\nVERSION:4.0\nN:O\\,Neil;Shaun;;;Jr.\nTEL;VALUE=uri;TYPE=\"voice,home\":tel:+48-22-555-01-23\n"
        + "EMAIL;PREF=2:second@example.com\nTITLE:Head: sales\nEND:VCARD\n";

    [Fact, Rule("PB-4")]
    public void Three_versions_in_one_file_are_read_each_by_its_own_rules()
    {
        var read = VCardReader.Read(new StringReader(Old + "\n" + Middle + New)).ToList();
        Assert.All(read, card => Assert.Null(card.Problem));
        Assert.Equal(
            new ContactDraft
            {
                Name = "Łukasz Żółć",
                WorkPhone = "22 555 01 23",
                Note = "an example",
            },
            read[0].Draft
        );
        Assert.Equal(
            new ContactDraft
            {
                Name = "Anna Kowalska",
                Company = "Kowalska, Nowak; Partners",
                Email = "anna@example.com",
                MobilePhone = "+48 601 555 010",
                Note = "one\ntwo",
            },
            read[1].Draft
        );
        Assert.Equal(
            new ContactDraft
            {
                Name = "Shaun O Neil Jr.",
                JobTitle = "Head: sales",
                Email = "second@example.com",
                HomePhone = "+48-22-555-01-23",
                Note = "",
            },
            read[2].Draft
        );
        Assert.Equal([1, 11, 25], read.Select(card => card.Line));
    }

    [Theory, Rule("PB-6")]
    [InlineData("BEGIN:VCARD\nVERSION:3.0\nFN:A", "The card has no end.")]
    [InlineData("BEGIN:VCARD\nFN:A\nEND:VCARD", "The card says no version that is known: 2.1, 3.0 or 4.0.")]
    [InlineData("BEGIN:VCARD\nVERSION:9\nFN:A\nEND:VCARD", "The card says no version that is known: 2.1, 3.0 or 4.0.")]
    public void A_card_that_cannot_be_read_says_why(string file, string why) =>
        Assert.Equal((1, why), VCardReader.Read(new StringReader(file)).Select(card => (card.Line, card.Problem!)).Single());

    [Fact]
    public void A_card_in_a_card_and_one_that_is_too_large_harm_no_neighbour()
    {
        var inner = "BEGIN:VCARD\nVERSION:2.1\nFN:Outer\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:Inner\nEND:VCARD\nEND:VCARD\n";
        var large = $"BEGIN:VCARD\nVERSION:3.0\nFN:Large\nPHOTO:{new string('A', 1_100_000)}\nEND:VCARD\n";
        var read = VCardReader.Read(new StringReader(inner + large + New)).ToList();
        Assert.Equal(["Outer", null, "Shaun O Neil Jr."], read.Select(card => card.Draft?.Name));
        Assert.Equal("The card is too large.", read[1].Problem);
    }

    [Theory]
    [InlineData("PHOTO:", " A")]
    [InlineData("NOTE;ENCODING=QUOTED-PRINTABLE:=", "A=")]
    public void A_line_in_very_many_pieces_takes_memory_by_its_length_alone(string begin, string piece)
    {
        var file = $"BEGIN:VCARD\nVERSION:3.0\nFN:A\n{begin}\n{string.Concat(Enumerable.Repeat(piece + "\n", 300_000))}\nEND:VCARD\n";
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("A", VCardReader.Read(new StringReader(file)).Single().Draft?.Name);
        // A line and its piece of the whole, each a few times over; copied each time they were gigabytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000_000);
    }

    [Theory]
    [InlineData("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=no-such:=A3=41", "£A")]
    [InlineData("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=utf-7:=A3=41", "£A")]
    [InlineData("FN;QUOTED-PRINTABLE:=E9t=E9", "été")]
    [InlineData("FN;ENCODING=QUOTED-PRINTABLE:a=ZZ=4", "a=ZZ=4")]
    public void Bytes_that_are_no_letters_of_their_charset_are_still_read(string line, string name) =>
        Assert.Equal(name, VCardReader.Read(new StringReader($"BEGIN:VCARD\nVERSION:2.1\n{line}\nEND:VCARD")).Single().Draft!.Name);

    [Fact]
    public void Whatever_a_file_holds_reading_it_ends()
    {
        string[] pieces =
        [
            .. "BEGIN:VCARD\n|END:VCARD\n|VERSION:2.1\n|VERSION:3.0\n|VERSION:4.0\n|FN:|N:|TEL;|EMAIL;|ORG:|NOTE:|TYPE=|ENCODING=|CHARSET=|QUOTED-PRINTABLE".Split(
                '|'
            ),
            .. ":;,=\"\\. \t\r\n\0AéŁ\ud83d".Select(one => one.ToString()),
            "=\r\n",
            "=C5",
            "tel:%4",
            "UTF-7",
        ];
        Gen.Select(Gen.Int[0, pieces.Length - 1].Select(at => pieces[at]).Array[0, 60], parts => string.Concat(parts))
            .Sample(
                file =>
                    VCardReader
                        .Read(new StringReader($"BEGIN:VCARD\nVERSION:3.0\n{file}\nEND:VCARD\n{file}"))
                        .All(card => card.Draft is null != card.Problem is null),
                iter: Cases.Count
            );
    }
}
