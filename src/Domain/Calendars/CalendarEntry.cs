using NodaTime;
using XBees.Domain.Meetings;

namespace XBees.Domain.Calendars;

/// <summary>What the owner of a calendar said to an entry in it.</summary>
public enum OwnAnswer
{
    /// <summary>Nobody asked: it is their own.</summary>
    NotAsked,
    Accepted,
    Tentative,
    Unanswered,
    Declined,
}

/// <summary>One entry of an agent's calendar, as far as it tells whether they have time: no word of it is read (CA-2).</summary>
public sealed record CalendarEntry
{
    private readonly Stretch? moments;
    private readonly (LocalDate First, LocalDate Behind) days;

    private CalendarEntry(Stretch? moments, (LocalDate First, LocalDate Behind) days) => (this.moments, this.days) = (moments, days);

    /// <summary>The meeting it was written for, whatever the calendar calls it; null: it is none of ours.</summary>
    public string? MeetingId { get; init; }

    public OwnAnswer Answer { get; init; }

    /// <summary>It shows as free, or was cancelled.</summary>
    public bool IsFree { get; init; }

    public static CalendarEntry At(Instant from, Instant to) => new(new(from, to), default);

    /// <summary>Whole days: they are days wherever the owner is.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="behind">The first that it is not on any more.</param>
    public static CalendarEntry On(LocalDate first, LocalDate behind) => new(null, (first, behind));

    /// <param name="unansweredToo">Whether time is taken by what the owner has not said yes to yet.</param>
    public bool Blocks(bool unansweredToo) =>
        !IsFree
        && Answer switch
        {
            OwnAnswer.Declined => false,
            OwnAnswer.Tentative or OwnAnswer.Unanswered => unansweredToo,
            _ => true,
        };

    /// <summary>When it is, for an owner in a zone; null: it takes no time.</summary>
    public Stretch? In(DateTimeZone zone)
    {
        var when = moments ?? new(zone.AtStartOfDay(days.First).ToInstant(), zone.AtStartOfDay(days.Behind).ToInstant());
        return when.From < when.To ? when : null;
    }
}
