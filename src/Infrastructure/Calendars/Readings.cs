using XBees.Application.Calendars;
using XBees.Domain.Calendars;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Calendars;

/// <summary>What became of reading a connection, as it is written down.</summary>
public sealed class Readings(Db db, Units units, TimeProvider time, OutOfReachMail mails)
{
    /// <summary>CA-3: at most five minutes late, with the time that reading takes.</summary>
    public static readonly Duration Every = Duration.FromMinutes(4);

    private static readonly Duration Soon = Duration.FromSeconds(30);
    private static readonly Duration AfterRefusal = Duration.FromMinutes(15);
    private static readonly Duration Longest = Duration.FromHours(1);

    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<CalendarConnection?> FindAsync(string id, CancellationToken cancel) =>
        (
            await db.FirstAsync<CalendarRow>(
                $"select {CalendarRow.Columns} from calendar_connection c where c.id = @id",
                new { id },
                cancel
            )
        )?.ToConnection();

    /// <summary>Keeps what was read, unless something newer is kept or the agent has changed meanwhile what is to be read.</summary>
    public Task KeepAsync(CalendarConnection read, Instant began, IReadOnlyList<Stretch> stretches) =>
        units.RunAsync(
            async unit =>
            {
                var session = Unit.Of(unit);
                await session.ExecuteAsync($"{Dialect.LockAgent}", new { id = read.AgentId });
                var kept = await session.ExecuteAsync(
                    $"""
                    update calendar_connection
                    set state = @state, read_at = @readAt, next_read_at = @next, failures = @none, told_at = null
                    where id = @id and version = @version and (read_at is null or read_at <= @began)
                    """,
                    new
                    {
                        id = read.Id,
                        version = read.Version,
                        state = "connected",
                        readAt = read.Blocking.Any() ? began.ToUnixTimeMilliseconds() : (long?)null,
                        began = began.ToUnixTimeMilliseconds(),
                        next = (unit.Now + Every).ToUnixTimeMilliseconds(),
                        none = 0L,
                    }
                );
                if (kept == 1)
                {
                    await BusyRows.ReplaceAsync(session, read.Id, stretches);
                }
                return true;
            },
            CancellationToken.None
        );

    /// <summary>What is kept stays; after an hour it is not trusted any more, and the agent is told once (CA-3).</summary>
    public Task FailedAsync(CalendarConnection tried, CalendarFailure failure) =>
        units.RunAsync(
            async unit =>
            {
                var session = Unit.Of(unit);
                await session.ExecuteAsync($"{Dialect.LockAgent}", new { id = tried.AgentId });
                var row = await session.FirstAsync<FailedRow>(
                    $"select failures, read_at, told_at, label from calendar_connection where id = @id and version = @version",
                    new { id = tried.Id, version = tried.Version }
                );
                if (row is null)
                {
                    return false;
                }
                var isLate = row.ReadAt is { } at && at <= (unit.Now - CalendarConnection.Trusted).ToUnixTimeMilliseconds();
                await session.ExecuteAsync(
                    $"""
                    update calendar_connection set state = @state, failures = @failures, next_read_at = @next, told_at = @toldAt where id = @id
                    """,
                    new
                    {
                        id = tried.Id,
                        state = CalendarText.Word(CalendarText.State(failure)),
                        failures = row.Failures + 1,
                        next = (unit.Now + Wait(failure, row.Failures)).ToUnixTimeMilliseconds(),
                        toldAt = row.ToldAt ?? (isLate ? session.NowMs : null),
                    }
                );
                if (isLate && row.ToldAt is null)
                {
                    await mails.EnqueueAsync(session, tried.Id, tried.AgentId, row.Label, row.ReadAt!.Value);
                }
                return true;
            },
            CancellationToken.None
        );

    private static Duration Wait(CalendarFailure failure, long failures)
    {
        var own =
            failure is CalendarRefuses
                ? AfterRefusal
                : Duration.Min(Every, Duration.FromSeconds(Soon.TotalSeconds * (1L << (int)Math.Min(failures, 10))));
        return failure is CalendarUnreachable { RetryAfter: { } asked } ? Duration.Max(own, Duration.Min(asked, Longest)) : own;
    }

    private sealed class FailedRow
    {
        public long Failures { get; init; }
        public long? ReadAt { get; init; }
        public long? ToldAt { get; init; }
        public string Label { get; init; } = "";
    }
}
