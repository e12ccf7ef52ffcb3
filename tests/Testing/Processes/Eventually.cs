using System.Diagnostics;

namespace XBees.Testing.Processes;

/// <summary>Waits for a condition, never for a time.</summary>
public static class Eventually
{
    /// <summary>A rule's time, five times over: a busy machine is no fault.</summary>
    public static TimeSpan FiveTimes(double seconds) => TimeSpan.FromSeconds(5 * seconds);

    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan limit, Func<string> what)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds} s: {what()}");
            }
            await Task.Delay(10);
        }
    }

    public static Task TrueAsync(Func<bool> condition, TimeSpan limit, Func<string> what) =>
        TrueAsync(() => Task.FromResult(condition()), limit, what);
}
