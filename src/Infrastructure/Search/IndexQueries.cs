using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util.Automaton;
using XBees.Domain.Search;

namespace XBees.Infrastructure.Search;

/// <summary>What is wanted, said to Lucene: made of terms by hand, so that nothing that was typed is ever read as a language of queries.</summary>
internal static class IndexQueries
{
    /// <summary>The whole word weighs more than its beginning, and that more than one with a slip (SE-2).</summary>
    private const float Whole = 9;
    private const float Beginning = 6;
    private const float Near = 1;

    public static Query Of(Wanted wanted, FoundGroup group) =>
        wanted switch
        {
            Wanted.All all => Every(all.Parts.Select(part => Of(part, group))),
            Wanted.Any any => Best(any.Parts.Select(part => Of(part, group))),
            Wanted.Phone phone => Best(phone.Forms.Select(form => Weighing(new PrefixQuery(new(group.Phones, form)), Beginning))),
            Wanted.Exactly word => Best(Ways(word, group.Words)),
            _ => throw new ArgumentOutOfRangeException(nameof(wanted)),
        };

    /// <summary>Only what the terms allow, and without a weight of its own.</summary>
    public static Query Within(Query query, IReadOnlyCollection<Term> allowed)
    {
        var any = new BooleanQuery(true);
        foreach (var term in allowed)
        {
            any.Add(new TermQuery(term), Occur.SHOULD);
        }
        return Every([query, Weighing(new ConstantScoreQuery(any), 0)]);
    }

    private static IEnumerable<Query> Ways(Wanted.Exactly word, string field)
    {
        var term = new Term(field, word.Text);
        yield return Weighing(new ConstantScoreQuery(new TermQuery(term)), Whole);
        if (word.Prefix)
        {
            yield return Weighing(new PrefixQuery(term), Beginning);
        }
        if (word.Edits > 0)
        {
            // Not a FuzzyQuery: that makes the automaton of each number of slips anew for each segment.
            var slips = new LevenshteinAutomata(word.Text, withTranspositions: true).ToAutomaton(word.Edits);
            yield return Weighing(new AutomatonQuery(term, slips), Near);
        }
    }

    private static BooleanQuery Every(IEnumerable<Query> parts)
    {
        var all = new BooleanQuery(true);
        foreach (var part in parts)
        {
            all.Add(part, Occur.MUST);
        }
        return all;
    }

    private static DisjunctionMaxQuery Best(IEnumerable<Query> ways)
    {
        var best = new DisjunctionMaxQuery(0);
        foreach (var way in ways)
        {
            best.Add(way);
        }
        return best;
    }

    private static Query Weighing(Query query, float weight)
    {
        query.Boost = weight;
        return query;
    }
}
