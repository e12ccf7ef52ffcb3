using XBees.Domain.Agents;

namespace XBees.Infrastructure.Demo;

/// <summary>An invented agent.</summary>
internal sealed record DemoAgent(
    string Name,
    string Email,
    Licence Licence,
    string TimeZone,
    bool Administrator = false,
    string? GuestName = null
);

/// <summary>An invented line of a conversation: who (a guest's or an agent's first name), minutes before now, words; a note by <c>!</c>.</summary>
internal sealed record DemoLine(string Who, int MinutesAgo, string Text, bool Note = false);

/// <summary>An invented conversation of a guest.</summary>
internal sealed record DemoChat(string Way, string? Name, string? Email, IReadOnlyList<DemoLine> Lines, string? Page = null);

/// <summary>The same invented people and words at each start.</summary>
internal static class DemoPeople
{
    public const string Organisation = "Ternhaus";

    public static readonly IReadOnlyList<DemoAgent> Agents =
    [
        new("Mara Lindholm", "mara@ternhaus.example", Licence.Standard, "Europe/Amsterdam"),
        new("Samuel Adeyemi", "samuel@ternhaus.example", Licence.Standard, "Europe/Amsterdam"),
        new("Ines Duarte", "ines@ternhaus.example", Licence.Standard, "Europe/Lisbon"),
        new("Tom Becker", "tom@ternhaus.example", Licence.Standard, "Europe/Berlin"),
        new("Priya Raman", "priya@ternhaus.example", Licence.Standard, "Europe/London", GuestName: "Priya"),
        new("Yusuf Demir", "yusuf@ternhaus.example", Licence.Standard, "Europe/Istanbul"),
        new("Greta Holm", "greta@ternhaus.example", Licence.Basic, "Europe/Stockholm"),
        new("Paul Novak", "paul@ternhaus.example", Licence.Basic, "Europe/Prague"),
        new("Ada Verhoeven", "admin@ternhaus.example", Licence.Standard, "Europe/Amsterdam", Administrator: true),
    ];

    public static readonly IReadOnlyList<(string Name, string Manager, string[] Members)> Services =
    [
        ("Sales", "Mara", ["Mara", "Samuel", "Ines"]),
        ("Support", "Tom", ["Tom", "Priya", "Yusuf"]),
        ("Archive", "Greta", ["Greta", "Paul"]),
    ];

    public static readonly IReadOnlyList<DemoChat> Chats =
    [
        new(
            "Sales",
            "Lars Berg",
            "lars@fjordbank.example",
            [
                new("Lars", 5800, "Do the booths need a socket in the floor?"),
                new("Samuel", 5790, "One in the wall within three metres is enough."),
                new("Samuel", 5789, "Twelve booths, and the budget is for January.", Note: true),
            ]
        ),
        new(
            "Sales",
            "Oskar Vik",
            "oskar@vikbakery.example",
            [
                new("Oskar", 2890, "Hello, invoice 2231 shows two booths, we ordered one."),
                new("Mara", 2880, "You are right, Oskar. The corrected invoice is on its way to you."),
                new("Oskar", 2870, "Invoice 2231 is paid, thanks."),
            ]
        ),
        new(
            "Support",
            "Hannah Price",
            "hannah@priceoptics.example",
            [
                new("Hannah", 1500, "The door of booth 3 does not close all the way."),
                new(
                    "Priya",
                    1490,
                    "That is the felt strip at the bottom. It settles in a week; until then **lift the door slightly** when you close it."
                ),
                new("Tom", 1489, "Second report this month, I'll tell the workshop.", Note: true),
                new("Hannah", 1480, "Thank you, that answers everything."),
            ]
        ),
        new(
            "Sales",
            "Rosa Brandt",
            "rosa@weisspartner.example",
            [
                new("Rosa", 1420, "Your offer is here, thank you. We decide on Friday."),
                new("Ines", 1410, "Good to hear, Rosa. Ask me anything until then."),
            ]
        ),
        new(
            "Sales",
            "Amira Haddad",
            "amira@harbourpoint.example",
            [
                new("Amira", 330, "We have chosen the oak finish. Can the booths come in week 51?"),
                new("Samuel", 320, "They can, Amira. The delivery note reaches you on Thursday."),
            ]
        ),
        new(
            "link:Mara",
            "Jonas Lindqvist",
            "jonas@brightline.example",
            [
                new("Jonas", 240, "Hello Mara, Nadia gave me your link. Which wall will the booths stand at?"),
                new("Mara", 236, "The one beside the kitchen, Jonas, away from the windows."),
            ]
        ),
        new(
            "link:Ines",
            "Kenji Watanabe",
            "kenji@okumura.example",
            [
                new("Kenji", 190, "Could I have samples of the green and the grey fabric?"),
                new("Ines", 185, "The fabric samples left today. They should reach you on Friday."),
            ]
        ),
        new("Sales", null, null, [new("Guest", 31, "Is there a showroom near Utrecht?")], Page: "https://www.ternhaus.example/showroom"),
        new(
            "Sales",
            "Elif Kaya",
            "elif@meridian.example",
            [
                new("Elif", 60, "Good morning! We spoke on Monday about two meeting rooms."),
                new("Samuel", 55, "Good morning Elif, yes, I have your plan here. Does Friday at ten suit you?"),
                new("Elif", 12, "Could we move Friday to the afternoon?"),
                new("Elif", 11, "Any time after two is fine."),
            ]
        ),
        new(
            "Sales",
            "Nadia Okafor",
            "nadia.okafor@brightline.example",
            [
                new("Nadia", 1090, "Hi, we’re moving 60 people to a new floor in March and need about eight phone booths."),
                new("Nadia", 1089, "Do you deliver and assemble in Rotterdam?"),
                new(
                    "Mara",
                    1085,
                    "Hello Nadia, yes, we do. Eight booths take our team two days on site, and nothing is drilled into the floor."
                ),
                new("Nadia", 25, "Is 1.2 m between booths enough?"),
                new("Ines", 20, "1.2 m works for the doors. For wheelchairs we plan 1.5 m."),
                new("Ines", 19, "Their escape route runs along that wall, 1.5 m it is.", Note: true),
                new("Mara", 8, "I’ll mark the wider gaps on your plan and bring it tomorrow."),
            ],
            Page: "https://www.ternhaus.example/booths"
        ),
    ];

    public static string First(string name) => name.Split(' ')[0];
}
