using System.Globalization;
using Lucene.Net.Index;
using Lucene.Net.Search;
using XBees.Application.Events;
using XBees.Application.Search;
using XBees.Domain.Search;

namespace XBees.Infrastructure.Search;

/// <summary>Whose conversations are asked about; null: everybody's.</summary>
/// <param name="Member">By membership.</param>
/// <param name="Services">And by the services that the member manages.</param>
internal sealed record Seeing(string Member, IReadOnlyList<string> Services);

/// <summary>This node's index as searches see it: which one answers now, and whether it has everything.</summary>
public sealed class SearchIndex(TimeProvider time)
{
    /// <summary>How long searches wait for an index that is opened or made; after that they say that something may be missing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Opening opening = new(time);
    private volatile OpenIndex? answering;
    private volatile IndexDamaged? damage;
    private volatile SearchState state = new("building", 0, 0);

    public SearchState State => state;

    /// <summary>Up to where the log is in what answers; null where nothing does.</summary>
    internal LogCursor? Cursor => answering?.Cursor;

    /// <summary>Completes when the first search is asked for: until then nothing has to be opened.</summary>
    internal Task Wanted => wanted.Task;

    /// <summary>What a search stumbled over, for who keeps the index.</summary>
    internal void ThrowIfDamaged()
    {
        if (Interlocked.Exchange(ref damage, null) is { } found)
        {
            throw new IndexDamaged(found.Message, found);
        }
    }

    /// <summary>This one answers, and has not everything yet.</summary>
    internal void Building(OpenIndex index, long done, long total)
    {
        OpenAgain();
        answering = index;
        state = new("building", done, total);
    }

    /// <summary>This one answers, and has everything but what is being written now.</summary>
    internal void Ready(OpenIndex index)
    {
        damage = null;
        answering = index;
        state = new("ready", 0, 0);
        opening.Whole.TrySetResult();
    }

    /// <summary>None answers.</summary>
    internal void Closed()
    {
        answering = null;
        state = new("building", 0, 0);
        OpenAgain();
    }

    /// <summary>The best behind a place, by their ids.</summary>
    internal async Task<IReadOnlyList<Found<string>>> FindAsync(
        SearchQuery query,
        FoundGroup group,
        Seeing? seeing,
        int most,
        FoundPlace? after,
        CancellationToken cancel
    )
    {
        wanted.TrySetResult();
        var now = opening;
        await Task.WhenAny(now.Whole.Task, now.Over.Value).WaitAsync(cancel);
        // Which one answers may change at any moment: the one that was taken is closed then.
        for (var attempt = 0; attempt < 3 && answering is { } index; attempt++)
        {
            try
            {
                return index.Search(searcher => Find(searcher, query, group, seeing, most, after));
            }
            catch (IndexDamaged found)
            {
                if (ReferenceEquals(index, answering))
                {
                    damage = found;
                    break;
                }
            }
            catch (ObjectDisposedException)
            {
                // Closed meanwhile.
            }
        }
        throw new Refused(SearchRefusals.Unavailable);
    }

    private void OpenAgain()
    {
        if (opening.Whole.Task.IsCompleted)
        {
            opening = new(time);
        }
    }

    private static List<Found<string>> Find(
        IndexSearcher searcher,
        SearchQuery query,
        FoundGroup group,
        Seeing? seeing,
        int most,
        FoundPlace? after
    )
    {
        var wanted = IndexQueries.Of(query.Wanted, group);
        HashSet<long>? conversations = null;
        if (seeing is not null && group == FoundGroup.Messages)
        {
            var own = new ConversationNumbers();
            searcher.Search(new TermQuery(new(Fields.Member, seeing.Member)), own);
            conversations = own.Found;
        }
        else if (seeing is not null)
        {
            wanted = IndexQueries.Within(
                wanted,
                [new(Fields.Member, seeing.Member), .. seeing.Services.Select(id => new Term(Fields.Service, id))]
            );
        }
        var best = new BestFound(most, after, conversations);
        searcher.Search(wanted, best);
        var stored = new HashSet<string> { Fields.Id };
        return
        [
            .. best.Best()
                .Select(found => new Found<string>(
                    searcher.Doc(found.Row, stored).Get(Fields.Id, CultureInfo.InvariantCulture),
                    found.Place
                )),
        ];
    }

    /// <summary>A time without a whole index. Its first search waits a moment for the whole one, and the others no longer than that one.</summary>
    private sealed class Opening(TimeProvider time)
    {
        public TaskCompletionSource Whole { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Lazy<Task> Over { get; } = new(() => Task.Delay(Patience, time));
    }
}
