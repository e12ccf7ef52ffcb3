using System.Text.Json;
using NodaTime;
using XBees.Application.Meetings;
using XBees.Infrastructure.Meetings;
using Xunit;

namespace XBees.Infrastructure.Tests.Meetings;

/// <summary>
/// Every zone with the hours around its changes, and texts that are hard to write. Where <c>XBEES_CALENDAR_CORPUS</c> names a file, it gets
/// what was written and what was meant, for readers that are not ours (<c>tests/checks/calendars.mjs</c>).
/// </summary>
public sealed class CalendarCorpus
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("XBEES_TEST_ALL") is { Length: > 0 };
    private static readonly int[] Around = IsLong
        ? [-180, -120, -90, -60, -45, -30, -15, -1, 0, 1, 15, 30, 45, 60, 90, 120]
        : [-90, -30, 0, 30];
    private static readonly Instant First = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(2030, 1, 1, 0, 0);
    private static readonly CalendarWriter Writer = new();

    // As typed, and as a calendar may show it: in one line, and in the description.
    private static readonly (string Typed, string Line, string Lines)[] Texts =
    [
        ("Offer", "Offer", "Offer"),
        (@"a\nb, c; d: ""e"" \, ^n", @"a\nb, c; d: ""e"" \, ^n", @"a\nb, c; d: ""e"" \, ^n"),
        ("x\r\nATTENDEE:mailto:thief@example.net", "x  ATTENDEE:mailto:thief@example.net", "x\nATTENDEE:mailto:thief@example.net"),
        ("x\rBEGIN:VEVENT\u2028y\0z", "x BEGIN:VEVENT yz", "x\nBEGIN:VEVENT\nyz"),
        ("a\u202Egnp.exe", "agnp.exe", "agnp.exe"),
        ("Alex / <b>&amp;</b>", "Alex / <b>&amp;</b>", "Alex / <b>&amp;</b>"),
        (Many("Grüße "), Many("Grüße ").Trim(), Many("Grüße ").Trim()),
        (Many("😀👩‍👩‍👧‍👦"), Many("😀👩‍👩‍👧‍👦"), Many("😀👩‍👩‍👧‍👦")),
        ("محمد 会議", "محمد 会議", "محمد 会議"),
    ];

    [Fact]
    public async Task What_is_written_for_every_zone_keeps_to_its_lines_and_is_handed_to_other_readers()
    {
        var files = DateTimeZoneProviders.Tzdb.Ids.SelectMany(OfZone).Concat(Texts.Select(OfText)).ToList();
        Assert.All(files, file => _ = new CalendarFile(file.Text));
        Assert.InRange(files.Count, 1_200, 100_000);
        if (Environment.GetEnvironmentVariable("XBEES_CALENDAR_CORPUS") is { Length: > 0 } path)
        {
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(files, JsonSerializerOptions.Web));
        }
    }

    private static IEnumerable<Written> OfZone(string id)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var changes = zone.GetZoneIntervals(First, Last)
            .Where(stretch => stretch.HasStart && stretch.Start >= First)
            .Select(stretch => stretch.Start)
            .ToList();
        var plain = Enumerable
            .Range(2026, 4)
            .SelectMany(year => new[] { Instant.FromUtc(year, 1, 1, 0, 0), Instant.FromUtc(year, 7, 15, 9, 45) });
        var events = changes
            .SelectMany(change => Around.Select(minutes => change + Duration.FromMinutes(minutes)))
            .Concat(plain)
            .Select((start, number) => Event($"{id} {number}", id, start))
            .ToList();
        yield return new(id, null, Writer.Write(new CalendarFeed(id, events)), [.. events.Select(one => Meant.By(one))]);
        foreach (
            var one in changes
                .Take(IsLong ? changes.Count : 1)
                .SelectMany(change => new[] { change - Duration.FromMinutes(75), change })
                .Prepend(First)
                .Select(start => Event(id, id, start))
        )
        {
            yield return Invitation(id, one, Meant.By(one));
        }
    }

    private static Written OfText((string Typed, string Line, string Lines) text)
    {
        var one = Event("text", "Europe/Lisbon", First) with
        {
            Summary = text.Typed,
            Description = text.Typed,
            Location = text.Typed,
            Attendees =
            [
                new(new("o'x+1?a&b@example.org", text.Typed), CalendarAnswer.Accepted),
                new(new("jonas@example.com", null), CalendarAnswer.None),
            ],
        };
        return Invitation(
            text.Line,
            one,
            Meant.By(one) with
            {
                Summary = text.Line,
                Description = text.Lines,
                Location = text.Line,
                Attendees =
                [
                    new("o'x+1?a&b@example.org", text.Line.Replace('"', '\'').Replace('^', 'ˆ').Replace('\\', '/')),
                    new("jonas@example.com", null),
                ],
            }
        );
    }

    private static Written Invitation(string name, CalendarEvent one, Meant meant) =>
        new(name, "REQUEST", Writer.Write(new MeetingInvitation(one)), [meant]);

    private static CalendarEvent Event(string uid, string zone, Instant start) =>
        new()
        {
            Uid = $"{uid}@chat.example.org",
            Sequence = 3,
            Stamp = First,
            Start = start,
            End = start + Duration.FromMinutes(45),
            Zone = zone,
            Summary = "Offer",
            Organizer = new("office@example.org", "Ternhaus"),
        };

    private static string Many(string text) => string.Concat(Enumerable.Repeat(text, 20));

    private sealed record Written(string Name, string? Method, string Text, IReadOnlyList<Meant> Events);

    private sealed record Meant(
        string Uid,
        long Start,
        long End,
        string Summary,
        string? Description,
        string? Location,
        IReadOnlyList<CalendarPerson> Attendees
    )
    {
        public static Meant By(CalendarEvent one) =>
            new(one.Uid, one.Start.ToUnixTimeSeconds(), one.End.ToUnixTimeSeconds(), one.Summary, null, null, []);
    }
}
