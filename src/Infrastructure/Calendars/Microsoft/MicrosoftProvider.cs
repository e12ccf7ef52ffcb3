using System.Net;
using NodaTime.Text;
using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Domain.Calendars;
using XBees.Infrastructure.Calendars.OAuth;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Calendars.Microsoft;

/// <summary>Calendars of Microsoft 365, by Graph (https://learn.microsoft.com/graph/api/resources/calendar). Of events only <see cref="Fields"/> are asked for (CA-2).</summary>
public sealed class MicrosoftProvider(OAuthCalls calls) : ICalendarProvider
{
    private const int MostPages = 20;
    private const string Fields = "id,showAs,isCancelled,isAllDay,responseStatus,start,end,transactionId";

    private static readonly HttpStatusCode[] Gone = [HttpStatusCode.NotFound, HttpStatusCode.Gone];

    public CalendarKind Kind => CalendarKind.Microsoft;

    public async Task<IReadOnlyList<RemoteCalendar>> ListAsync(CalendarAccess access, CancellationToken cancel)
    {
        var found = await PagesAsync<GraphCalendar>(access, "/me/calendars?$select=id,name,canEdit,isDefaultCalendar&$top=100", cancel);
        return
        [
            .. found
                .Where(one => one.Id is not null)
                .OrderByDescending(one => one.IsDefaultCalendar)
                .Select(one => new RemoteCalendar(one.Id!, one.Name ?? "", one.CanEdit)),
        ];
    }

    public async Task<IReadOnlyList<CalendarEntry>> ReadAsync(
        CalendarAccess access,
        string calendarId,
        Interval within,
        CancellationToken cancel
    )
    {
        var (from, to) = (InstantPattern.General.Format(within.Start), InstantPattern.General.Format(within.End));
        var events = await PagesAsync<GraphEvent>(
            access,
            $"/me/calendars/{Uri.EscapeDataString(calendarId)}/calendarView?startDateTime={from}&endDateTime={to}&$select={Fields}&$top=500",
            cancel
        );
        return [.. events.Select(one => one.ToEntry()).OfType<CalendarEntry>()];
    }

    public async Task<WrittenEvent> WriteAsync(
        CalendarAccess access,
        string calendarId,
        CalendarEvent meeting,
        WrittenEvent? before,
        CancellationToken cancel
    )
    {
        var body = GraphBody.Of(meeting);
        if (before is not null)
        {
            // By which a repeated making is known is said once.
            var changed = await SendAsync(
                access,
                HttpMethod.Patch,
                Event(before.RemoteId),
                body with
                {
                    TransactionId = null,
                },
                Gone,
                cancel
            );
            if (changed.IsSuccess)
            {
                return Written(changed);
            }
        }
        var path = $"/me/calendars/{Uri.EscapeDataString(calendarId)}/events";
        return Written(await SendAsync(access, HttpMethod.Post, path, body, [], cancel));
    }

    public Task DeleteAsync(CalendarAccess access, string calendarId, WrittenEvent written, CancellationToken cancel) =>
        SendAsync(access, HttpMethod.Delete, Event(written.RemoteId), null, Gone, cancel);

    public Task<IReadOnlyList<SeenEvent>> SeeAsync(
        CalendarAccess access,
        string calendarId,
        IReadOnlyList<string> remoteIds,
        CancellationToken cancel
    ) =>
        SeenEvents.ReadAsync<GraphEvent>(
            remoteIds,
            id => SendAsync(access, HttpMethod.Get, $"{Event(id)}?$select={Fields}", null, Gone, cancel),
            (one, id) => one.ToSeen(id, access.Zone)
        );

    /// <summary>Microsoft takes no token back: the agent ends it in their account, and here it is forgotten.</summary>
    public Task ForgetAsync(CalendarAccess access, CancellationToken cancel) => calls.ForgetAsync(Kind, access, cancel);

    private static string Event(string id) => $"/me/events/{Uri.EscapeDataString(id)}";

    private static WrittenEvent Written(OutsideAnswer answer) =>
        ProviderJson.Read<GraphEvent>(answer) is { Id: { } id } written
            ? new(id, written.ETag)
            : throw new CalendarUnreadable("The event that was written has no id.");

    private async Task<IReadOnlyList<T>> PagesAsync<T>(CalendarAccess access, string path, CancellationToken cancel)
    {
        var found = new List<T>();
        var api = calls.Api(Kind);
        for (var page = 0; page < MostPages; page++)
        {
            var read = ProviderJson.Read<GraphPage<T>>(await SendAsync(access, HttpMethod.Get, path, null, [], cancel));
            found.AddRange(read.Value ?? []);
            if (read.NextLink is not { } next)
            {
                return found;
            }
            // The token goes nowhere else.
            path = next.StartsWith(api + "/", StringComparison.Ordinal)
                ? next[api.Length..]
                : throw new CalendarUnreadable("The next page is somewhere else.");
        }
        throw new CalendarUnreadable("The calendar is too large.");
    }

    private Task<OutsideAnswer> SendAsync(
        CalendarAccess access,
        HttpMethod method,
        string path,
        GraphBody? body,
        HttpStatusCode[] allowed,
        CancellationToken cancel
    )
    {
        var address = calls.Api(Kind) + path;
        return calls.SendAsync(Kind, access, Make, allowed, cancel);

        HttpRequestMessage Make()
        {
            var request = new HttpRequestMessage(method, address) { Content = body is null ? null : ProviderJson.Write(body) };
            // Ids that stay when an event is put into another folder, and times that need no names of zones.
            request.Headers.Add("Prefer", ["IdType=\"ImmutableId\"", "outlook.timezone=\"UTC\""]);
            return request;
        }
    }
}
