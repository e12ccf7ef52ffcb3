using XBees.Application.Events;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Work;

/// <summary>Throws away what nobody needs any more, in many short units.</summary>
public sealed class Sweep(Db db, Units units, TimeProvider time)
{
    public static readonly TimeSpan LogIsKept = TimeSpan.FromDays(14);
    public const long LeastEntries = 100_000;

    private static readonly TimeSpan SignalsAreKept = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RatesAreKept = TimeSpan.FromDays(2);
    private static readonly TimeSpan AddressesAreKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan DeadLinksAreKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan DoneDeliveriesAreKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan ImportsAreKept = TimeSpan.FromDays(7);
    private static readonly TimeSpan CodesAreKept = TimeSpan.FromDays(1);
    private const int Chunk = 500;

    public Task SignalsAsync(CancellationToken cancel) => ExecuteAsync(() => $"delete from signal where at < @old", SignalsAreKept, cancel);

    public async Task AllAsync(CancellationToken cancel)
    {
        await LogAsync(LeastEntries, cancel);
        await ExecuteAsync(() => $"delete from request_key where created_at < @old", UnitOfWork.Kept, cancel);
        await ExecuteAsync(() => $"delete from rate where window_start < @old", RatesAreKept, cancel);
        // PV-5: where an agent's session began and a guest's was used last, whether it still lives or not.
        await ExecuteAsync(
            () => $"update agent_session set address = null where address is not null and created_at < @old",
            AddressesAreKept,
            cancel
        );
        await ExecuteAsync(
            () => $"update guest_session set network = null, network_at = null where network is not null and network_at < @old",
            AddressesAreKept,
            cancel
        );
        await ExecuteAsync(
            () => $"update guest_block set network = null, network_until = null where network_until < @old",
            TimeSpan.Zero,
            cancel
        );
        await ExecuteAsync(() => $"delete from address_code where created_at < @old", CodesAreKept, cancel);
        await ExecuteAsync(() => $"delete from delivery where done_at < @old", DoneDeliveriesAreKept, cancel);
        await ExecuteAsync(
            () => $"delete from contact_import_part where import_id in (select id from contact_import where created_at < @old)",
            ImportsAreKept,
            cancel
        );
        await ExecuteAsync(
            () => $"delete from contact_import_refusal where import_id in (select id from contact_import where created_at < @old)",
            ImportsAreKept,
            cancel
        );
        await ExecuteAsync(() => $"delete from contact_import where created_at < @old", ImportsAreKept, cancel);
        await ExecuteAsync(() => $"delete from guest_link where expires_at < @old", DeadLinksAreKept, cancel);
    }

    /// <summary>The log's oldest entries, never past a reader that still needs them.</summary>
    /// <param name="least">So many stay, however old.</param>
    /// <param name="cancel">Ends it between two chunks.</param>
    public async Task LogAsync(long least, CancellationToken cancel)
    {
        var spare = await db.FirstAsync<long>($"select count(*) from log", cancel: cancel) - least;
        var old = Before(LogIsKept);
        while (spare > 0)
        {
            var slowest = await SlowestAsync(cancel);
            var oldest = await db.ListAsync<EntryRow>(
                $"""
                select epoch, {Dialect.LogTx} as tx, position, at
                from log
                order by {Dialect.LogOrder}
                {Dialect.Limit}
                """,
                new { limit = (int)Math.Min(Chunk, spare) },
                cancel
            );
            var gone = oldest
                .TakeWhile(entry => entry.At < old && (slowest is null || !entry.Place.IsAfter(slowest)))
                .Select(entry => entry.Position)
                .ToArray();
            if (gone.Length > 0)
            {
                await units.RunAsync(
                    unit => Unit.Of(unit).ExecuteAsync($"delete from log where {Dialect.In("position", "@gone")}", new { gone }),
                    cancel
                );
            }
            if (gone.Length < Chunk)
            {
                return;
            }
            spare -= gone.Length;
        }
    }

    private async Task<LogCursor?> SlowestAsync(CancellationToken cancel)
    {
        var readers = await db.ListAsync<EntryRow>($"select epoch, tx, position from log_reader where owner is not null", cancel: cancel);
        return readers
            .Select(reader => reader.Place)
            .Aggregate((LogCursor?)null, (least, place) => least?.IsAfter(place) != false ? place : least);
    }

    private Task<int> ExecuteAsync(Func<Sql> sql, TimeSpan kept, CancellationToken cancel) =>
        units.RunAsync(unit => Unit.Of(unit).ExecuteAsync(sql(), new { old = Before(kept) }), cancel);

    private long Before(TimeSpan kept) => (time.GetUtcNow() - kept).ToUnixTimeMilliseconds();

    private sealed class EntryRow
    {
        public long Epoch { get; init; }
        public long Tx { get; init; }
        public long Position { get; init; }
        public long At { get; init; }

        public LogCursor Place => new(Epoch, Tx, Position, "");
    }
}
