using NodaTime;

namespace XBees.Domain.Meetings;

/// <summary>A piece of time; the end is outside.</summary>
public record Stretch(Instant From, Instant To);

/// <summary>What takes an agent's time.</summary>
public enum BusyKind
{
    Meeting,
    Calendar,

    /// <summary>Where the host has moved a meeting to in their calendar, until they say whether it is meant (CA-5); the id is the meeting's.</summary>
    MovedInCalendar,

    /// <summary>A calendar that could not be read for so long that nobody knows (CA-3).</summary>
    CalendarOutOfReach,

    /// <summary>Somebody fills in the form for it (ME-29).</summary>
    Hold,
}

/// <summary>Time that is taken, and by what: the id is a meeting's, or that of a connected account with calendars.</summary>
public sealed record Busy(Instant From, Instant To, BusyKind Kind, string? Id = null) : Stretch(From, To)
{
    public bool IsOfMeeting => Kind is BusyKind.Meeting or BusyKind.MovedInCalendar;
}

/// <summary>Pieces of time that are asked again and again for those in a place; they may overlap.</summary>
internal sealed class Timeline<T>
    where T : Stretch
{
    private readonly T[] sorted;
    private readonly Instant[] latest;

    public Timeline(IEnumerable<T> stretches)
    {
        sorted = [.. stretches.OrderBy(stretch => stretch.From)];
        latest = new Instant[sorted.Length];
        var end = Instant.MinValue;
        for (var i = 0; i < sorted.Length; i++)
        {
            latest[i] = end = Instant.Max(end, sorted[i].To);
        }
    }

    public IReadOnlyList<T> All => sorted;

    /// <summary>The last that shares a moment with the place, or null. Asked for each point of a grid: it makes no garbage.</summary>
    public T? Last(Instant from, Instant to) => Back(CountBefore(to) - 1, from) is var i and >= 0 ? sorted[i] : null;

    /// <summary>All that share a moment with the place, the last first.</summary>
    public IEnumerable<T> Touching(Instant from, Instant to)
    {
        for (var i = Back(CountBefore(to) - 1, from); i >= 0; i = Back(i - 1, from))
        {
            yield return sorted[i];
        }
    }

    private int Back(int i, Instant from)
    {
        while (i >= 0 && sorted[i].To <= from)
        {
            i = latest[i] > from ? i - 1 : -1;
        }

        return i;
    }

    private int CountBefore(Instant to)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle].From < to ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
