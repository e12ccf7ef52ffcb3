using Lucene.Net.Documents;
using Lucene.Net.Search;
using XBees.Infrastructure.Search;
using Xunit;

namespace XBees.Infrastructure.Tests.Search;

/// <summary>An index that is searched, written and committed at the same time.</summary>
public sealed class OpenIndexTests : IDisposable
{
    private const int Rounds = 20;
    private const int Keys = 5;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xbees-index");

    [Fact]
    public async Task What_is_written_and_searched_while_it_commits_damages_nothing_and_is_there_afterwards()
    {
        var written = 0;
        using (var index = OpenIndex.Create(folder.FullName))
        {
            for (var round = 0; round < Rounds; round++)
            {
                // As the follower of the log does: it writes on, and looks at the files only when no commit runs.
                var commit = Task.Run(index.Commit);
                do
                {
                    Put(index, written++);
                    Assert.Equal(Math.Min(written, Keys), await SearchAsync(index));
                } while (!commit.IsCompleted);
                await commit;
                // Each is put anew again and again: a small segment of which nothing is left goes before the next commit.
                for (var n = 0; n < 25; n++)
                {
                    index.CheckFiles();
                    Put(index, written++);
                    Assert.Equal(Math.Min(written, Keys), await SearchAsync(index));
                }
            }
            index.Commit();
            index.CheckFiles();
        }
        using var again = OpenIndex.Existing(folder.FullName);
        Assert.Equal(Keys, Count(again!));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static void Put(OpenIndex index, int number) =>
        index.Put($"key {number % Keys}", new Document { new StringField(Fields.Key, $"key {number % Keys}", Field.Store.YES) });

    /// <summary>By another thread than the one that writes.</summary>
    private static Task<int> SearchAsync(OpenIndex index) =>
        Task.Factory.StartNew(() => Count(index), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static int Count(OpenIndex index) => index.Search(searcher => searcher.Search(new MatchAllDocsQuery(), 1).TotalHits);
}
