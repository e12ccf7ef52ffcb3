using System.Globalization;
using Lucene.Net.Analysis;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using XBees.Application.Events;
using LuceneDirectory = Lucene.Net.Store.Directory;

namespace XBees.Infrastructure.Search;

/// <summary>
/// One index in one folder, written by one thread and committed beside it. The cursor into the log lies in its commit, so that the two are never apart (SE-3).
/// Files are read and not mapped: a mapped file that somebody cuts off ends the process.
/// </summary>
internal sealed class OpenIndex : IDisposable
{
    private const string CursorKey = "cursor";
    private const string FormatKey = "format";

    private readonly LuceneDirectory directory;
    private readonly IndexWriter writer;
    private readonly SearcherManager searchers;
    private readonly Dictionary<string, (long Length, DateTime Written)> files = [];
    private readonly System.Threading.Lock refreshing = new();
    private int forgets;

    /// <summary>How much was written, and how much of it is findable.</summary>
    private long written;
    private long shown;

    private OpenIndex(string folder, LuceneDirectory directory, IndexWriter writer, SearcherManager searchers, LogCursor cursor)
    {
        Folder = folder;
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
        Cursor = cursor;
        RememberFiles();
    }

    public string Folder { get; }

    /// <summary>Up to where the log is in it, whether that is committed or not.</summary>
    public LogCursor Cursor { get; set; }

    public bool IsDirty => writer.HasUncommittedChanges();

    /// <summary>An empty one.</summary>
    public static OpenIndex Create(string folder) => Open(folder, OpenMode.CREATE, LogCursor.Start);

    /// <summary>One that was committed whole and whose every file is as it was written, or null.</summary>
    public static OpenIndex? Existing(string folder) =>
        IndexDamaged.Guard(() =>
        {
            LogCursor? cursor;
            using (var directory = new NIOFSDirectory(new DirectoryInfo(folder)))
            {
                if (!DirectoryReader.IndexExists(directory))
                {
                    return null;
                }
                using var reader = DirectoryReader.Open(directory);
                foreach (var leaf in reader.Leaves)
                {
                    leaf.AtomicReader.CheckIntegrity();
                }
                var said = reader.IndexCommit.UserData;
                cursor =
                    said.TryGetValue(FormatKey, out var format) && format == Fields.Format
                        ? LogCursor.Parse(said.TryGetValue(CursorKey, out var text) ? text : null)
                        : null;
            }
            return cursor is null ? null : Open(folder, OpenMode.APPEND, cursor);
        });

    /// <summary>Whether somebody writes there now.</summary>
    public static bool IsHeld(string folder)
    {
        using var directory = new NIOFSDirectory(new DirectoryInfo(folder));
        return IndexWriter.IsLocked(directory);
    }

    /// <summary>What is not in it yet: nothing has to be looked for to be replaced.</summary>
    public void Add(Document document) => Write(() => writer.AddDocument(document));

    public void Put(string key, Document document) => Write(() => writer.UpdateDocument(new(Fields.Key, key), document));

    public void Remove(string key) => Write(() => writer.DeleteDocuments(new Term(Fields.Key, key)));

    /// <summary>Out of the files too, with the next commit: what is only removed stays in them until Lucene merges it away (MS-6).</summary>
    public void Forget(string key)
    {
        Remove(key);
        Interlocked.Exchange(ref forgets, 1);
    }

    /// <summary>A conversation that is no more, with its messages.</summary>
    public void RemoveConversation(string id) =>
        Write(() => writer.DeleteDocuments(new Term(Fields.Key, id), new Term(Fields.Conversation, id)));

    /// <summary>What was put in of an agent, or null.</summary>
    public string? KnownOf(string agentId) =>
        Search(searcher =>
        {
            var found = searcher.Search(new TermQuery(new(Fields.Key, agentId)), 1);
            return found.ScoreDocs.Length == 0
                ? null
                : searcher.Doc(found.ScoreDocs[0].Doc).Get(Fields.Agent, CultureInfo.InvariantCulture);
        });

    /// <summary>
    /// On the disk for good, with the cursor. More may be written and searched meanwhile; the files are not to be checked before it is done.
    /// </summary>
    public void Commit() =>
        IndexDamaged.Guard(() =>
        {
            // What was searched between two commits left a small segment each time. Lucene merges after it chose what it brings to the disk,
            // and would wait for each of them.
            searchers.MaybeRefreshBlocking();
            if (Interlocked.Exchange(ref forgets, 0) == 1)
            {
                CommitMerges.Now(writer.ForceMergeDeletes);
            }
            CommitMerges.Now(writer.MaybeMerge);
            writer.SetCommitData(new Dictionary<string, string> { [CursorKey] = Cursor.ToString(), [FormatKey] = Fields.Format });
            writer.Commit();
            searchers.MaybeRefreshBlocking();
            RememberFiles();
        });

    /// <summary>In all that was written until now.</summary>
    public T Search<T>(Func<IndexSearcher, T> search) =>
        IndexDamaged.Guard(() =>
        {
            Show();
            var searcher = searchers.Acquire();
            try
            {
                return search(searcher);
            }
            finally
            {
                searchers.Release(searcher);
            }
        });

    private void Write(Action write)
    {
        IndexDamaged.Guard(write);
        Interlocked.Increment(ref written);
    }

    /// <summary>
    /// Makes what was written findable, for whoever searches: done after each message, it took half of a node's processor. Merging is left
    /// to the next commit, so that nobody waits for it.
    /// </summary>
    private void Show()
    {
        if (Interlocked.Read(ref shown) == Interlocked.Read(ref written))
        {
            return;
        }
        lock (refreshing)
        {
            var now = Interlocked.Read(ref written);
            if (Interlocked.Read(ref shown) != now)
            {
                searchers.MaybeRefreshBlocking();
                Interlocked.Exchange(ref shown, now);
            }
        }
    }

    /// <summary>Files of an index are written once: one that is gone, shorter, longer or written since was damaged by somebody.</summary>
    public void CheckFiles()
    {
        foreach (var (name, was) in files)
        {
            var file = new FileInfo(Path.Combine(Folder, name));
            if (!file.Exists || (file.Length, file.LastWriteTimeUtc) != was)
            {
                throw new IndexDamaged($"The file {name} of the search index was changed or taken away.");
            }
        }
    }

    /// <summary>Closes it without another commit: what is missing is read from the log again.</summary>
    public void Dispose()
    {
        // What it stumbles over in a damaged folder changes nothing any more.
        Quietly(searchers.Dispose);
        Quietly(writer.Rollback);
        Quietly(directory.Dispose);
    }

    private static OpenIndex Open(string folder, OpenMode mode, LogCursor cursor) =>
        IndexDamaged.Guard(() =>
        {
            var directory = new NIOFSDirectory(new DirectoryInfo(folder));
            IndexWriter? writer = null;
            try
            {
                writer = new IndexWriter(
                    directory,
                    new(LuceneVersion.LUCENE_48, new NoAnalyzer())
                    {
                        OpenMode = mode,
                        // On the writer's own thread: what goes wrong in one of Lucene's own would end the process.
                        MergeScheduler = new CommitMerges.OnItsThread(),
                        MergePolicy = new CommitMerges { ForceMergeDeletesPctAllowed = 0 },
                        WriteLockTimeout = 0,
                    }
                );
                return new OpenIndex(folder, directory, writer, new(writer, true, new Searchers()), cursor);
            }
            catch
            {
                if (writer is not null)
                {
                    Quietly(writer.Rollback);
                }
                Quietly(directory.Dispose);
                throw;
            }
        });

    /// <summary>Those of the last commit: they stay until the next one, whatever is merged meanwhile.</summary>
    private void RememberFiles()
    {
        files.Clear();
        if (!DirectoryReader.IndexExists(directory))
        {
            return;
        }
        var committed = new SegmentInfos();
        committed.Read(directory);
        foreach (var name in committed.GetFiles(directory, includeSegmentsFile: false))
        {
            var file = new FileInfo(Path.Combine(Folder, name));
            files[name] = (file.Length, file.LastWriteTimeUtc);
        }
    }

    private static void Quietly(Action close)
    {
        try
        {
            close();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // It is given up anyway.
        }
    }

    /// <summary>Weights are what the query says and nothing else, so that they are the same before and after a merge.</summary>
    private sealed class Searchers : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader) => new(reader) { Similarity = new AsTheQuerySays() };
    }

    /// <summary>Merges where it is asked for, and nowhere else: neither who searches nor who writes waits for one.</summary>
    private sealed class CommitMerges : TieredMergePolicy
    {
        [ThreadStatic]
        private static bool now;

        public static void Now(Action work)
        {
            now = true;
            try
            {
                work();
            }
            finally
            {
                now = false;
            }
        }

        public override MergeSpecification? FindMerges(MergeTrigger mergeTrigger, SegmentInfos infos) =>
            now ? base.FindMerges(mergeTrigger, infos) : null;

        /// <summary>Nor do they wait for the one that another thread is at.</summary>
        public sealed class OnItsThread : SerialMergeScheduler
        {
            public override void Merge(IndexWriter writer, MergeTrigger trigger, bool newMergesFound)
            {
                if (now)
                {
                    base.Merge(writer, trigger, newMergesFound);
                }
            }
        }
    }

    private sealed class AsTheQuerySays : DefaultSimilarity
    {
        public override float QueryNorm(float sumOfSquaredWeights) => 1;

        public override float Coord(int overlap, int maxOverlap) => 1;
    }

    private sealed class NoAnalyzer : Analyzer
    {
        protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) =>
            throw new NotSupportedException("Words are folded before they are indexed.");
    }
}
