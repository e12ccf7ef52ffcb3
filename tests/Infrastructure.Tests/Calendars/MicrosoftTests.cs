using System.Text.Json;
using NodaTime;
using WireMock.RequestBuilders;
using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Domain.Calendars;
using XBees.Infrastructure.Calendars.Microsoft;
using XBees.Testing;
using Xunit;

namespace XBees.Infrastructure.Tests.Calendars;

/// <summary>
/// Microsoft 365 as its documentation has it: learn.microsoft.com/graph/api (user-list-calendars, calendar-list-calendarview,
/// calendar-post-events, event-update, event-get), resources/event, and graph/throttling. No account of Microsoft's was at hand.
/// </summary>
public sealed class MicrosoftTests : IDisposable
{
    private const string View = "/api/me/calendars/AAMk1/calendarView";
    private static readonly Interval Day = new(Instant.FromUtc(2027, 5, 3, 0, 0), Instant.FromUtc(2027, 5, 5, 0, 0));
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly SignedInAccount account = new("Microsoft");
    private readonly MicrosoftProvider provider;

    public MicrosoftTests() => provider = new(account.Calls);

    public void Dispose() => account.Dispose();

    [Fact, Rule("CA-1")]
    public async Task Calendars_come_the_usual_one_first_and_a_page_from_elsewhere_is_not_gone_after()
    {
        account.Plays(
            Request.Create().WithPath("/api/me/calendars"),
            200,
            """
            { "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#me/calendars", "value": [
              { "id": "AAMk2", "name": "Birthdays", "canEdit": false, "isDefaultCalendar": false },
              { "id": "AAMk1", "name": "Calendar", "canEdit": true, "isDefaultCalendar": true }
            ] }
            """
        );
        Assert.Equal([new("AAMk1", "Calendar", true), new("AAMk2", "Birthdays", false)], await provider.ListAsync(account.Access, Never));
        account.Server.Reset();
        account.Plays(
            Request.Create().WithPath("/api/me/calendars"),
            200,
            """{ "value": [], "@odata.nextLink": "https://evil.example/me/calendars" }"""
        );
        await Assert.ThrowsAsync<CalendarUnreadable>(() => provider.ListAsync(account.Access, Never));
    }

    [Fact, Rule("CA-2")]
    public async Task Free_declined_unanswered_tentative_and_whole_days_are_told_apart_page_by_page()
    {
        account.Plays(
            Request.Create().WithPath(View).WithParam("$skip", "5"),
            200,
            """
            { "value": [
              { "id": "f", "showAs": "oof", "isAllDay": false, "responseStatus": { "response": "none" }, "transactionId": "mtg_1",
                "start": { "dateTime": "2027-05-04T12:00:00.0000000", "timeZone": "UTC" }, "end": { "dateTime": "2027-05-04T13:00:00.0000000", "timeZone": "UTC" } }
            ] }
            """
        );
        account.Plays(
            Request.Create().WithPath(View).WithParam("$top", "500"),
            200,
            $$"""
            { "@odata.nextLink": "{{account.Server.Url}}/api/me/calendars/AAMk1/calendarView?$skip=5", "value": [
              { "id": "a", "showAs": "busy", "responseStatus": { "response": "organizer" }, "start": { "dateTime": "2027-05-04T08:00:00.0000000", "timeZone": "UTC" }, "end": { "dateTime": "2027-05-04T09:00:00.0000000", "timeZone": "UTC" } },
              { "id": "b", "showAs": "free", "responseStatus": { "response": "none" }, "start": { "dateTime": "2027-05-04T09:00:00.0000000", "timeZone": "UTC" }, "end": { "dateTime": "2027-05-04T10:00:00.0000000", "timeZone": "UTC" } },
              { "id": "c", "showAs": "tentative", "responseStatus": { "response": "notResponded" }, "start": { "dateTime": "2027-05-04T10:00:00.0000000", "timeZone": "UTC" }, "end": { "dateTime": "2027-05-04T11:00:00.0000000", "timeZone": "UTC" } },
              { "id": "d", "showAs": "busy", "isCancelled": true, "responseStatus": { "response": "declined" }, "start": { "dateTime": "2027-05-04T10:00:00.0000000", "timeZone": "UTC" }, "end": { "dateTime": "2027-05-04T11:00:00.0000000", "timeZone": "UTC" } },
              { "id": "e", "showAs": "busy", "isAllDay": true, "responseStatus": { "response": "accepted" }, "start": { "dateTime": "2027-05-03T00:00:00.0000000", "timeZone": "UTC" }, "end": { "dateTime": "2027-05-04T00:00:00.0000000", "timeZone": "UTC" } }
            ] }
            """
        );
        var entries = await provider.ReadAsync(account.Access, "AAMk1", Day, Never);
        Assert.Equal(
            [
                (false, OwnAnswer.NotAsked, null),
                (true, OwnAnswer.NotAsked, null),
                (false, OwnAnswer.Unanswered, null),
                (true, OwnAnswer.Declined, null),
                (false, OwnAnswer.Accepted, null),
                (false, OwnAnswer.NotAsked, "mtg_1"),
            ],
            entries.Select(entry => (entry.IsFree, entry.Answer, entry.MeetingId))
        );
        Assert.Equal(Instant.FromUtc(2027, 5, 2, 22, 0), entries[4].In(account.Access.Zone)!.From);
        var asked = account.Server.LogEntries[0].RequestMessage!;
        Assert.Contains("outlook.timezone=\"UTC\"", string.Join(' ', asked.Headers!["Prefer"]), StringComparison.Ordinal);
        Assert.DoesNotContain("subject", asked.RawQuery, StringComparison.Ordinal);
    }

    [Fact, Rule("CA-4", "CA-5")]
    public async Task A_meeting_is_made_changed_made_anew_where_it_was_deleted_and_taken_away()
    {
        account.Plays(
            Request.Create().WithPath("/api/me/calendars/AAMk1/events").UsingPost(),
            201,
            """{ "@odata.etag": "W/\"1\"", "id": "ev1" }"""
        );
        var written = await provider.WriteAsync(account.Access, "AAMk1", SignedInAccount.Meeting(), null, Never);
        Assert.Equal(new("ev1", "W/\"1\""), written);
        var made = JsonDocument.Parse(account.Sent("POST", "/api/me/calendars/AAMk1/events").Single()!).RootElement;
        Assert.Equal(("mtg_1", "busy"), (made.GetProperty("transactionId").GetString(), made.GetProperty("showAs").GetString()));
        Assert.Equal("2027-05-03T12:00:00", made.GetProperty("start").GetProperty("dateTime").GetString());
        account.Plays(Request.Create().WithPath("/api/me/events/ev1").UsingPatch(), 200, """{ "@odata.etag": "W/\"2\"", "id": "ev1" }""");
        Assert.Equal(new("ev1", "W/\"2\""), await provider.WriteAsync(account.Access, "AAMk1", SignedInAccount.Meeting(), written, Never));
        account.Plays(
            Request.Create().WithPath("/api/me/events/gone").UsingPatch(),
            404,
            """{ "error": { "code": "ErrorItemNotFound" } }"""
        );
        Assert.Equal(
            "ev1",
            (await provider.WriteAsync(account.Access, "AAMk1", SignedInAccount.Meeting(), new("gone", null), Never)).RemoteId
        );
        account.Plays(Request.Create().WithPath("/api/me/events/ev1").UsingDelete(), 204);
        await provider.DeleteAsync(account.Access, "AAMk1", written, Never);
        account.Plays(Request.Create().WithPath("/api/me/events/gone").UsingGet(), 404, "{}");
        account.Plays(
            Request.Create().WithPath("/api/me/events/ev1").UsingGet(),
            200,
            """{ "id": "ev1", "showAs": "busy", "responseStatus": { "response": "organizer" }, "start": { "dateTime": "2027-05-04T08:00:00.0000000", "timeZone": "UTC" }, "end": { "dateTime": "2027-05-04T09:00:00.0000000", "timeZone": "UTC" } }"""
        );
        var seen = await provider.SeeAsync(account.Access, "AAMk1", ["ev1", "gone"], Never);
        Assert.Equal([new("ev1", Instant.FromUtc(2027, 5, 4, 8, 0), Instant.FromUtc(2027, 5, 4, 9, 0), OwnAnswer.NotAsked)], seen);
    }

    [Fact, Rule("CA-3", "CA-6")]
    public async Task Throttled_it_waits_as_long_as_it_is_told_and_each_renewal_keeps_the_token_that_came_with_it()
    {
        account.Plays(Request.Create().WithPath(View), 429, """{ "error": { "code": "TooManyRequests" } }""", ("Retry-After", "10"));
        var later = await Assert.ThrowsAsync<CalendarUnreachable>(() => provider.ReadAsync(account.Access, "AAMk1", Day, Never));
        Assert.Equal(Duration.FromSeconds(10), later.RetryAfter);
        account.Server.Reset();
        account.Renews("newer-lasting-token");
        account.Plays(Request.Create().WithPath(View).WithHeader("Authorization", $"Bearer {SignedInAccount.First}"), 401, "{}");
        account.Plays(
            Request.Create().WithPath(View).WithHeader("Authorization", $"Bearer {SignedInAccount.Second}"),
            200,
            """{ "value": [] }"""
        );
        Assert.Empty(await provider.ReadAsync(account.Access, "AAMk1", Day, Never));
        Assert.Equal((SignedInAccount.Second, "newer-lasting-token"), (account.Tokens.Access, account.Tokens.Refresh));
    }
}
