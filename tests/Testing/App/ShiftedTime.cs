namespace XBees.Testing.App;

/// <summary>The clock of one app: it goes on as clocks do, and a test moves it or stops it. Timers keep to the real time.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private readonly Lock gate = new();
    private TimeSpan ahead;
    private DateTimeOffset? stopped;

    /// <summary>From the beginning of the next day in UTC on: what is counted by the day begins anew then.</summary>
    public static ShiftedTime AtMidnight()
    {
        var time = new ShiftedTime();
        time.Advance(TimeSpan.FromDays(1) - time.GetUtcNow().TimeOfDay);
        return time;
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return (stopped ?? base.GetUtcNow()) + ahead;
        }
    }

    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            ahead += by;
        }
    }

    /// <summary>From here on it goes only by <see cref="Advance"/>.</summary>
    public void Stop()
    {
        lock (gate)
        {
            stopped = base.GetUtcNow();
        }
    }
}
