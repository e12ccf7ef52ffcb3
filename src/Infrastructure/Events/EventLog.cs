using XBees.Application.Events;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Events;

/// <summary>Reads the log behind the horizon of the database at hand.</summary>
public sealed class EventLog(Db db, LogEpoch epoch) : ILog
{
    public async Task<IReadOnlyList<LoggedEntry>> AfterAsync(LogCursor cursor, int limit, CancellationToken cancel)
    {
        var rows = await db.ListAsync<Row>(
            $"""
            select epoch, {Dialect.LogTx} as tx, position, type, conversation_id, subject_id, people, at
            from log
            where {Dialect.LogAfter}
            order by {Dialect.LogOrder}
            {Dialect.Limit}
            """,
            new
            {
                epoch = cursor.Epoch,
                tx = cursor.Tx,
                position = cursor.Position,
                current = epoch.Current,
                limit,
            },
            cancel
        );
        return [.. rows.Select(row => row.ToEntry())];
    }

    public async Task<LogCursor> NewestAsync(CancellationToken cancel)
    {
        var row = await db.FirstAsync<Row>(
            $"""
            select epoch, {Dialect.LogTx} as tx, position, type, conversation_id, subject_id, people, at
            from log
            where {Dialect.LogVisible}
            order by epoch desc, tx desc, position desc
            {Dialect.Limit}
            """,
            new { current = epoch.Current, limit = 1 },
            cancel
        );
        return row?.ToEntry().Cursor ?? LogCursor.Start;
    }

    public async Task<bool> KnowsAsync(LogCursor cursor, CancellationToken cancel)
    {
        if (cursor == LogCursor.Start)
        {
            return true;
        }
        var row = await db.FirstAsync<Row>(
            $"""
            select epoch, {Dialect.LogTx} as tx, position, type, conversation_id, subject_id, people, at
            from log
            where position = @position
            """,
            new { position = cursor.Position },
            cancel
        );
        return row?.ToEntry().Cursor == cursor;
    }

    private sealed class Row
    {
        public long Epoch { get; init; }

        public long Tx { get; init; }

        public long Position { get; init; }

        public string Type { get; init; } = "";

        public string? ConversationId { get; init; }

        public string? SubjectId { get; init; }

        public string? People { get; init; }

        public long At { get; init; }

        public LoggedEntry ToEntry() =>
            new(new(Epoch, Tx, Position, Check()), Type, ConversationId, SubjectId, People?.Split(' ') ?? [], At);

        private string Check()
        {
            // FNV-1a, because it must be the same in every process and version.
            var hash = 2166136261u;
            foreach (var letter in $"{Type} {ConversationId} {SubjectId} {At}")
            {
                hash = (hash ^ letter) * 16777619u;
            }
            return (hash & 0xffff).ToString("x4", System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
