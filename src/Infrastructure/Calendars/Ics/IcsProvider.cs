using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Domain.Calendars;

namespace XBees.Infrastructure.Calendars.Ics;

/// <summary>A calendar that somebody else publishes at an address; it is read alone. The address is its secret.</summary>
public sealed class IcsProvider(CalendarHttp http, TimeProvider time) : ICalendarProvider
{
    /// <summary>There is one calendar at an address.</summary>
    private const string Only = "ics";

    private readonly IcsReader reader = new(time);

    public CalendarKind Kind => CalendarKind.Ics;

    public async Task<IReadOnlyList<RemoteCalendar>> ListAsync(CalendarAccess access, CancellationToken cancel)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        await ReadAsync(access, Only, new(now, now + Duration.FromDays(1)), cancel);
        return [new(Only, "", IsWritable: false)];
    }

    public async Task<IReadOnlyList<CalendarEntry>> ReadAsync(
        CalendarAccess access,
        string calendarId,
        Interval within,
        CancellationToken cancel
    )
    {
        var answer = await http.SendAsync(new(HttpMethod.Get, access.Secret), [], cancel);
        // Nobody waits for what a page or a timer of others needs while a large file is read.
        return await Task.Run(() => reader.Read(answer.Body, access, within), cancel);
    }

    public Task<WrittenEvent> WriteAsync(
        CalendarAccess access,
        string calendarId,
        CalendarEvent meeting,
        WrittenEvent? before,
        CancellationToken cancel
    ) => throw NotWritable();

    public Task DeleteAsync(CalendarAccess access, string calendarId, WrittenEvent written, CancellationToken cancel) =>
        throw NotWritable();

    public Task<IReadOnlyList<SeenEvent>> SeeAsync(
        CalendarAccess access,
        string calendarId,
        IReadOnlyList<string> remoteIds,
        CancellationToken cancel
    ) => throw NotWritable();

    public Task ForgetAsync(CalendarAccess access, CancellationToken cancel) => Task.CompletedTask;

    private static NotSupportedException NotWritable() => new("No calendar of this kind says that it can be written to.");
}
