using XBees.Infrastructure.Events;

namespace XBees.Infrastructure.Search;

/// <summary>How far this node's index is behind what is committed (SE-3).</summary>
public sealed class SearchLag(SearchIndex index, LogLag log)
{
    /// <summary>Null where no index answers, before the first search for example.</summary>
    public async Task<Lag?> ReadAsync(CancellationToken cancel) => index.Cursor is { } cursor ? await log.ReadAsync(cursor, cancel) : null;
}
