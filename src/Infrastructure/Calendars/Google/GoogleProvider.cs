using System.Net;
using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Domain.Calendars;
using XBees.Infrastructure.Calendars.OAuth;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Calendars.Google;

/// <summary>Google Calendar (https://developers.google.com/calendar/api/v3/reference). Of events only what <see cref="Fields"/> names is asked for (CA-2).</summary>
public sealed class GoogleProvider(OAuthCalls calls) : ICalendarProvider
{
    private const int MostPages = 20;
    private const string Fields =
        "id,etag,status,transparency,eventType,start,end,attendees(self,responseStatus),extendedProperties/private";

    private static readonly HttpStatusCode[] Gone = [HttpStatusCode.NotFound, HttpStatusCode.Gone];

    public CalendarKind Kind => CalendarKind.Google;

    public async Task<IReadOnlyList<RemoteCalendar>> ListAsync(CalendarAccess access, CancellationToken cancel)
    {
        var found = new List<GoogleCalendarEntry>();
        await PagesAsync<GoogleCalendars>(
            access,
            "/users/me/calendarList?minAccessRole=reader&maxResults=250",
            page => found.AddRange(page.Items ?? []),
            cancel
        );
        return
        [
            .. found
                .Where(one => one.Id is not null)
                .OrderByDescending(one => one.Primary)
                .Select(one => new RemoteCalendar(one.Id!, one.SummaryOverride ?? one.Summary ?? "", one.IsWritable)),
        ];
    }

    public async Task<IReadOnlyList<CalendarEntry>> ReadAsync(
        CalendarAccess access,
        string calendarId,
        Interval within,
        CancellationToken cancel
    )
    {
        var entries = new List<CalendarEntry>();
        await PagesAsync<GoogleEvents>(
            access,
            $"{Events(calendarId)}?singleEvents=true&maxResults=2500&timeMin={within.Start}&timeMax={within.End}"
                + $"&fields=nextPageToken,items({Fields})",
            page => entries.AddRange((page.Items ?? []).Select(one => one.ToEntry()).OfType<CalendarEntry>()),
            cancel
        );
        return entries;
    }

    public async Task<WrittenEvent> WriteAsync(
        CalendarAccess access,
        string calendarId,
        CalendarEvent meeting,
        WrittenEvent? before,
        CancellationToken cancel
    )
    {
        var events = Events(calendarId);
        var fresh = GoogleBody.Of(meeting, access, calendarId);
        // Its id is ours: what was written and not told, as the answer was lost, is there already.
        if (before is null && await InsertAsync() is { } made)
        {
            return made;
        }
        var id = before?.RemoteId ?? fresh.Id!;
        var answer = await SendAsync(access, HttpMethod.Patch, $"{events}/{id}?sendUpdates=none", fresh.AsChange(), Gone, cancel);
        return answer.IsSuccess
            ? Written(answer)
            : await InsertAsync() ?? throw new CalendarUnreadable("The event is neither there nor can it be made.");

        async Task<WrittenEvent?> InsertAsync()
        {
            var inserted = await SendAsync(access, HttpMethod.Post, $"{events}?sendUpdates=none", fresh, [HttpStatusCode.Conflict], cancel);
            return inserted.IsSuccess ? Written(inserted) : null;
        }
    }

    public Task DeleteAsync(CalendarAccess access, string calendarId, WrittenEvent written, CancellationToken cancel) =>
        SendAsync(access, HttpMethod.Delete, $"{Events(calendarId)}/{written.RemoteId}?sendUpdates=none", null, Gone, cancel);

    public Task<IReadOnlyList<SeenEvent>> SeeAsync(
        CalendarAccess access,
        string calendarId,
        IReadOnlyList<string> remoteIds,
        CancellationToken cancel
    ) =>
        SeenEvents.ReadAsync<GoogleEvent>(
            remoteIds,
            id => SendAsync(access, HttpMethod.Get, $"{Events(calendarId)}/{id}?fields={Fields}", null, Gone, cancel),
            (one, id) => one.ToSeen(id, access.Zone)
        );

    public Task ForgetAsync(CalendarAccess access, CancellationToken cancel) => calls.ForgetAsync(Kind, access, cancel);

    private static string Events(string calendarId) => $"/calendars/{Uri.EscapeDataString(calendarId)}/events";

    private static WrittenEvent Written(OutsideAnswer answer) =>
        ProviderJson.Read<GoogleEvent>(answer) is { Id: { } id } written
            ? new(id, written.ETag)
            : throw new CalendarUnreadable("The event that was written has no id.");

    private async Task PagesAsync<T>(CalendarAccess access, string path, Action<T> take, CancellationToken cancel)
        where T : class, IGooglePage
    {
        var next = "";
        for (var page = 0; page < MostPages; page++)
        {
            var read = ProviderJson.Read<T>(await SendAsync(access, HttpMethod.Get, path + next, null, [], cancel));
            take(read);
            if (read.NextPageToken is not { Length: > 0 } token)
            {
                return;
            }
            next = "&pageToken=" + Uri.EscapeDataString(token);
        }
        throw new CalendarUnreadable("The calendar is too large.");
    }

    private async Task<OutsideAnswer> SendAsync(
        CalendarAccess access,
        HttpMethod method,
        string path,
        GoogleBody? body,
        HttpStatusCode[] allowed,
        CancellationToken cancel
    )
    {
        var address = calls.Api(Kind) + path;
        var answer = await calls.SendAsync(Kind, access, Make, [HttpStatusCode.Forbidden, .. allowed], cancel);
        return answer.Status == HttpStatusCode.Forbidden ? throw GoogleErrors.Of(answer) : answer;

        HttpRequestMessage Make() => new(method, address) { Content = body is null ? null : ProviderJson.Write(body) };
    }
}
