using System.Text.Encodings.Web;
using System.Text.Unicode;
using XBees.Domain.Mails;

namespace XBees.Infrastructure.Mail;

/// <summary>
/// Both parts of a mail. They are made of the same words, so that neither says less; the HTML has no picture, no style sheet and no
/// script, and so loads nothing (PV-5).
/// </summary>
/// <param name="Language">A language tag, for whoever reads aloud.</param>
/// <param name="Words">What it says.</param>
public sealed record Letter(string Language, FilledMail Words)
{
    // Only what HTML itself needs is written as an entity (C33).
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public OutgoingMail To(string address, string? name, string? secret = null) =>
        new(address, name, Words.Subject, Text(), Html(), secret);

    private string Text() =>
        string.Concat(Words.Paragraphs.Select(paragraph => string.Concat(paragraph.Select(piece => piece.Text)) + "\n\n")).TrimEnd() + "\n";

    private string Html()
    {
        var words = string.Concat(Words.Paragraphs.Select(paragraph => $"<p>{string.Concat(paragraph.Select(Html))}</p>\n"));
        return $"""
            <!doctype html>
            <html lang="{Encoder.Encode(Language)}" dir="auto">
            <body>
            {words}</body>
            </html>

            """;
    }

    private static string Html(MailPiece piece) =>
        piece.IsLink
            ? $"<a href=\"{Encoder.Encode(piece.Text)}\">{Encoder.Encode(piece.Text)}</a>"
            : string.Join("<br>\n", piece.Text.Split('\n').Select(Encoder.Encode));
}
