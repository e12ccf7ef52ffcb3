using System.Collections.Concurrent;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Work;

/// <summary>A row of work that one node at a time may do.</summary>
internal abstract class ClaimRow
{
    public string ClaimKey { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Payload { get; init; } = "";
    public string? Claim { get; init; }
    public long ClaimBeat { get; init; }
}

/// <summary>
/// Takes rows of one table for this node. Whether another owner is gone is told by this node's own monotonic time: the same beat, seen
/// for so long. No two clocks are compared.
/// </summary>
/// <param name="units">A claim is a unit of its own.</param>
/// <param name="time">This node's.</param>
/// <param name="table">The table.</param>
/// <param name="key">The column that says which row.</param>
internal sealed class Claims(Units units, TimeProvider time, Sql table, Sql key)
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Gone = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, (string Owner, long Beat, long Since)> seen = new();

    /// <summary>Stands in the rows that this node holds.</summary>
    public string Owner { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Nobody holds it, or whoever does is gone.</summary>
    public bool IsFree(ClaimRow row)
    {
        if (row.Claim is null)
        {
            seen.TryRemove(row.ClaimKey, out _);
            return true;
        }
        var now = time.GetTimestamp();
        var known = seen.AddOrUpdate(
            row.ClaimKey,
            _ => (row.Claim, row.ClaimBeat, now),
            (_, before) => before.Owner == row.Claim && before.Beat == row.ClaimBeat ? before : (row.Claim, row.ClaimBeat, now)
        );
        if (time.GetElapsedTime(known.Since, now) < Gone)
        {
            return false;
        }
        seen.TryRemove(row.ClaimKey, out _);
        return true;
    }

    /// <summary>False: another node was faster. Whatever is done to a row moves its beat.</summary>
    public async Task<bool> TakeAsync(ClaimRow row, CancellationToken cancel)
    {
        Sql held = $"claim is null";
        if (row.Claim is not null)
        {
            held = $"claim = @claim";
        }
        return await units.RunAsync(
                unit =>
                    Unit.Of(unit)
                        .ExecuteAsync(
                            $"""
                            update {table} set claim = @owner, claim_beat = claim_beat + 1
                            where {key} = @claimKey and claim_beat = @claimBeat and {held}
                            """,
                            new
                            {
                                owner = Owner,
                                claimKey = row.ClaimKey,
                                claim = row.Claim,
                                claimBeat = row.ClaimBeat,
                            }
                        ),
                cancel
            ) == 1;
    }

    /// <summary>Shows the other nodes that this one still works on what it claimed.</summary>
    public Task BeatAsync(CancellationToken cancel) =>
        units.RunAsync(
            unit =>
                Unit.Of(unit).ExecuteAsync($"update {table} set claim_beat = claim_beat + 1 where claim = @owner", new { owner = Owner }),
            cancel
        );
}
