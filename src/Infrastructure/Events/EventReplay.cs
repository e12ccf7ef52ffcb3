using XBees.Application.Events;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Events;

/// <summary>What a reader that comes back has missed.</summary>
public sealed class EventReplay(Db db, ILog log)
{
    /// <summary>Whoever missed more reads afresh faster than it would be told.</summary>
    private const int MostMissed = 1000;
    private const int MostRead = 20_000;
    private const int PageSize = 500;

    /// <returns>The events between the two places, in order; null where everything is to be read afresh.</returns>
    public async Task<IReadOnlyList<Outgoing>?> BetweenAsync(Caller caller, LogCursor after, LogCursor until, CancellationToken cancel)
    {
        if (!await log.KnowsAsync(after, cancel))
        {
            return null;
        }
        var missed = new List<Outgoing>();
        for (var read = 0; until.IsAfter(after); )
        {
            var entries = (await log.AfterAsync(after, PageSize, cancel)).Where(entry => !entry.Cursor.IsAfter(until)).ToList();
            if (entries.Count == 0)
            {
                break;
            }
            var facts = await EventFacts.LoadAsync(db, entries, caller, [caller.PersonId], cancel);
            missed.AddRange(
                entries
                    .Select(entry => (entry.Cursor, Event: facts.For(entry, caller)))
                    .Where(made => made.Event is not null)
                    .Select(made => new Outgoing(made.Cursor, made.Event!))
            );
            after = entries[^1].Cursor;
            read += entries.Count;
            if (missed.Count > MostMissed || read >= MostRead)
            {
                return null;
            }
        }
        return missed;
    }
}
