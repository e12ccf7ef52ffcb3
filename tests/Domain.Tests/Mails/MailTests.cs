using XBees.Domain.Mails;
using XBees.Testing;
using Xunit;

namespace XBees.Domain.Tests.Mails;

public sealed class MailTests
{
    [Theory, Rule("SP-5")]
    [InlineData("Anna Müller", false)]
    [InlineData("Dr. J. R. Smith-Jones", false)]
    [InlineData("Müller & Söhne, 2. Stock", false)]
    [InlineData("محمد علي", false)]
    [InlineData("www.evil", true)]
    [InlineData("Win at evil.example", true)]
    [InlineData("https://x", true)]
    [InlineData("mail me@evil", true)]
    [InlineData("ｅｖｉｌ．ｅｘａｍｐｌｅ", true)]
    [InlineData("пример.рф", true)]
    public void A_name_that_a_mail_program_makes_a_link_of_is_replaced(string name, bool isLink)
    {
        Assert.Equal(isLink, MailName.IsLink(name));
        Assert.Equal(isLink ? "\u2068Sales\u2069" : $"\u2068{name}\u2069", MailName.Of(name, "Sales"));
        Assert.Equal(isLink ? "Sales" : name, MailName.Bare(name, "Sales"));
    }

    [Fact, Rule("SP-5")]
    public void A_name_is_cut_at_80_characters_and_holds_no_controls()
    {
        Assert.Equal($"\u2068{new string('a', 80)}…\u2069", MailName.Of(new string('a', 200), "Sales"));
        Assert.Equal(
            "\u2068Eve Bcc: thief\u2069",
            MailName.Of("Eve\r\nBcc: thief\0\u202E", "Sales").Replace("  ", " ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void What_is_filled_in_is_not_read_for_places_again_and_makes_no_line_of_a_subject()
    {
        var template = new MailTemplate("To {name}", "Hello {name},\n\n{text}\n\n  \n\nGo: {link}!");
        var filled = template.Fill(Words("{link} {text}\r\nBcc: thief@example.net", "one\n\ntwo\nlines {link}", "https://chat.example/x"));
        Assert.Equal("To {link} {text} Bcc: thief@example.net", filled.Subject);
        Assert.Equal(
            ["Hello {link} {text}\r\nBcc: thief@example.net,", "one", "two\nlines {link}", "Go: https://chat.example/x!"],
            Texts(filled)
        );
        Assert.Equal("https://chat.example/x", Assert.Single(filled.Paragraphs.SelectMany(pieces => pieces), piece => piece.IsLink).Text);
    }

    [Fact]
    public void A_paragraph_of_what_nobody_wrote_is_not_there()
    {
        var filled = new MailTemplate("S", "One\n\n{text}\n\n{link}").Fill(Words("N", "", "https://x"));
        Assert.Equal(["One", "https://x"], Texts(filled));
    }

    [Fact]
    public void A_paragraph_that_would_tell_nothing_goes_and_a_place_on_the_web_is_a_link()
    {
        var template = new MailTemplate("S", "Where: {where}\n\nReason: {text}, {name}\n\nNo place here");
        var words = Words("", "", "https://x");
        words["where"] = "";
        Assert.Equal(["No place here"], Texts(template.Fill(words)));
        words["where"] = "https://meet.example/x";
        words["name"] = "N";
        var filled = template.Fill(words);
        Assert.Equal(["Where: https://meet.example/x", "Reason: , N", "No place here"], Texts(filled));
        Assert.True(filled.Paragraphs[0][1].IsLink);
        words["where"] = "Room 3, https://meet.example/x";
        Assert.False(template.Fill(words).Paragraphs[0][1].IsLink);
    }

    [Fact, Rule("LA-3", "LA-5")]
    public void Each_kind_can_be_made_of_its_own_words_in_each_language_and_both_have_the_same_places()
    {
        foreach (var kind in MailKinds.All)
        {
            foreach (var language in Languages.All)
            {
                var words = kind.In(language);
                Assert.Equal(words, MailTemplate.Read(kind, words.Subject, words.Text));
                var missing = kind.Places.Where(place => !(words.Subject + words.Text).Contains($"{{{place}}}", StringComparison.Ordinal));
                Assert.Equal(
                    missing,
                    kind.Places.Where(place =>
                        !(kind.English.Subject + kind.English.Text).Contains($"{{{place}}}", StringComparison.Ordinal)
                    )
                );
            }
        }
    }

    private static Dictionary<string, string> Words(string name, string text, string link) =>
        new()
        {
            ["name"] = name,
            ["text"] = text,
            ["link"] = link,
        };

    private static IEnumerable<string> Texts(FilledMail mail) =>
        mail.Paragraphs.Select(pieces => string.Concat(pieces.Select(piece => piece.Text)));
}
