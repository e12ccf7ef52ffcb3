using System.Diagnostics;
using Microsoft.Data.Sqlite;
using XBees.Infrastructure.Search;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>
/// P9: the search with the visibility filter, by a member of one conversation in a hundred and by the manager of one in four, beside pg_trgm
/// and FTS5 with the same words, the same queries and the same limit. All are asked in turns, query by query.
/// </summary>
internal static class Searching
{
    private const int Queries = 300;
    private const int Warming = 20;
    private const string NodeName = "search";

    /// <summary>Of one kind of one searcher: where a peer needs seconds for each, fewer are asked.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(25);

    public static async Task RunAsync(int conversations)
    {
        using var company = await Company.OnSqliteAsync();
        using var fts = new FtsSearch(Path.Combine(company.Folder, "peer.db"));
        await using var trigrams = await TrigramSearch.StartAsync();
        var seen = await SearchCompany.FillAsync(company.Options, conversations, withMessages: false, Add);
        SqliteConnection.ClearAllPools();
        await using var own = await OwnSearch.OpenAsync(company);
        Report.Say(
            $"P9 {conversations:n0} conversations: index {Megabytes(own.Bytes):n0} MB (goal 100 for 1,000,000), made in {own.Built.TotalSeconds:n1} s, {conversations / own.Built.TotalSeconds:n0}/s"
        );
        Report.Say($"   FTS5 {Megabytes(fts.Index()):n0} MB");
        if (trigrams is null)
        {
            Report.Say($"   pg_trgm is not installed here: nothing beside it");
        }
        else
        {
            Report.Say($"   pg_trgm {Megabytes(await trigrams.IndexAsync()):n0} MB");
        }
        own.CopyTo(SearchOptions.In(company.Folder, NodeName));
        await using var node = new Node(company.Options, company.Folder, $"--XBees:Node={NodeName}");
        await node.StartAsync();
        await ApiSearch.ReadyAsync(node);
        var alone = new OwnSearch.IndexAlone(own);
        var inside = new OwnSearch.Inside(own);
        List<ISearchEngine> engines = [alone, inside, new ApiSearch(node.Http), fts];
        if (trigrams is not null)
        {
            engines.AddRange([new TrigramSearch.Engine(trigrams, 0.6), new TrigramSearch.Engine(trigrams, 0.3)]);
        }
        foreach (var (who, sample) in seen)
        {
            foreach (var kind in Asked.Kinds)
            {
                await CompareAsync(who, kind, SearchQueries.Of(kind, sample, Queries), engines, fts);
            }
        }

        void Add(Invented row, string id)
        {
            fts.Add(row, id);
            trigrams?.Add(row, id);
        }
    }

    private static async Task CompareAsync(
        Searcher who,
        string kind,
        IReadOnlyList<Asked> queries,
        IReadOnlyList<ISearchEngine> engines,
        FtsSearch words
    )
    {
        var answering = engines.Where(engine => engine.Answers(queries[0])).ToList();
        var times = answering.ToDictionary(engine => engine, _ => new List<double>());
        var meant = answering.ToDictionary(engine => engine, _ => 0);
        var limit = Stopwatch.StartNew();
        for (var number = 0; number < queries.Count && (number < 2 * Warming || limit.Elapsed < Limit); number++)
        {
            foreach (var engine in answering)
            {
                var began = Stopwatch.GetTimestamp();
                var found = await engine.FindAsync(who, queries[number]);
                if (number >= Warming)
                {
                    times[engine].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                    meant[engine] += found.Any(id => queries[number].IsMeant(words.WordsOf(id))) ? 1 : 0;
                }
            }
        }
        var measured = times.ToDictionary(pair => pair.Key, pair => Measured.Of(pair.Value, pair.Value.Sum() / 1000));
        var inside = measured[answering[1]];
        foreach (var engine in answering)
        {
            var (figures, part) = (measured[engine], 100.0 * meant[engine] / times[engine].Count);
            Report.Say(
                $"   P9 {who.Name}, {kind}, {times[engine].Count} queries, {engine.Name}: p50 {figures.P50:n2} ms, p99 {figures.P99:n1} ms, {figures.P50 / inside.P50:n2} x of inside; finds what is meant in {part:n0} %"
            );
        }
    }

    private static double Megabytes(long bytes) => bytes / 1e6;
}
