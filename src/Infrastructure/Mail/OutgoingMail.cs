namespace XBees.Infrastructure.Mail;

/// <summary>One mail to one person, as it lies in its <c>delivery</c> row.</summary>
/// <param name="To">The address.</param>
/// <param name="ToName">The person's name, or null.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The plain part; there is always one.</param>
/// <param name="Html">The HTML part, with our tags alone, or null.</param>
/// <param name="Secret">What stands for <see cref="SecretMark"/> in the text, sealed by the master key: no token lies readable in a row.</param>
public sealed record OutgoingMail(string To, string? ToName, string Subject, string Text, string? Html = null, string? Secret = null)
{
    /// <summary>Where one click ends the mails of this conversation (NO-8, RFC 8058); null: not a mail to a guest.</summary>
    public string? Unsubscribe { get; init; }

    /// <summary>The answers it is about: it does not leave where they were read while it waited (NO-3).</summary>
    public UnreadAnswers? Unread { get; init; }

    /// <summary>What it tells the reader's calendar; null: it is about no meeting.</summary>
    public CalendarPart? Calendar { get; init; }

    public const string Kind = "mail";
    public const string SecretMark = "{secret}";
    public const string SecretPurpose = "mail";

    /// <summary>No word of anybody's is taken for the place of the link's secret.</summary>
    public static string WithoutMark(string words) => words.Replace(SecretMark, "{ secret }", StringComparison.Ordinal);

    /// <summary>The mail as it leaves.</summary>
    public OutgoingMail Opened(Identity.MasterKey master)
    {
        if (Secret is null)
        {
            return this;
        }
        var secret = master.Open(SecretPurpose, Secret);
        return this with
        {
            Text = Text.Replace(SecretMark, secret, StringComparison.Ordinal),
            Html = Html?.Replace(SecretMark, secret, StringComparison.Ordinal),
            Calendar = Calendar?.Opened(secret),
            Secret = null,
        };
    }
}

/// <summary>An iCalendar file.</summary>
/// <param name="Method">REQUEST or CANCEL, as in the file.</param>
/// <param name="Text">The file; the secret is marked as in the mail.</param>
public sealed record CalendarPart(string Method, string Text)
{
    internal CalendarPart Opened(string secret) =>
        this with
        {
            Text = Meetings.ContentLines.Replace(Text, OutgoingMail.SecretMark, secret),
        };
}

/// <summary>Answers that a member has not read.</summary>
/// <param name="MemberId">The guest's membership.</param>
/// <param name="GuestSeq">The newest of them, as guests count.</param>
/// <param name="Before">What the mail before this one was about: as if this one had not been written, should it be written anew.</param>
public sealed record UnreadAnswers(string MemberId, long GuestSeq, MailedAnswers? Before = null);

/// <summary>The newest answer that a mail was about, and when.</summary>
public sealed record MailedAnswers(long GuestSeq, long SentAt);
