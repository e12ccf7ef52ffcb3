using Lucene.Net.Index;
using Lucene.Net.Search;
using XBees.Application.Search;

namespace XBees.Infrastructure.Search;

/// <summary>Keeps the best of what is found behind a place: by weight, then the recent before the old (SE-2).</summary>
/// <param name="most">How many are kept.</param>
/// <param name="after">The last one of the page before.</param>
/// <param name="conversations">The conversations that they may be of; null: of any.</param>
internal sealed class BestFound(int most, FoundPlace? after, IReadOnlySet<long>? conversations) : ICollector
{
    private readonly PriorityQueue<int, (float Score, long At, long Tie)> kept = new();
    private readonly (float, long, long)? behind = after is null ? null : (after.Score, after.At, after.Tie);
    private Scorer scorer = null!;
    private NumericDocValues at = null!;
    private NumericDocValues tie = null!;
    private NumericDocValues number = null!;
    private int docBase;

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer) => this.scorer = scorer;

    public void SetNextReader(AtomicReaderContext context)
    {
        docBase = context.DocBase;
        at = Values(context, Fields.At);
        tie = Values(context, Fields.Tie);
        number = Values(context, Fields.ConversationNumber);
    }

    public void Collect(int doc)
    {
        if (conversations is not null && !conversations.Contains(number.Get(doc)))
        {
            return;
        }
        var place = (scorer.GetScore(), at.Get(doc), tie.Get(doc));
        if (behind is { } last && place.CompareTo(last) >= 0)
        {
            return;
        }
        kept.Enqueue(docBase + doc, place);
        if (kept.Count > most)
        {
            kept.Dequeue();
        }
    }

    /// <summary>Best first.</summary>
    public IReadOnlyList<Found<int>> Best()
    {
        var best = new List<Found<int>>(kept.Count);
        while (kept.TryDequeue(out var doc, out var place))
        {
            best.Add(new(doc, new(place.Score, place.At, place.Tie)));
        }
        best.Reverse();
        return best;
    }

    internal static NumericDocValues Values(AtomicReaderContext context, string field) =>
        context.AtomicReader.GetNumericDocValues(field) ?? new None();

    private sealed class None : NumericDocValues
    {
        public override long Get(int docID) => 0;
    }
}

/// <summary>The numbers of the conversations that are found.</summary>
internal sealed class ConversationNumbers : ICollector
{
    private NumericDocValues number = null!;

    public HashSet<long> Found { get; } = [];

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer) { }

    public void SetNextReader(AtomicReaderContext context) => number = BestFound.Values(context, Fields.ConversationNumber);

    public void Collect(int doc) => Found.Add(number.Get(doc));
}
