using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using XBees.Application.Search;
using XBees.Domain.Search;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Events;
using XBees.Infrastructure.Search;
using XBees.Testing.Databases;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>The product's own index and reader in this process, over the database of a company.</summary>
internal sealed class OwnSearch : IAsyncDisposable
{
    private readonly OpenDatabase database;
    private readonly SearchIndex index = new(TimeProvider.System);
    private readonly SearchOptions options;
    private readonly IndexKeeper keeper;

    private OwnSearch(OpenDatabase database, SearchOptions options)
    {
        this.database = database;
        this.options = options;
        Reader = new SearchReader(database.Db, index, TimeProvider.System);
        keeper = new(
            database.Db,
            new Infrastructure.Events.EventLog(database.Db, database.Epoch),
            new EventHub(database.Db),
            index,
            options,
            TimeProvider.System,
            NullLogger<IndexKeeper>.Instance
        );
    }

    public SearchReader Reader { get; }

    /// <summary>How long it took until the index was whole and on the disk.</summary>
    public TimeSpan Built { get; private set; }

    public long Bytes => new DirectoryInfo(options.Folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <summary>Makes the index where there is none.</summary>
    public static async Task<OwnSearch> OpenAsync(Company company)
    {
        var own = new OwnSearch(await OpenDatabase.OverAsync(company.Options, TimeProvider.System), SearchOptions.In(company.Folder, null));
        var watch = Stopwatch.StartNew();
        await own.keeper.StartAsync(CancellationToken.None);
        // The first question opens it.
        await own.FindAsync(SearchCompany.Manager, SearchQuery.Parse("wanted")!);
        await Eventually.TrueAsync(() => own.index.State.State == "ready", TimeSpan.FromMinutes(10), () => "the index is made");
        own.Built = watch.Elapsed;
        return own;
    }

    /// <summary>Another node's index, as it would have made it itself.</summary>
    public void CopyTo(SearchOptions other)
    {
        foreach (var file in Directory.EnumerateFiles(options.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(other.Folder, Path.GetRelativePath(options.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public async Task<IReadOnlyList<string>> FindAsync(Searcher who, SearchQuery query)
    {
        IReadOnlyList<string> services = who.Agent is null ? [SearchCompany.ServiceId(0)] : [];
        var seeing = new Seeing(who.Id, services);
        var found = await index.FindAsync(query, FoundGroup.Conversations, seeing, ISearchEngine.Most, null, CancellationToken.None);
        return [.. found.Select(one => one.Row)];
    }

    public async ValueTask DisposeAsync()
    {
        await keeper.StopAsync(CancellationToken.None);
        keeper.Dispose();
        await database.DisposeAsync();
    }

    /// <summary>What the index says, without asking the database.</summary>
    internal sealed class IndexAlone(OwnSearch own) : ISearchEngine
    {
        public string Name => "index alone";

        public bool Answers(Asked asked) => true;

        public Task<IReadOnlyList<string>> FindAsync(Searcher who, Asked asked) => own.FindAsync(who, SearchQuery.Parse(asked.Text)!);
    }

    /// <summary>As the product's controllers ask: found, checked against the database and shown with what matched.</summary>
    internal sealed class Inside(OwnSearch own) : ISearchEngine
    {
        private static readonly SearchWithin Everything = new(null, new());

        public string Name => "inside";

        public bool Answers(Asked asked) => true;

        public async Task<IReadOnlyList<string>> FindAsync(Searcher who, Asked asked)
        {
            var query = SearchQuery.Parse(asked.Text)!;
            var found = await own.Reader.ConversationsAsync(
                who.Caller,
                query,
                Everything,
                ISearchEngine.Most,
                null,
                CancellationToken.None
            );
            return [.. found.Select(one => one.Row.Id)];
        }
    }
}
