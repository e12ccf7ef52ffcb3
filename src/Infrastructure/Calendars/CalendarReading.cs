using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using XBees.Application.Calendars;
using XBees.Domain.Calendars;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Calendars;

/// <summary>Reads calendars and keeps what they say; whoever asks while one is being read waits for the same answer.</summary>
public sealed partial class CalendarReading(
    Db db,
    CalendarStore connections,
    Readings readings,
    OutsideChanges changes,
    IEnumerable<ICalendarProvider> providers,
    TimeProvider time,
    ILogger<CalendarReading> logger
) : IFreshCalendars
{
    /// <summary>CA-3: nobody who books waits longer for a slow calendar.</summary>
    private static readonly TimeSpan WhileBooking = TimeSpan.FromSeconds(3);

    /// <summary>More than a dozen a day, as far as one can be booked ahead: rows that one unit can write.</summary>
    private const int MostStretches = 10_000;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly Duration Past = Duration.FromDays(2);
    private static readonly Duration Ahead = Duration.FromDays(Limits.HorizonDays + 3);

    private readonly Dictionary<CalendarKind, ICalendarProvider> byKind = providers.ToDictionary(provider => provider.Kind);
    private readonly ConcurrentDictionary<string, Lazy<Task>> running = new();

    public async Task OfAgentAsync(string agentId, CancellationToken cancel) =>
        await WaitAsync(
            await db.ListAsync<string>(
                $"select c.id from calendar_connection c where c.agent_id = @agentId and c.read_at is not null",
                new { agentId },
                cancel
            ),
            cancel
        );

    public async Task OfLinkAsync(string slug, CancellationToken cancel) =>
        await WaitAsync(
            await db.ListAsync<string>(
                $"""
                select c.id
                from agent_slug s
                join calendar_connection c on c.agent_id = s.agent_id
                where s.slug = @slug and c.read_at is not null
                union all
                select c.id
                from widget w
                join service_member m on m.service_id = w.service_id
                join calendar_connection c on c.agent_id = m.agent_id
                where w.widget_key = @slug and m.paused_at is null and c.read_at is not null
                """,
                new { slug },
                cancel
            ),
            cancel
        );

    public async Task OfMeetingAsync(string meetingId, CancellationToken cancel) =>
        await WaitAsync(
            await db.ListAsync<string>(
                $"""
                select c.id
                from meeting t
                join calendar_connection c on c.agent_id = t.agent_id
                where t.id = @meetingId and c.read_at is not null
                """,
                new { meetingId },
                cancel
            ),
            cancel
        );

    private async Task WaitAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return;
        }
        try
        {
            await Task.WhenAll(ids.Select(ReadAsync)).WaitAsync(WhileBooking, time, cancel);
        }
        catch (TimeoutException)
        {
            // What is kept counts.
        }
    }

    /// <summary>Ends well whatever the calendar does: what became of it stands in its row.</summary>
    public Task ReadAsync(string connectionId) =>
        running
            .GetOrAdd(
                connectionId,
                id =>
                    new(() =>
                        Task.Run(async () =>
                        {
                            try
                            {
                                await OnceAsync(id);
                            }
                            finally
                            {
                                running.TryRemove(id, out _);
                            }
                        })
                    )
            )
            .Value;

    private async Task OnceAsync(string id)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        var began = readings.Now;
        if (
            await readings.FindAsync(id, limit.Token) is not { } connection
            || await connections.AccessAsync(id, limit.Token) is not { } access
        )
        {
            return;
        }
        try
        {
            var within = new Interval(began - Past, began + Ahead);
            var entries = new List<CalendarEntry>();
            foreach (var calendar in connection.Blocking)
            {
                entries.AddRange(await byKind[connection.Kind].ReadAsync(access, calendar.Id, within, limit.Token));
            }
            var busy = BusyStretches.Of(entries, access.Zone, connection.UnansweredBlocks, within);
            if (busy.Count > MostStretches)
            {
                throw new CalendarUnreadable("It has too many events.");
            }
            await readings.KeepAsync(connection, began, busy);
            await changes.LookAsync(connection, access, limit.Token);
        }
        catch (OperationCanceledException error) when (limit.IsCancellationRequested)
        {
            await readings.FailedAsync(connection, new CalendarUnreachable("It takes too long.", error));
        }
        catch (CalendarFailure failure)
        {
            await readings.FailedAsync(connection, failure);
        }
        catch (Exception error) when (error is not (DbException or StorageBusy or StorageFull or NodeStops))
        {
            // Whatever somebody else's calendar makes go wrong here, nobody's booking fails by it.
            ReadFailed(logger, error, id);
            await readings.FailedAsync(connection, new CalendarUnreadable("It cannot be understood.", error));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Calendar {Id} could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception error, string id);
}
