namespace XBees.Domain.Mails;

/// <summary>One kind of mail: the words that can be filled in, and what it says as long as nobody has changed it.</summary>
/// <param name="Name">By which the API knows it.</param>
/// <param name="Places">What may stand in braces; each mail of the kind knows all of them.</param>
/// <param name="English">The product's own words.</param>
/// <param name="German">The same in German.</param>
public sealed record MailKind(string Name, IReadOnlyList<string> Places, MailTemplate English, MailTemplate German)
{
    /// <summary>The place that no mail of the kind is without, and no subject has: what it opens.</summary>
    public string Key => Places.Contains(MailPlaces.Code) ? MailPlaces.Code : MailPlaces.Link;

    public MailTemplate In(string language) => Languages.Of(language) == Languages.German ? German : English;
}

/// <summary>Every kind of mail whose words an administrator can change.</summary>
public static class MailKinds
{
    public static readonly MailKind AgentInvitation = new(
        "agent-invitation",
        [MailPlaces.Name, MailPlaces.Organisation, MailPlaces.Link],
        new(
            "Your invitation to XBees",
            "You have been invited to XBees at {organisation}. Choose your password here; the link works once, for 48 hours:\n\n{link}"
        ),
        new(
            "Ihre Einladung zu XBees",
            "Sie sind zu XBees bei {organisation} eingeladen. Wählen Sie hier Ihr Passwort; der Link gilt einmal und 48 Stunden lang:\n\n{link}"
        )
    );

    public static readonly MailKind PasswordReset = new(
        "password-reset",
        [MailPlaces.Name, MailPlaces.Organisation, MailPlaces.Link],
        new(
            "A new password for XBees",
            "Choose a new password here; the link works once, for an hour. If you did not ask for it, you need not do anything:\n\n{link}"
        ),
        new(
            "Neues Passwort für XBees",
            "Wählen Sie hier ein neues Passwort; der Link gilt einmal und eine Stunde lang. Haben Sie nicht darum gebeten, brauchen Sie nichts zu tun:\n\n{link}"
        )
    );

    /// <summary>RE-5. No words of the guest: whoever reads the mail opens the conversation where the rules decide what they see.</summary>
    public static readonly MailKind NobodyIsThere = new(
        "nobody-there",
        [MailPlaces.Name, MailPlaces.Organisation, MailPlaces.Link],
        new(
            "A guest is waiting and nobody is there",
            "Hello {name},\n\nA guest wrote, and no agent of the conversation’s service can answer now. Open the conversation:\n\n{link}"
        ),
        new(
            "Ein Gast wartet, und niemand ist da",
            "Hallo {name},\n\nein Gast hat geschrieben, und aus dem Service der Unterhaltung kann gerade niemand antworten. Unterhaltung öffnen:\n\n{link}"
        )
    );

    /// <summary>RE-2.</summary>
    public static readonly MailKind GuestWaits = new(
        "guest-waits",
        [MailPlaces.Name, MailPlaces.Organisation, MailPlaces.Link],
        new(
            "A guest is waiting for an answer",
            "Hello {name},\n\nA guest has waited for an answer longer than the conversation’s service allows. Open the conversation:\n\n{link}"
        ),
        new(
            "Ein Gast wartet auf eine Antwort",
            "Hallo {name},\n\nein Gast wartet länger auf eine Antwort, als der Service der Unterhaltung es vorsieht. Unterhaltung öffnen:\n\n{link}"
        )
    );

    /// <summary>AC-2.</summary>
    public static readonly MailKind GuestInvitation = new(
        "guest-invitation",
        [MailPlaces.Inviter, MailPlaces.Title, MailPlaces.Organisation, MailPlaces.Text, MailPlaces.Link],
        new(
            "{inviter} invites you to a conversation",
            "Hello,\n\n{inviter} invites you to a conversation at {organisation}: {title}.\n\n{text}\n\n"
                + "Open it here; the link is for you alone and can be used for 14 days:\n\n{link}"
        ),
        new(
            "{inviter} lädt Sie zu einer Unterhaltung ein",
            "Guten Tag,\n\n{inviter} lädt Sie zu einer Unterhaltung bei {organisation} ein: {title}.\n\n{text}\n\n"
                + "Hier öffnen Sie sie; der Link ist nur für Sie und gilt 14 Tage:\n\n{link}"
        )
    );

    /// <summary>NO-2.</summary>
    public static readonly MailKind UnreadAnswers = new(
        "unread-answers",
        [MailPlaces.Title, MailPlaces.Organisation, MailPlaces.Count, MailPlaces.Text, MailPlaces.Link],
        new(
            "New answers: {title}",
            "Hello,\n\nYour conversation “{title}” with {organisation} has answers that you have not read yet: {count}.\n\n{text}\n\n"
                + "Read and answer here; nobody reads answers to this mail:\n\n{link}"
        ),
        new(
            "Neue Antworten: {title}",
            "Guten Tag,\n\nin Ihrer Unterhaltung „{title}“ mit {organisation} stehen Antworten, die Sie noch nicht gelesen haben: {count}.\n\n{text}\n\n"
                + "Hier lesen und antworten Sie; Antworten auf diese E-Mail liest niemand:\n\n{link}"
        )
    );

    /// <summary>GU-3. Nothing in it that anybody outside typed: whoever asks for a code may name any address (SP-5).</summary>
    public static readonly MailKind GuestCode = new(
        "guest-code",
        [MailPlaces.Organisation, MailPlaces.Code],
        new(
            "Your code",
            "Your code is {code}\n\nType it into the chat with {organisation}. It works for ten minutes. If you did not ask for it, you need not do anything."
        ),
        new(
            "Ihr Code",
            "Ihr Code ist {code}\n\nGeben Sie ihn im Chat mit {organisation} ein. Er gilt zehn Minuten. Haben Sie ihn nicht angefordert, brauchen Sie nichts zu tun."
        )
    );

    /// <summary>FI-5.</summary>
    public static readonly MailKind FilesLow = new(
        "files-low",
        [MailPlaces.Name, MailPlaces.Organisation, MailPlaces.Link],
        new(
            "There is little room left for files",
            "Hello {name},\n\nThe files that are sent in conversations at {organisation} have almost used up the room they may have. Before it is "
                + "full and new files are refused, make room or raise the limit:\n\n{link}"
        ),
        new(
            "Der Platz für Dateien wird knapp",
            "Hallo {name},\n\ndie Dateien aus den Unterhaltungen von {organisation} haben ihren Platz fast aufgebraucht. Schaffen Sie Platz, oder "
                + "erhöhen Sie die Grenze, bevor neue Dateien abgelehnt werden:\n\n{link}"
        )
    );

    /// <summary>CA-3.</summary>
    public static readonly MailKind CalendarOutOfReach = new(
        "calendar-out-of-reach",
        [MailPlaces.Name, MailPlaces.Organisation, MailPlaces.Title, MailPlaces.Link],
        new(
            "Your calendar cannot be read: {title}",
            "Hello {name},\n\nYour calendar “{title}” could not be read for an hour. So that nobody books a time at which you are busy, your "
                + "scheduler offers none until it can be read again. Look at the connection, or disconnect it:\n\n{link}"
        ),
        new(
            "Ihr Kalender lässt sich nicht lesen: {title}",
            "Hallo {name},\n\nIhr Kalender „{title}“ ließ sich seit einer Stunde nicht lesen. Damit niemand eine Zeit bucht, zu der Sie belegt "
                + "sind, bietet Ihr Terminplaner keine an, bis er sich wieder lesen lässt. Sehen Sie die Verbindung an, oder trennen Sie sie:\n\n{link}"
        )
    );

    public static readonly IReadOnlyList<MailKind> All =
    [
        AgentInvitation,
        PasswordReset,
        NobodyIsThere,
        GuestWaits,
        GuestInvitation,
        UnreadAnswers,
        GuestCode,
        FilesLow,
        CalendarOutOfReach,
        .. MeetingMailKinds.All,
    ];

    public static MailKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}

/// <summary>The words that stand in braces.</summary>
public static class MailPlaces
{
    /// <summary>The reader.</summary>
    public const string Name = "name";
    public const string Organisation = "organisation";

    /// <summary>Where the mail leads.</summary>
    public const string Link = "link";

    /// <summary>Six digits to type, in place of a link.</summary>
    public const string Code = "code";
    public const string Inviter = "inviter";

    /// <summary>What the reader calls the conversation.</summary>
    public const string Title = "title";

    /// <summary>What somebody wrote; a paragraph that holds nothing else goes where there is none.</summary>
    public const string Text = "text";
    public const string Count = "count";

    /// <summary>The hours of a meeting, in the reader's zone.</summary>
    public const string When = "when";

    /// <summary>The hours that it had; empty where they are the same.</summary>
    public const string Before = "before";

    /// <summary>The place, link or phone number of a meeting; empty where there is none.</summary>
    public const string Where = "where";

    /// <summary>The others in a meeting.</summary>
    public const string With = "with";

    /// <summary>Who did what the mail tells of.</summary>
    public const string By = "by";

    /// <summary>What the reader can do behind the link.</summary>
    public const string Action = "action";
}
