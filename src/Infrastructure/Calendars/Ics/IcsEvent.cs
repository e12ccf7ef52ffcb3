using XBees.Application.Calendars;
using XBees.Domain.Calendars;

namespace XBees.Infrastructure.Calendars.Ics;

/// <summary>An event as it is being read, property by property. Of its words only those are looked at that tell whether it takes time.</summary>
internal sealed class IcsEvent(CalendarAccess access)
{
    private const int MostDates = 500_000;

    private bool isOrganizer;
    private bool isTentative;
    private bool isFree;
    private OwnAnswer? answer;
    private Duration? length;
    private IcsTime? end;

    public string Uid { get; private set; } = "";
    public IcsTime? Start { get; private set; }
    public string? Rule { get; private set; }

    /// <summary>Which occurrence of a series this one stands for.</summary>
    public IcsTime? Instead { get; private set; }
    public List<IcsTime> Further { get; } = [];
    public HashSet<Instant> Without { get; } = [];

    public void Add(IcsLine line)
    {
        switch (line.Name)
        {
            case "UID":
                Uid = line.Value;
                break;
            case "DTSTART":
                Start = Time(line);
                break;
            case "DTEND":
                end = Time(line);
                break;
            case "DURATION":
                length = IcsLength.Read(line.Value);
                break;
            case "RRULE":
                Rule = line.Value;
                break;
            case "RDATE":
                Further.AddRange(Times(line));
                break;
            case "EXDATE":
                Without.UnionWith(Times(line).Select(time => time.ToInstant()));
                break;
            case "RECURRENCE-ID":
                Instead = Time(line);
                break;
            default:
                AddWhetherItTakesTime(line);
                break;
        }
        if (Further.Count + Without.Count > MostDates)
        {
            throw new CalendarUnreadable("An event has too many dates.");
        }
    }

    /// <summary>The entry that begins then.</summary>
    public CalendarEntry EntryAt(IcsTime start)
    {
        var entry = start.IsDay ? CalendarEntry.On(start.Shown.Date, start.Shown.Date.PlusDays(Days)) : Moments(start.ToInstant());
        return entry with
        {
            MeetingId = Uid.StartsWith(Ids.Meeting + "_", StringComparison.Ordinal) ? Uid : null,
            IsFree = isFree,
            Answer = isTentative && Said is (OwnAnswer.NotAsked or OwnAnswer.Accepted) ? OwnAnswer.Tentative : Said,
        };
    }

    /// <summary>The longest that an occurrence reaches beyond its start.</summary>
    public Duration Length => Start!.IsDay ? Duration.FromDays(Days) : Elapsed;

    /// <summary>Who asks the others need not answer to be there.</summary>
    private OwnAnswer Said => answer is null || (isOrganizer && answer == OwnAnswer.Unanswered) ? OwnAnswer.NotAsked : answer.Value;

    private int Days =>
        Math.Clamp(
            end is { IsDay: true } ? Period.DaysBetween(Start!.Shown.Date, end.Shown.Date) : (int)(length?.TotalDays ?? 1),
            1,
            5 * 366
        );

    private Duration Elapsed => end is null ? length ?? Duration.Zero : Duration.Max(Duration.Zero, end.ToInstant() - Start!.ToInstant());

    private CalendarEntry Moments(Instant start) => CalendarEntry.At(start, start + Elapsed);

    private void AddWhetherItTakesTime(IcsLine line)
    {
        switch (line.Name, line.Value.ToUpperInvariant())
        {
            case ("TRANSP", "TRANSPARENT"):
            case ("STATUS", "CANCELLED"):
            case ("X-MICROSOFT-CDO-BUSYSTATUS", "FREE"):
                isFree = true;
                break;
            case ("STATUS", "TENTATIVE"):
            case ("X-MICROSOFT-CDO-BUSYSTATUS", "TENTATIVE"):
                isTentative = true;
                break;
            case ("ORGANIZER", _):
                isOrganizer |= IsOwner(line);
                break;
            case ("ATTENDEE", _) when IsOwner(line):
                answer = line.Parameter("PARTSTAT")?.ToUpperInvariant() switch
                {
                    "ACCEPTED" => OwnAnswer.Accepted,
                    "DECLINED" => OwnAnswer.Declined,
                    "TENTATIVE" => OwnAnswer.Tentative,
                    // RFC 5545, 3.2.12.
                    _ => OwnAnswer.Unanswered,
                };
                break;
            default:
                break;
        }
    }

    private bool IsOwner(IcsLine line) =>
        line.Value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
        && line.Value.AsSpan("mailto:".Length).Trim().Equals(access.Email, StringComparison.OrdinalIgnoreCase);

    private IcsTime? Time(IcsLine line) => IcsTime.Read(line, line.Value, access.Zone);

    // Of a period the start counts: how long an occurrence takes, the event itself says.
    private IEnumerable<IcsTime> Times(IcsLine line) =>
        line.Value.Split(',').Select(one => IcsTime.Read(line, one.Split('/')[0], access.Zone)).OfType<IcsTime>();
}
