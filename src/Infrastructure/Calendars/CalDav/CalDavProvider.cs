using System.Net;
using System.Text;
using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Domain.Calendars;
using XBees.Infrastructure.Calendars.Ics;

namespace XBees.Infrastructure.Calendars.CalDav;

/// <summary>Accounts of CalDAV servers (RFC 4791), with user name and password.</summary>
public sealed class CalDavProvider(CalendarHttp http, ICalendarWriter writer, TimeProvider time) : ICalendarProvider
{
    /// <summary>What is written is read by nobody else at the same time for long.</summary>
    private const int Tries = 3;

    private readonly IcsReader reader = new(time);

    public CalendarKind Kind => CalendarKind.CalDav;

    public Task<IReadOnlyList<RemoteCalendar>> ListAsync(CalendarAccess access, CancellationToken cancel) =>
        Server(access).DiscoverAsync(cancel);

    public async Task<IReadOnlyList<CalendarEntry>> ReadAsync(
        CalendarAccess access,
        string calendarId,
        Interval within,
        CancellationToken cancel
    )
    {
        var found = await Server(access).QueryAsync(calendarId, within, cancel);
        return await Task.Run(
            () =>
                found.Select(File).OfType<string>().SelectMany(file => reader.Read(Encoding.UTF8.GetBytes(file), access, within)).ToList(),
            cancel
        );
    }

    public async Task<WrittenEvent> WriteAsync(
        CalendarAccess access,
        string calendarId,
        CalendarEvent meeting,
        WrittenEvent? before,
        CancellationToken cancel
    )
    {
        var server = Server(access);
        var file = writer.WriteEntry(meeting);
        // The name follows from the meeting: whoever does not know that it was written finds it there.
        var path =
            before?.RemoteId ?? new Uri(new Uri(calendarId.TrimEnd('/') + "/"), Uri.EscapeDataString(meeting.Uid) + ".ics").AbsoluteUri;
        var version = before?.ETag ?? (before is null ? null : await server.ETagAsync(path, cancel));
        for (var tried = 0; tried < Tries; tried++)
        {
            var (status, tag) = await server.PutAsync(path, file, version, cancel);
            if (status is not (HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound))
            {
                return new(path, tag ?? await server.ETagAsync(path, cancel));
            }
            // Somebody changed it there, or deleted it; what is written now is newer.
            version = await server.ETagAsync(path, cancel);
        }
        throw new CalendarUnreachable("The calendar changes while it is written to.");
    }

    public Task DeleteAsync(CalendarAccess access, string calendarId, WrittenEvent written, CancellationToken cancel) =>
        Server(access).DeleteAsync(written.RemoteId, cancel);

    public async Task<IReadOnlyList<SeenEvent>> SeeAsync(
        CalendarAccess access,
        string calendarId,
        IReadOnlyList<string> remoteIds,
        CancellationToken cancel
    )
    {
        // By their paths: a server need not repeat the whole address.
        var byPath = remoteIds.ToDictionary(id => Uri.UnescapeDataString(new Uri(id).AbsolutePath));
        var found = await Server(access).GetAsync(calendarId, [.. remoteIds.Select(id => new Uri(id).AbsolutePath)], cancel);
        var whole = new Interval(Instant.FromUtc(1970, 1, 1, 0, 0), Instant.FromUtc(2500, 1, 1, 0, 0));
        var seen = new List<SeenEvent>();
        foreach (var one in found)
        {
            if (
                File(one) is { } file
                && CalDavServer.Join(new(calendarId), one.Href) is { } place
                && byPath.TryGetValue(Uri.UnescapeDataString(place.AbsolutePath), out var id)
                && reader.Read(Encoding.UTF8.GetBytes(file), access, whole) is [var entry, ..]
                && entry.In(access.Zone) is { } when
            )
            {
                seen.Add(new(id, when.From, when.To, entry.Answer));
            }
        }
        return seen;
    }

    public Task ForgetAsync(CalendarAccess access, CancellationToken cancel) => Task.CompletedTask;

    private CalDavServer Server(CalendarAccess access) => new(http, CalDavAccount.Of(access.Secret));

    private static string? File(DavResource one) => one.Property(DavXml.CalDav + "calendar-data")?.Value;
}
