using NodaTime;
using NodaTime.Text;

namespace XBees.Domain.Meetings;

/// <summary>
/// The days that a scheduler's link narrows what is shown to, both included, in the agent's zone; no permission (ME-9, ME-27). What cannot
/// be read is ignored, and named so that the page can say so.
/// </summary>
public sealed record LinkDays(LocalDate? First, LocalDate? Last, IReadOnlyList<string> Ignored)
{
    private static readonly LocalDatePattern[] Patterns = [LocalDatePattern.Iso, LocalDatePattern.CreateWithInvariantCulture("d.M.uuuu")];

    public static LinkDays Read(string? start, string? end)
    {
        var ignored = new List<string>();
        var first = Read("start", start, ignored);
        var last = Read("end", end, ignored);
        if (last < first)
        {
            // Between them lies no day: a page without a single one would look as if the agent were never free.
            ignored.Add("end");
            last = null;
        }

        return new(first, last, ignored);
    }

    /// <summary>A day as people write it, 3.5.2027 or 2027-05-03; null where it cannot be read.</summary>
    public static LocalDate? Day(string? typed) =>
        typed is null
            ? null
            : Patterns
                .Select(pattern => pattern.Parse(typed.Trim()))
                // Far from both ends of the calendar, so that days can be counted from it.
                .Where(read => read.Success && read.Value.Year is >= 2000 and < 3000)
                .Select(read => (LocalDate?)read.Value)
                .FirstOrDefault();

    private static LocalDate? Read(string name, string? typed, List<string> ignored)
    {
        var day = Day(typed);
        if (day is null && !string.IsNullOrWhiteSpace(typed))
        {
            ignored.Add(name);
        }

        return day;
    }
}
