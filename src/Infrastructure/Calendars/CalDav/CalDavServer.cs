using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using XBees.Application.Calendars;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Calendars.CalDav;

/// <summary>One CalDAV account, question by question.</summary>
internal sealed class CalDavServer(CalendarHttp http, CalDavAccount account)
{
    private static readonly HttpMethod PropFind = new("PROPFIND");
    private static readonly HttpMethod Report = new("REPORT");

    /// <summary>What is asked of whoever may be no CalDAV server at all, or does not have it there.</summary>
    private static readonly HttpStatusCode[] Elsewhere =
    [
        HttpStatusCode.MovedPermanently,
        HttpStatusCode.Found,
        HttpStatusCode.TemporaryRedirect,
        HttpStatusCode.PermanentRedirect,
        HttpStatusCode.BadRequest,
        HttpStatusCode.NotFound,
        HttpStatusCode.MethodNotAllowed,
    ];

    /// <summary>Where the account's calendars are: by what was typed, then by the server's own sign (RFC 6764, 5).</summary>
    public async Task<IReadOnlyList<RemoteCalendar>> DiscoverAsync(CancellationToken cancel)
    {
        var principal = await PrincipalAsync(account.Server, cancel);
        if (principal is null && await WellKnownAsync(cancel) is { } known)
        {
            principal = await PrincipalAsync(known, cancel);
        }
        var home = principal is null ? null : await HrefAsync(principal, DavXml.CalDav + "calendar-home-set", cancel);
        var found = await CalendarsAsync(home ?? account.Server, cancel);
        return found.Count > 0 ? found : throw new CalendarUnreadable("There is no calendar in this account.");
    }

    public async Task<IReadOnlyList<DavResource>> QueryAsync(string calendar, Interval within, CancellationToken cancel)
    {
        var near = await ReportAsync(calendar, DavXml.Query(Text(within.Start), Text(within.End)), cancel);
        var series = await ReportAsync(calendar, DavXml.QuerySeries(), cancel);
        return [.. near.Concat(series).DistinctBy(one => one.Href)];
    }

    public async Task<IReadOnlyList<DavResource>> GetAsync(string calendar, IReadOnlyList<string> paths, CancellationToken cancel) =>
        await ReportAsync(calendar, DavXml.MultiGet(paths), cancel);

    /// <summary>Puts the file there.</summary>
    /// <param name="path">Where.</param>
    /// <param name="file">The iCalendar file.</param>
    /// <param name="ifMatch">In place of this version; null: of none.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The status, and the version that it is now where the server tells it.</returns>
    public async Task<(HttpStatusCode Status, string? ETag)> PutAsync(string path, string file, string? ifMatch, CancellationToken cancel)
    {
        var request = Request(HttpMethod.Put, Of(path));
        request.Content = new StringContent(file, Encoding.UTF8, "text/calendar");
        request.Headers.TryAddWithoutValidation(ifMatch is null ? "If-None-Match" : "If-Match", ifMatch ?? "*");
        var answer = await http.SendAsync(request, [HttpStatusCode.PreconditionFailed, HttpStatusCode.NotFound], cancel);
        return (answer.Status, answer.Headers.ETag?.ToString());
    }

    public Task DeleteAsync(string path, CancellationToken cancel) =>
        http.SendAsync(Request(HttpMethod.Delete, Of(path)), [HttpStatusCode.NotFound, HttpStatusCode.Gone], cancel);

    /// <summary>The version of what is there; null: nothing is.</summary>
    public async Task<string?> ETagAsync(string path, CancellationToken cancel)
    {
        var found = await AskAsync(Of(path), 0, cancel, DavXml.Dav + "getetag");
        return found is [var one, ..] && one.Property(DavXml.Dav + "getetag")?.Value is { } tag
            ? string.Concat(tag.Where(letter => !char.IsControl(letter)))
            : null;
    }

    private async Task<Uri?> PrincipalAsync(Uri address, CancellationToken cancel) =>
        await HrefAsync(address, DavXml.Dav + "current-user-principal", cancel);

    private async Task<Uri?> HrefAsync(Uri address, XName property, CancellationToken cancel)
    {
        var found = await AskAsync(address, 0, cancel, property);
        return
            found
                .Select(one => one.Property(property)?.Element(DavXml.Dav + "href")?.Value.Trim())
                .FirstOrDefault(href => href is { Length: > 0 })
                is { } path
            ? Join(address, path)
            : null;
    }

    /// <summary>The one redirect that is part of finding the account, and only within its server; whatever it is, it is no other host.</summary>
    private async Task<Uri?> WellKnownAsync(CancellationToken cancel)
    {
        var sign = new Uri(account.Server, "/.well-known/caldav");
        var answer = await http.SendAsync(Request(HttpMethod.Get, sign), Elsewhere, cancel);
        return
            answer.Headers.Location is { } to
            && Join(sign, to.OriginalString) is { } place
            && place.Authority == sign.Authority
            && place.Scheme == sign.Scheme
            ? place
            : null;
    }

    private async Task<IReadOnlyList<RemoteCalendar>> CalendarsAsync(Uri home, CancellationToken cancel)
    {
        var found = await AskAsync(
            home,
            1,
            cancel,
            DavXml.Dav + "resourcetype",
            DavXml.Dav + "displayname",
            DavXml.Dav + "current-user-privilege-set",
            DavXml.CalDav + "supported-calendar-component-set"
        );
        return [.. found.Where(IsOfEvents).Select(one => Calendar(home, one)).OfType<RemoteCalendar>()];
    }

    private static bool IsOfEvents(DavResource one) =>
        one.Property(DavXml.Dav + "resourcetype")?.Element(DavXml.CalDav + "calendar") is not null
        && (
            one.Property(DavXml.CalDav + "supported-calendar-component-set")?.Elements() is not { } kinds
            || kinds.Any(kind => (string?)kind.Attribute("name") == "VEVENT")
        );

    private static RemoteCalendar? Calendar(Uri home, DavResource one)
    {
        var rights = one.Property(DavXml.Dav + "current-user-privilege-set");
        var writable =
            rights is null
            || rights
                .Descendants()
                .Any(right =>
                    right.Name == DavXml.Dav + "write" || right.Name == DavXml.Dav + "all" || right.Name == DavXml.Dav + "write-content"
                );
        var name = DisplayName.Clean(one.Property(DavXml.Dav + "displayname")?.Value) ?? "";
        return Join(home, one.Href) is { } place ? new(place.AbsoluteUri, DisplayName.Cut(name, Limits.Name), writable) : null;
    }

    private async Task<IReadOnlyList<DavResource>> AskAsync(Uri address, int depth, CancellationToken cancel, params XName[] names)
    {
        var answer = await SendAsync(PropFind, address, depth, DavXml.PropFind(names), cancel);
        return answer.Status == HttpStatusCode.MultiStatus ? DavXml.Read(answer.Body) : [];
    }

    private async Task<IReadOnlyList<DavResource>> ReportAsync(string calendar, string question, CancellationToken cancel)
    {
        var answer = await SendAsync(Report, Of(calendar), 1, question, cancel);
        return answer.Status == HttpStatusCode.MultiStatus
            ? DavXml.Read(answer.Body)
            : throw new CalendarUnreadable("The calendar is not there any more.");
    }

    private Task<OutsideAnswer> SendAsync(HttpMethod method, Uri address, int depth, string question, CancellationToken cancel)
    {
        var request = Request(method, address);
        request.Headers.TryAddWithoutValidation("Depth", depth.ToString(CultureInfo.InvariantCulture));
        request.Content = new StringContent(question, Encoding.UTF8, "application/xml");
        return http.SendAsync(request, Elsewhere, cancel);
    }

    private HttpRequestMessage Request(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = account.Basic;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        return request;
    }

    /// <summary>Null: what the server says is no place.</summary>
    internal static Uri? Join(Uri from, string href) =>
        Uri.TryCreate(from, href, out var place) && (place.Scheme == Uri.UriSchemeHttps || place.Scheme == Uri.UriSchemeHttp)
            ? place
            : null;

    private Uri Of(string address) => new(account.Server, address);

    private static string Text(Instant moment) => moment.ToString("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
