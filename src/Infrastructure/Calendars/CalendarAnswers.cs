using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Calendars;

/// <summary>Looks at what hosts have answered in their calendars to what they were asked for (CA-4).</summary>
public sealed partial class CalendarAnswers(
    Db db,
    CalendarStore connections,
    IEnumerable<ICalendarProvider> providers,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<CalendarAnswers> logger
)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Ends well whatever the calendar does: it is looked at again with its next reading.</summary>
    public async Task ReadAsync(string connectionId)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        try
        {
            var asked = await AskedAsync(connectionId, limit.Token);
            if (asked.Count > 0 && await connections.AccessAsync(connectionId, limit.Token) is { } access)
            {
                await AnswerAsync(asked, access, limit.Token);
            }
        }
        catch (Exception error) when (error is CalendarFailure or OperationCanceledException)
        {
            // What stands in the connection's row was said by its reading.
        }
        catch (Exception error) when (error is not (DbException or StorageBusy or StorageFull or NodeStops))
        {
            // Whatever somebody else's calendar makes go wrong here, the others are looked at all the same.
            ReadFailed(logger, error, connectionId);
        }
    }

    private async Task AnswerAsync(IReadOnlyList<Row> asked, CalendarAccess access, CancellationToken cancel)
    {
        var provider = providers.Single(one => one.Kind == CalendarRow.KindOf(asked[0].Kind));
        await using var scope = scopes.CreateAsyncScope();
        var answers = scope.ServiceProvider.GetRequiredService<HostAnswers>();
        foreach (var calendar in asked.GroupBy(row => row.CalendarId, StringComparer.Ordinal))
        {
            var seen = await provider.SeeAsync(access, calendar.Key, [.. calendar.Select(row => row.RemoteId)], cancel);
            foreach (var one in seen)
            {
                await answers.RunAsync(calendar.First(row => row.RemoteId == one.RemoteId).MeetingId, one.Answer, cancel);
            }
        }
    }

    private Task<IReadOnlyList<Row>> AskedAsync(string connectionId, CancellationToken cancel) =>
        db.ListAsync<Row>(
            $"""
            select e.meeting_id, e.calendar_id, e.remote_id, c.kind
            from calendar_event e
            join meeting t on t.id = e.meeting_id
            join calendar_connection c on c.id = e.connection_id
            where e.connection_id = @connectionId and t.state = 'unconfirmed' and t.starts_at > @now
            """,
            new { connectionId, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancel
        );

    [LoggerMessage(Level = LogLevel.Error, Message = "The answers in calendar {Id} could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception error, string id);

    private sealed class Row
    {
        public string MeetingId { get; init; } = "";
        public string CalendarId { get; init; } = "";
        public string RemoteId { get; init; } = "";
        public string Kind { get; init; } = "";
    }
}
