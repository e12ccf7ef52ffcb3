using System.Diagnostics;
using Lucene.Net.Analysis;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Search;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>
/// P10, the second half: the index is made from the database as the product does it, and beside it by a bare writer that is given the same
/// documents, made before and held in memory. Both end with the commit.
/// </summary>
internal static class Rebuilding
{
    private const int PageSize = 500;

    public static async Task RunAsync(Company company)
    {
        await using var db = new Db(company.Options);
        var rows = new SearchRows(db);
        var rounds = new List<(double Real, double Bare)>();
        // The first round compiles.
        for (var round = 0; round <= 3; round++)
        {
            // Made anew for each round: fields keep what Lucene makes of them, and a second writer would have it for nothing.
            var documents = await DocumentsAsync(rows);
            var real = documents.Count / await InFolderAsync(company, folder => RealAsync(rows, folder));
            var bare = documents.Count / await InFolderAsync(company, folder => Task.Run(() => Bare(documents, folder)));
            if (round > 0)
            {
                rounds.Add((real, bare));
                Report.Say($"   P10 round {round}: {documents.Count:n0} documents, real {real:n0}/s, bare {bare:n0}/s");
            }
        }
        Report.Say($"P10 rebuild: median ratio {Report.Median(rounds, round => round.Real / round.Bare):n2} of bare (goal 0.6)");
    }

    private static async Task<double> InFolderAsync(Company company, Func<string, Task> make)
    {
        var folder = Path.Combine(company.Folder, "rebuild");
        System.IO.Directory.CreateDirectory(folder);
        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        await make(folder);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        System.IO.Directory.Delete(folder, recursive: true);
        return seconds;
    }

    private static async Task RealAsync(SearchRows rows, string folder)
    {
        using var made = OpenIndex.Create(folder);
        await new IndexWriting(rows).BuildAsync(made, _ => { }, CancellationToken.None);
        made.Commit();
    }

    private static void Bare(IReadOnlyList<Document> documents, string folder)
    {
        using var directory = new NIOFSDirectory(new DirectoryInfo(folder));
        using var analyzer = new NoAnalyzer();
        using var writer = new IndexWriter(directory, new(LuceneVersion.LUCENE_48, analyzer));
        foreach (var document in documents)
        {
            writer.AddDocument(document);
        }
        writer.Commit();
    }

    private static async Task<IReadOnlyList<Document>> DocumentsAsync(SearchRows rows)
    {
        var documents = new List<Document>();
        var cancel = CancellationToken.None;
        for (string? last = null; await rows.ConversationsBeforeAsync(last, PageSize, cancel) is { Count: > 0 } ids; last = ids[^1])
        {
            documents.AddRange((await rows.ConversationsAsync([.. ids], cancel)).Values.Select(IndexDocuments.Of));
        }
        for (string? last = null; await rows.MessagesBeforeAsync(last, PageSize, cancel) is { Count: > 0 } page; last = page[^1].Id)
        {
            documents.AddRange(page.Where(message => message.IsFindable).Select(IndexDocuments.Of));
        }
        return documents;
    }

    private sealed class NoAnalyzer : Analyzer
    {
        protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) =>
            throw new NotSupportedException("No field is cut into words.");
    }
}
