using System.Diagnostics;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>What has come to many streams together, and when the last of it came.</summary>
internal sealed class Arrivals
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private long ready;
    private long messages;
    private long ends;
    private long last;
    private volatile string why = "none";

    public long Messages => Interlocked.Read(ref messages);

    /// <summary>The timestamp of what came last.</summary>
    public long Last => Interlocked.Read(ref last);

    public void Ready() => One(ref ready);

    public void Message() => One(ref messages);

    public void End(string because)
    {
        why = because;
        Interlocked.Increment(ref ends);
    }

    /// <summary>Waits until so many streams were ready, all that were opened before included.</summary>
    public Task<long> ReadyAsync(long all) => UntilAsync(() => Interlocked.Read(ref ready), all, "ready");

    /// <summary>Waits until so many messages came, all that came before included.</summary>
    /// <returns>The timestamp of the last.</returns>
    public Task<long> MessagesAsync(long all) => UntilAsync(() => Messages, all, "messages");

    private async Task<long> UntilAsync(Func<long> count, long all, string what)
    {
        await Eventually.TrueAsync(
            () => count() >= all,
            Limit,
            () => $"{all} {what}; {count()} came, {Interlocked.Read(ref ends)} streams ended, the last because of {why}"
        );
        return Last;
    }

    private void One(ref long counter)
    {
        Interlocked.Exchange(ref last, Stopwatch.GetTimestamp());
        Interlocked.Increment(ref counter);
    }
}
