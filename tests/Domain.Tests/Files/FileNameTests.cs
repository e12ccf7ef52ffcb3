using System.Text;
using CsCheck;
using XBees.Domain.Files;
using XBees.Testing;
using Xunit;

namespace XBees.Domain.Tests.Files;

/// <summary>Attack row 11: a name is for people, and nothing in it reaches a folder, a header or a page.</summary>
public sealed class FileNameTests
{
    private static readonly string[] Pieces =
    [
        .. "./\\:*?\"<>|CON com1\u200b\u202e\0\r\n é".Select(one => one.ToString()),
        "👨‍👩‍👧",
        "NUL.",
        ".gif",
        "%22",
    ];

    [Theory, Rule("FI-2")]
    [InlineData("..\\..\\a\"onerror=.pdf", "a_onerror=.pdf")]
    [InlineData("C:\\fakepath\\Plan.pdf", "Plan.pdf")]
    [InlineData("a/b/c.txt", "c.txt")]
    [InlineData("\u200b.htaccess", "htaccess")]
    [InlineData("invoice\u202efdp.exe", "invoicefdp.exe")]
    [InlineData("con", "_con")]
    [InlineData("LPT1 .txt", "_LPT1 .txt")]
    [InlineData("COM10.txt", "COM10.txt")]
    [InlineData("a\0b\r\nc.txt", "abc.txt")]
    [InlineData("<script>.txt", "_script_.txt")]
    [InlineData("...", "file")]
    [InlineData(null, "file")]
    [InlineData(" Angebot größer.docx ", "Angebot größer.docx")]
    [InlineData("عرض.docx", "عرض.docx")]
    public void A_name_is_what_can_be_seen_of_it(string? typed, string name) => Assert.Equal(name, FileName.Clean(typed, FileKind.Other));

    [Fact, Rule("FI-2")]
    public void A_known_kind_has_its_end()
    {
        Assert.Equal("x.html.png", FileName.Clean("x.html", FileKind.Png));
        Assert.Equal("IMG.JPEG", FileName.Clean("IMG.JPEG", FileKind.Jpeg));
        Assert.Equal("photo.jpg", FileName.Clean("photo", FileKind.Jpeg));
        Assert.Equal($"{new string('n', 146)}….jpg", FileName.Clean(new string('n', 300), FileKind.Jpeg));
        Assert.Equal($"{new string('n', 146)}….png", FileName.Clean($"{new string('n', 300)}.png", FileKind.Png));
    }

    [Fact, Rule("FI-2")]
    public void Whatever_is_typed_stays_one_short_visible_name() =>
        Gen.OneOf(Gen.String, Gen.Int[0, Pieces.Length - 1].Select(one => Pieces[one]).Array[0, 40].Select(string.Concat))
            .Sample(typed =>
            {
                var name = FileName.Clean(typed, FileKind.Gif);
                Assert.Equal(-1, name.IndexOfAny(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0', '\n', '\r']));
                Assert.True(name.Length is > 0 and < 2_000 && name[0] != '.', name);
                Assert.EndsWith(".gif", name, StringComparison.OrdinalIgnoreCase);
                Assert.Equal(name, FileName.Clean(name, FileKind.Gif));
                Assert.DoesNotContain(name.EnumerateRunes(), rune => Rune.IsControl(rune));
            });
}
