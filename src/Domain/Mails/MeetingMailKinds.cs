namespace XBees.Domain.Mails;

/// <summary>
/// The mails of meetings. One text for all who read it: hours, names and what the link is for are filled in as they are for each (ME-19, ME-30).
/// </summary>
public static class MeetingMailKinds
{
    private const string English = "When: {when}\n\nWhere: {where}\n\nWith: {with}\n\n";
    private const string German = "Wann: {when}\n\nWo: {where}\n\nMit: {with}\n\n";
    private const string Leads = "{action}:\n\n{link}";

    public static readonly MailKind Booked = Of(
        "meeting-booked",
        [MailPlaces.By],
        new(
            "Meeting booked: {title}",
            $"Hello,\n\nA meeting at {{organisation}} is booked: {{title}}\n\n{English}Booked by: {{by}}\n\n{Leads}"
        ),
        new(
            "Termin gebucht: {title}",
            $"Guten Tag,\n\nein Termin bei {{organisation}} ist gebucht: {{title}}\n\n{German}Gebucht von: {{by}}\n\n{Leads}"
        )
    );

    /// <summary>ME-3: to the agent, who is asked.</summary>
    public static readonly MailKind Confirm = Of(
        "meeting-confirm",
        [MailPlaces.By],
        new(
            "Please confirm: {title}",
            $"Hello,\n\nYou are asked for a meeting, which is not confirmed yet: {{title}}\n\n{English}Asked for by: {{by}}\n\n{Leads}"
        ),
        new(
            "Bitte bestätigen: {title}",
            $"Guten Tag,\n\nSie werden um einen Termin gebeten, der noch nicht bestätigt ist: {{title}}\n\n{German}Angefragt von: {{by}}\n\n{Leads}"
        )
    );

    /// <summary>ME-3: to everybody else meanwhile.</summary>
    public static readonly MailKind Asked = Of(
        "meeting-asked",
        [MailPlaces.By],
        new(
            "Meeting asked for: {title}",
            $"Hello,\n\nA meeting at {{organisation}} is asked for and has yet to be confirmed: {{title}}\n\n{English}Asked for by: {{by}}\n\n"
                + $"You are told when it is confirmed.\n\n{Leads}"
        ),
        new(
            "Termin angefragt: {title}",
            $"Guten Tag,\n\nein Termin bei {{organisation}} ist angefragt und muss noch bestätigt werden: {{title}}\n\n{German}Angefragt von: {{by}}\n\n"
                + $"Sie hören von uns, wenn er bestätigt ist.\n\n{Leads}"
        )
    );

    /// <summary>ME-3: the agent said yes.</summary>
    public static readonly MailKind Confirmed = Of(
        "meeting-confirmed",
        [MailPlaces.By],
        new(
            "Meeting confirmed: {title}",
            $"Hello,\n\nA meeting at {{organisation}} is confirmed: {{title}}\n\n{English}Confirmed by: {{by}}\n\n{Leads}"
        ),
        new(
            "Termin bestätigt: {title}",
            $"Guten Tag,\n\nein Termin bei {{organisation}} ist bestätigt: {{title}}\n\n{German}Bestätigt von: {{by}}\n\n{Leads}"
        )
    );

    /// <summary>ME-4: other hours, another length, place or host.</summary>
    public static readonly MailKind Moved = Of(
        "meeting-moved",
        [MailPlaces.Before, MailPlaces.By, MailPlaces.Text],
        new(
            "Meeting changed: {title}",
            $"Hello,\n\nA meeting at {{organisation}} has changed: {{title}}\n\n{English}Before: {{before}}\n\nChanged by: {{by}}\n\nReason: {{text}}\n\n{Leads}"
        ),
        new(
            "Termin geändert: {title}",
            $"Guten Tag,\n\nein Termin bei {{organisation}} hat sich geändert: {{title}}\n\n{German}Bisher: {{before}}\n\nGeändert von: {{by}}\n\nGrund: {{text}}\n\n{Leads}"
        )
    );

    /// <summary>ME-17: to whom it is with from now on; the others are told that it has changed.</summary>
    public static readonly MailKind HandedOver = Of(
        "meeting-handed-over",
        [MailPlaces.By],
        new(
            "Meeting handed over to you: {title}",
            $"Hello,\n\nA meeting at {{organisation}} is yours from now on: {{title}}\n\n{English}Handed over by: {{by}}\n\n{Leads}"
        ),
        new(
            "Termin an Sie übergeben: {title}",
            $"Guten Tag,\n\nein Termin bei {{organisation}} ist ab jetzt Ihrer: {{title}}\n\n{German}Übergeben von: {{by}}\n\n{Leads}"
        )
    );

    /// <summary>ME-21.</summary>
    public static readonly MailKind Cancelled = Of(
        "meeting-cancelled",
        [MailPlaces.By, MailPlaces.Text],
        new(
            "Meeting cancelled: {title}",
            $"Hello,\n\nA meeting at {{organisation}} does not take place: {{title}}\n\n{English}Cancelled by: {{by}}\n\nReason: {{text}}\n\n{Leads}"
        ),
        new(
            "Termin abgesagt: {title}",
            $"Guten Tag,\n\nein Termin bei {{organisation}} findet nicht statt: {{title}}\n\n{German}Abgesagt von: {{by}}\n\nGrund: {{text}}\n\n{Leads}"
        )
    );

    /// <summary>To somebody who need not come any more, while the others meet (C15).</summary>
    public static readonly MailKind Uninvited = Of(
        "meeting-uninvited",
        [MailPlaces.By, MailPlaces.Text],
        new(
            "You need not come: {title}",
            $"Hello,\n\nYou are no longer expected at a meeting at {{organisation}}: {{title}}\n\n{English}Changed by: {{by}}\n\nReason: {{text}}\n\n{Leads}"
        ),
        new(
            "Sie werden nicht mehr erwartet: {title}",
            $"Guten Tag,\n\nzu einem Termin bei {{organisation}} werden Sie nicht mehr erwartet: {{title}}\n\n{German}Geändert von: {{by}}\n\nGrund: {{text}}\n\n{Leads}"
        )
    );

    /// <summary>ME-6.</summary>
    public static readonly MailKind Reminder = Of(
        "meeting-reminder",
        [],
        new("Reminder: {title}", $"Hello,\n\nYour meeting at {{organisation}} is near: {{title}}\n\n{English}{Leads}"),
        new("Erinnerung: {title}", $"Guten Tag,\n\nIhr Termin bei {{organisation}} steht bevor: {{title}}\n\n{German}{Leads}")
    );

    public static readonly IReadOnlyList<MailKind> All =
    [
        Booked,
        Confirm,
        Asked,
        Confirmed,
        Moved,
        HandedOver,
        Cancelled,
        Uninvited,
        Reminder,
    ];

    private static MailKind Of(string name, string[] own, MailTemplate english, MailTemplate german) =>
        new(
            name,
            [
                MailPlaces.Organisation,
                MailPlaces.Title,
                MailPlaces.When,
                MailPlaces.Where,
                MailPlaces.With,
                .. own,
                MailPlaces.Action,
                MailPlaces.Link,
            ],
            english,
            german
        );
}
