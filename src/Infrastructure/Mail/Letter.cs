using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace XBees.Infrastructure.Mail;

/// <summary>
/// A mail of paragraphs and one link. Both parts are made of the same words, so that neither says less; the HTML has no picture, no
/// style sheet and no script, and so loads nothing (PV-5).
/// </summary>
/// <param name="Language">A language tag, for whoever reads aloud.</param>
/// <param name="Paragraphs">Plain text.</param>
/// <param name="Link">The address that the last paragraph leads to.</param>
public sealed record Letter(string Language, IReadOnlyList<string> Paragraphs, string Link)
{
    // Only what HTML itself needs is written as an entity (C33).
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public OutgoingMail To(string address, string? name, string subject, string? secret = null) =>
        new(address, name, subject, Text(), Html(), secret);

    private string Text() => string.Concat(Paragraphs.Append(Link).Select(paragraph => paragraph + "\n\n")).TrimEnd() + "\n";

    private string Html()
    {
        var link = Encoder.Encode(Link);
        var words = string.Concat(Paragraphs.Select(paragraph => $"<p>{Encoder.Encode(paragraph)}</p>\n"));
        return $"""
            <!doctype html>
            <html lang="{Encoder.Encode(Language)}" dir="auto">
            <body>
            {words}<p><a href="{link}">{link}</a></p>
            </body>
            </html>

            """;
    }
}
