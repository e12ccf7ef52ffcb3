namespace XBees.Infrastructure.Work;

/// <summary>When a failed delivery is tried again: within half a minute at first, every few hours in the end, for about a day.</summary>
public static class Backoff
{
    public const int MostTries = 16;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(3);

    /// <param name="tries">How many have failed.</param>
    /// <param name="jitter">0 to 1: what failed together is not tried together.</param>
    public static TimeSpan After(long tries, double jitter)
    {
        var full = Math.Min(First.TotalSeconds * Math.Pow(2, tries - 1), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.75 + (0.5 * jitter)));
    }
}
