using System.Text.Json;
using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Meetings;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Calendars;

/// <summary>
/// Makes the event of a meeting what it should be now, wherever it was before. However often it is done, it is one event: its name follows
/// from the meeting.
/// </summary>
public sealed class CalendarDelivery(
    Db db,
    CalendarStore connections,
    WrittenEvents events,
    MeetingEvent words,
    IEnumerable<ICalendarProvider> providers,
    TimeProvider time
) : IDeliveryHandler
{
    private readonly Dictionary<CalendarKind, ICalendarProvider> byKind = providers.ToDictionary(provider => provider.Kind);

    public string Kind => MeetingEntries.Kind;

    public async Task SendAsync(Delivery delivery, CancellationToken cancel)
    {
        var due = JsonSerializer.Deserialize<DueEntry>(delivery.Payload, JsonSerializerOptions.Web)!;
        try
        {
            await (due.Gone is { } gone ? DeleteAsync(gone, cancel) : BringAsync(due.MeetingId, cancel));
        }
        catch (CalendarUnreachable failure) when (failure.RetryAfter is { } wait)
        {
            throw new AskedToWait(failure.Message, wait.ToTimeSpan(), failure);
        }
    }

    private async Task BringAsync(string meetingId, CancellationToken cancel)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var row = await MeetingAsync(meetingId, cancel);
        // What is over stays in the calendar as it was.
        if (row is null || row.EndsAt <= now.ToUnixTimeMilliseconds())
        {
            return;
        }
        var target = row.State != "cancelled" ? await TargetAsync(row.AgentId, cancel) : null;
        var written = await events.FindAsync(row.Id, cancel);
        if (written is not null && (written.ConnectionId != target?.Id || written.CalendarId != target.Written!.Id))
        {
            await DeleteAsync(written, cancel);
            await events.DropAsync(written);
            written = null;
        }
        if (target is not null)
        {
            await WriteAsync(target, words.Of(row, null, now), written, cancel);
        }
    }

    private async Task WriteAsync(CalendarConnection target, CalendarEvent meeting, WrittenRow? before, CancellationToken cancel)
    {
        if (await connections.AccessAsync(target.Id, cancel) is not { } access)
        {
            return;
        }
        var calendar = target.Written!.Id;
        var made = await byKind[target.Kind]
            .WriteAsync(access, calendar, meeting with { Zone = access.Zone.Id }, before?.ToEvent(), cancel);
        if (!await events.KeepAsync(target.Id, calendar, meeting, made))
        {
            await byKind[target.Kind].DeleteAsync(access, calendar, made, cancel);
        }
    }

    private async Task DeleteAsync(WrittenRow written, CancellationToken cancel)
    {
        var kind = await db.FirstAsync<string>(
            $"select kind from calendar_connection where id = @id",
            new { id = written.ConnectionId },
            cancel
        );
        // Disconnected: what was written to it stays there.
        if (kind is not null && await connections.AccessAsync(written.ConnectionId, cancel) is { } access)
        {
            await byKind[CalendarRow.KindOf(kind)].DeleteAsync(access, written.CalendarId, written.ToEvent(), cancel);
        }
    }

    private Task<MeetingRow?> MeetingAsync(string id, CancellationToken cancel) =>
        db.FirstAsync<MeetingRow>(
            $"select {MeetingRow.WithPeople} from meeting t {MeetingRow.People} where t.id = @id",
            new { id },
            cancel
        );

    private async Task<CalendarConnection?> TargetAsync(string agentId, CancellationToken cancel) =>
        (await connections.OfAgentAsync(agentId, cancel)).FirstOrDefault(one => one.Written is not null);
}
