using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;

namespace XBees.Infrastructure.Calendars;

/// <summary>Connected accounts; what opens them is sealed under the master key (CA-6).</summary>
public sealed class CalendarStore(Db db, Units units, MasterKey master, ISchedulerReader schedulers)
    : ICalendarStore,
        ICalendarSecrets,
        ICalendarOwners
{
    private const string Purpose = "calendar";

    public Task<IReadOnlyList<CalendarConnection>> OfAgentAsync(string agentId, CancellationToken cancel) => LoadAsync(db, agentId, cancel);

    public Task<IReadOnlyList<CalendarConnection>> OfAgentAsync(IUnit unit, string agentId) => LoadAsync(Unit.Of(unit), agentId);

    public async Task<CalendarAccess?> AccessAsync(string connectionId, CancellationToken cancel)
    {
        var row = await db.FirstAsync<SecretRow>(
            $"select agent_id, secret from calendar_connection where id = @connectionId",
            new { connectionId },
            cancel
        );
        return row is null
            ? null
            : await AccessAsync(row.AgentId, master.Open(Purpose, row.Secret), cancel) with
            {
                ConnectionId = connectionId,
            };
    }

    public async Task<CalendarAccess> AccessAsync(string agentId, string secret, CancellationToken cancel)
    {
        var email = await db.FirstAsync<string>($"select email from agent where id = @agentId", new { agentId }, cancel);
        var zone = (await schedulers.OfAgentAsync(agentId, cancel)).Availability.TimeZone;
        return new("", secret, email!, TimeZones.Find(zone) ?? DateTimeZone.Utc);
    }

    public Task InsertAsync(IUnit unit, CalendarConnection connection, string secret)
    {
        var session = Unit.Of(unit);
        return session.ExecuteAsync(
            $"""
            insert into calendar_connection (id, agent_id, version, kind, label, secret, calendars, written, unanswered_blocks, state, connected_at,
                read_at, next_read_at, failures, claim_beat)
            values (@id, @agentId, @version, @kind, @label, @secret, @calendars, @written, @unansweredBlocks, @state, @now, @readAt, @now, @none, @none)
            """,
            new
            {
                id = connection.Id,
                agentId = connection.AgentId,
                version = connection.Version,
                kind = CalendarText.Word(connection.Kind),
                label = connection.Label,
                secret = master.Seal(Purpose, secret),
                calendars = CalendarRow.Write(connection.Calendars),
                written = connection.Written?.Id,
                unansweredBlocks = connection.UnansweredBlocks,
                state = "connected",
                now = session.NowMs,
                readAt = connection.Blocking.Any() ? session.NowMs : (long?)null,
                none = 0L,
            }
        );
    }

    public async Task SaveAsync(IUnit unit, CalendarConnection connection)
    {
        var session = Unit.Of(unit);
        var before = await session.FirstAsync<string>(
            $"select written from calendar_connection where id = @id",
            new { id = connection.Id }
        );
        await session.ExecuteAsync(
            $"""
            update calendar_connection
            set version = @version, label = @label, calendars = @calendars, written = @written, unanswered_blocks = @unansweredBlocks, next_read_at = @now,
                read_at = @readAt
            where id = @id
            """,
            new
            {
                id = connection.Id,
                version = connection.Version,
                label = connection.Label,
                calendars = CalendarRow.Write(connection.Calendars),
                written = connection.Written?.Id,
                unansweredBlocks = connection.UnansweredBlocks,
                now = session.NowMs,
                // What is newly looked at has an hour from now to be read.
                readAt = connection.Blocking.Any() ? connection.ReadAt?.ToUnixTimeMilliseconds() ?? session.NowMs : (long?)null,
            }
        );
        if (connection.Written?.Id != before)
        {
            await MeetingEntries.SetAllAsync(session, connection);
        }
        if (!connection.Blocking.Any())
        {
            await session.ExecuteAsync($"delete from calendar_busy where connection_id = @id", new { id = connection.Id });
        }
    }

    public async Task DropAsync(IUnit unit, string id)
    {
        var session = Unit.Of(unit);
        await session.ExecuteAsync($"delete from calendar_busy where connection_id = @id", new { id });
        await session.ExecuteAsync($"delete from calendar_event where connection_id = @id", new { id });
        await session.ExecuteAsync($"delete from calendar_connection where id = @id", new { id });
    }

    public async Task<string?> FindAsync(string connectionId, CancellationToken cancel) =>
        await SealedAsync(connectionId, cancel) is { } secret ? master.Open(Purpose, secret) : null;

    // What is sealed anew reads otherwise each time: it is replaced where it is still the very row that was opened.
    public async Task<bool> ReplaceAsync(string connectionId, string before, string after, CancellationToken cancel) =>
        await SealedAsync(connectionId, cancel) is { } present
        && master.Open(Purpose, present) == before
        && await units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"update calendar_connection set secret = @secret where id = @connectionId and secret = @present",
                        new
                        {
                            connectionId,
                            secret = master.Seal(Purpose, after),
                            present,
                        }
                    ),
            cancel
        ) == 1;

    private Task<string?> SealedAsync(string connectionId, CancellationToken cancel) =>
        db.FirstAsync<string>($"select secret from calendar_connection where id = @connectionId", new { connectionId }, cancel);

    private static async Task<IReadOnlyList<CalendarConnection>> LoadAsync(
        SqlSession session,
        string agentId,
        CancellationToken cancel = default
    ) =>
        [
            .. (
                await session.ListAsync<CalendarRow>(
                    $"select {CalendarRow.Columns} from calendar_connection c where c.agent_id = @agentId order by c.id",
                    new { agentId },
                    cancel
                )
            ).Select(row => row.ToConnection()),
        ];

    private sealed class SecretRow
    {
        public string AgentId { get; init; } = "";
        public string Secret { get; init; } = "";
    }
}
