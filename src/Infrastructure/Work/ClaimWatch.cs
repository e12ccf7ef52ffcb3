using System.Collections.Concurrent;

namespace XBees.Infrastructure.Work;

/// <summary>
/// Tells by this node's own monotonic time whether the owner of a claim is gone: the same beat, seen for so long. No two clocks are
/// compared.
/// </summary>
internal sealed class ClaimWatch(TimeProvider time)
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Gone = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, (string Owner, long Beat, long Since)> seen = new();

    public bool IsFree(string id, string? owner, long beat)
    {
        if (owner is null)
        {
            seen.TryRemove(id, out _);
            return true;
        }
        var now = time.GetTimestamp();
        var known = seen.AddOrUpdate(
            id,
            _ => (owner, beat, now),
            (_, before) => before.Owner == owner && before.Beat == beat ? before : (owner, beat, now)
        );
        if (time.GetElapsedTime(known.Since, now) < Gone)
        {
            return false;
        }
        seen.TryRemove(id, out _);
        return true;
    }
}
