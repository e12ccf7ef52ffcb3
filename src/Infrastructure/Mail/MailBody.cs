using System.Text;
using MimeKit;
using MimeKit.Text;

namespace XBees.Infrastructure.Mail;

/// <summary>The parts of a mail: its text, the same as HTML, and what it tells a calendar.</summary>
internal static class MailBody
{
    public static MimeEntity Of(OutgoingMail mail)
    {
        var parts = new List<MimeEntity> { new TextPart(TextFormat.Plain) { Text = WholeLines(mail.Text) } };
        if (mail.Html is not null)
        {
            parts.Add(new TextPart(TextFormat.Html) { Text = WholeLines(mail.Html) });
        }
        if (mail.Calendar is not null)
        {
            parts.Add(Invitation(mail.Calendar));
        }
        MimeEntity words = parts.Count == 1 ? parts[0] : new MultipartAlternative([.. parts]);
        // Some programs offer the part beside the words, some only what is attached: the file is there for both.
        return mail.Calendar is null ? words : new Multipart("mixed") { words, Attachment(mail.Calendar) };
    }

    private static TextPart Invitation(CalendarPart calendar)
    {
        // Its lines are part of its form: no server on the way may break or join them.
        var part = new TextPart("calendar") { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, calendar.Text);
        part.ContentType.Parameters["method"] = calendar.Method;
        return part;
    }

    private static MimePart Attachment(CalendarPart calendar) =>
        new("application", "ics")
        {
            Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(calendar.Text))),
            ContentDisposition = new(ContentDisposition.Attachment),
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = "invite.ics",
        };

    /// <summary>Lines end in one way: what comes behind a bare CR or LF, some servers read as a command of its own.</summary>
    private static string WholeLines(string text) => text.ReplaceLineEndings("\r\n").Replace("\0", "", StringComparison.Ordinal);
}
