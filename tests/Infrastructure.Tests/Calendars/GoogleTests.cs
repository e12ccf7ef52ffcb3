using System.Text.Json;
using NodaTime;
using WireMock.RequestBuilders;
using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Domain.Calendars;
using XBees.Infrastructure.Calendars.Google;
using XBees.Testing;
using Xunit;

namespace XBees.Infrastructure.Tests.Calendars;

/// <summary>
/// Google Calendar as its documentation has it: developers.google.com/calendar/api/v3/reference (CalendarList, Events) and
/// …/calendar/api/guides/errors. No account of Google's was at hand.
/// </summary>
public sealed class GoogleTests : IDisposable
{
    // As the server reads it.
    private const string Events = "/api/calendars/mara@ternhaus.example/events";
    private const string Calendar = "mara@ternhaus.example";
    private static readonly Interval Day = new(Instant.FromUtc(2027, 5, 3, 0, 0), Instant.FromUtc(2027, 5, 5, 0, 0));
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly SignedInAccount account = new("Google");
    private readonly GoogleProvider provider;

    public GoogleTests() => provider = new(account.Calls);

    public void Dispose() => account.Dispose();

    [Fact, Rule("CA-1")]
    public async Task Calendars_come_page_by_page_the_owners_first_and_say_whether_they_can_be_written_to()
    {
        account.Plays(
            Request.Create().WithPath("/api/users/me/calendarList").WithParam("pageToken", "p2"),
            200,
            """{ "kind": "calendar#calendarList", "items": [{ "id": "mara@ternhaus.example", "summary": "Mara", "accessRole": "owner", "primary": true }] }"""
        );
        account.Plays(
            Request.Create().WithPath("/api/users/me/calendarList").WithParam("pageToken", WireMock.Matchers.MatchBehaviour.RejectOnMatch),
            200,
            """{ "nextPageToken": "p2", "items": [{ "id": "holidays@group.v.calendar.google.com", "summary": "Holidays", "summaryOverride": "Days off", "accessRole": "reader" }] }"""
        );
        Assert.Equal(
            [new("mara@ternhaus.example", "Mara", true), new("holidays@group.v.calendar.google.com", "Days off", false)],
            await provider.ListAsync(account.Access, Never)
        );
    }

    [Fact, Rule("CA-2", "CA-4")]
    public async Task Free_declined_unanswered_and_whole_days_are_told_apart_and_words_are_not_asked_for()
    {
        account.Plays(
            Request.Create().WithPath(Events),
            200,
            """
            { "kind": "calendar#events", "items": [
              { "id": "a", "status": "confirmed", "start": { "dateTime": "2027-05-03T10:00:00+02:00" }, "end": { "dateTime": "2027-05-03T11:00:00+02:00" } },
              { "id": "b", "status": "confirmed", "transparency": "transparent", "start": { "dateTime": "2027-05-03T12:00:00Z" }, "end": { "dateTime": "2027-05-03T13:00:00Z" } },
              { "id": "c", "status": "confirmed", "start": { "date": "2027-05-03" }, "end": { "date": "2027-05-04" }, "attendees": [{ "responseStatus": "accepted" }, { "self": true, "responseStatus": "needsAction" }] },
              { "id": "d", "status": "tentative", "start": { "dateTime": "2027-05-04T08:00:00Z" }, "end": { "dateTime": "2027-05-04T09:00:00Z" }, "attendees": [{ "self": true, "responseStatus": "declined" }] },
              { "id": "e", "status": "cancelled" },
              { "id": "f", "status": "confirmed", "eventType": "workingLocation", "start": { "date": "2027-05-03" }, "end": { "date": "2027-05-04" } },
              { "id": "g_20270504", "status": "confirmed", "start": { "dateTime": "2027-05-04T10:00:00Z" }, "end": { "dateTime": "2027-05-04T10:30:00Z" }, "extendedProperties": { "private": { "xbeesMeeting": "mtg_1" } } }
            ] }
            """
        );
        var entries = await provider.ReadAsync(account.Access, Calendar, Day, Never);
        Assert.Equal(
            [
                (false, OwnAnswer.NotAsked, null),
                (true, OwnAnswer.NotAsked, null),
                (false, OwnAnswer.Unanswered, null),
                (false, OwnAnswer.Declined, null),
                (true, OwnAnswer.NotAsked, null),
                (false, OwnAnswer.NotAsked, "mtg_1"),
            ],
            entries.Select(entry => (entry.IsFree, entry.Answer, entry.MeetingId))
        );
        var busy = BusyStretches.Of(entries, account.Access.Zone, unansweredToo: true, Day);
        // The whole day is the owner's, from midnight in Warsaw, and holds what else is on it.
        Assert.Equal([(Instant.FromUtc(2027, 5, 2, 22, 0), Instant.FromUtc(2027, 5, 3, 22, 0))], busy.Select(one => (one.From, one.To)));
        var asked = account.Server.LogEntries.Single().RequestMessage!;
        Assert.Equal("true", asked.Query!["singleEvents"].Single());
        Assert.DoesNotContain("summary", asked.Query!["fields"].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("description", asked.Query!["fields"].ToString(), StringComparison.Ordinal);
    }

    [Fact, Rule("CA-4", "ME-3")]
    public async Task What_is_asked_for_waits_for_the_owners_answer_and_is_made_once_however_often_it_is_written()
    {
        var id = GoogleBody.IdOf("mtg_1");
        Assert.Matches("^[a-v0-9]{5,}$", id);
        account.Plays(
            Request.Create().WithPath(Events).UsingPost(),
            409,
            """{ "error": { "code": 409, "errors": [{ "reason": "duplicate" }] } }"""
        );
        account.Plays(Request.Create().WithPath($"{Events}/{id}").UsingPatch(), 200, $$"""{ "id": "{{id}}", "etag": "\"1\"" }""");
        var written = await provider.WriteAsync(account.Access, Calendar, SignedInAccount.Meeting(CalendarStatus.Tentative), null, Never);
        Assert.Equal(new(id, "\"1\""), written);
        var made = JsonDocument.Parse(account.Sent("POST", Events).Single()!).RootElement;
        Assert.Equal("tentative", made.GetProperty("status").GetString());
        Assert.Equal(
            (Calendar, "needsAction"),
            (
                made.GetProperty("attendees")[0].GetProperty("email").GetString(),
                made.GetProperty("attendees")[0].GetProperty("responseStatus").GetString()
            )
        );
        Assert.Equal("2027-05-03T12:00:00Z", made.GetProperty("start").GetProperty("dateTime").GetString());
        // What the owner said meanwhile is not overwritten by a move.
        Assert.DoesNotContain("attendees", account.Sent("PATCH", $"{Events}/{id}").Single(), StringComparison.Ordinal);
        await provider.WriteAsync(account.Access, Calendar, SignedInAccount.Meeting(), written, Never);
        Assert.Contains("accepted", account.Sent("PATCH", $"{Events}/{id}").Last(), StringComparison.Ordinal);
    }

    [Fact, Rule("CA-4", "CA-5")]
    public async Task The_owners_answer_and_what_was_moved_or_deleted_there_is_seen()
    {
        account.Plays(
            Request.Create().WithPath($"{Events}/moved"),
            200,
            """{ "id": "moved", "status": "confirmed", "start": { "dateTime": "2027-05-04T10:00:00+02:00" }, "end": { "dateTime": "2027-05-04T11:00:00+02:00" }, "attendees": [{ "self": true, "responseStatus": "accepted" }] }"""
        );
        account.Plays(Request.Create().WithPath($"{Events}/cancelled"), 200, """{ "id": "cancelled", "status": "cancelled" }""");
        account.Plays(
            Request.Create().WithPath($"{Events}/gone"),
            410,
            """{ "error": { "code": 410, "errors": [{ "reason": "deleted" }] } }"""
        );
        account.Plays(
            Request.Create().WithPath($"{Events}/unknown"),
            404,
            """{ "error": { "code": 404, "errors": [{ "reason": "notFound" }] } }"""
        );
        var seen = await provider.SeeAsync(account.Access, Calendar, ["moved", "cancelled", "gone", "unknown"], Never);
        Assert.Equal([new("moved", Instant.FromUtc(2027, 5, 4, 8, 0), Instant.FromUtc(2027, 5, 4, 9, 0), OwnAnswer.Accepted)], seen);
        account.Plays(Request.Create().WithPath($"{Events}/gone").UsingDelete(), 410, "{}");
        await provider.DeleteAsync(account.Access, Calendar, new("gone", null), Never);
    }

    [Fact, Rule("CA-6")]
    public async Task A_token_whose_time_is_over_or_that_is_not_taken_any_more_is_renewed_once()
    {
        account.Renews();
        account.Plays(Request.Create().WithPath(Events).WithHeader("Authorization", $"Bearer {SignedInAccount.First}"), 401, "{}");
        account.Plays(
            Request.Create().WithPath(Events).WithHeader("Authorization", $"Bearer {SignedInAccount.Second}"),
            200,
            """{ "items": [] }"""
        );
        Assert.Empty(await provider.ReadAsync(account.Access, Calendar, Day, Never));
        Assert.Equal((SignedInAccount.Second, "lasting-token"), (account.Tokens.Access, account.Tokens.Refresh));
        var asked = account.Sent("POST", "/token").Single();
        Assert.Contains("grant_type=refresh_token&refresh_token=lasting-token", asked, StringComparison.Ordinal);
        account.Ends();
        await provider.ReadAsync(account.Access, Calendar, Day, Never);
        Assert.Equal(2, account.Sent("POST", "/token").Count());
        Assert.Equal(3, account.Sent("GET", Events).Count());
    }

    [Fact, Rule("CA-3", "CA-6")]
    public async Task What_Google_refuses_is_told_apart_from_what_it_refuses_now()
    {
        account.Plays(
            Request.Create().WithPath(Events),
            403,
            """{ "error": { "code": 403, "errors": [{ "domain": "usageLimits", "reason": "rateLimitExceeded", "message": "Rate Limit Exceeded" }] } }""",
            ("Retry-After", "7")
        );
        var later = await Assert.ThrowsAsync<CalendarUnreachable>(() => provider.ReadAsync(account.Access, Calendar, Day, Never));
        Assert.Equal(Duration.FromSeconds(7), later.RetryAfter);
        account.Server.Reset();
        account.Plays(Request.Create().WithPath(Events), 429, "{}", ("Retry-After", "9"));
        later = await Assert.ThrowsAsync<CalendarUnreachable>(() => provider.ReadAsync(account.Access, Calendar, Day, Never));
        Assert.Equal(Duration.FromSeconds(9), later.RetryAfter);
        // RFC 9110, 10.2.3: until a moment; where something is written, too.
        account.Server.Reset();
        account.Plays(Request.Create(), 429, "{}", ("Retry-After", TimeProvider.System.GetUtcNow().AddHours(1).ToString("r")));
        later = await Assert.ThrowsAsync<CalendarUnreachable>(() =>
            provider.WriteAsync(account.Access, Calendar, SignedInAccount.Meeting(), null, Never)
        );
        Assert.InRange(later.RetryAfter!.Value, Duration.FromMinutes(50), Duration.FromHours(1));
        account.Server.Reset();
        account.Plays(
            Request.Create().WithPath(Events),
            403,
            """{ "error": { "code": 403, "errors": [{ "reason": "insufficientPermissions" }] } }"""
        );
        await Assert.ThrowsAsync<CalendarRefuses>(() => provider.ReadAsync(account.Access, Calendar, Day, Never));
        account.Server.Reset();
        account.Plays(Request.Create().WithPath(Events), 200, "<html>");
        await Assert.ThrowsAsync<CalendarUnreadable>(() => provider.ReadAsync(account.Access, Calendar, Day, Never));
        account.Server.Reset();
        // RFC 6749, 5.2: what lasted was taken back.
        account.Plays(Request.Create().WithPath(Events), 401, "{}");
        account.Plays(
            Request.Create().WithPath("/token").UsingPost(),
            400,
            """{ "error": "invalid_grant", "error_description": "Token has been expired or revoked." }"""
        );
        var refused = await Assert.ThrowsAsync<CalendarRefuses>(() => provider.ReadAsync(account.Access, Calendar, Day, Never));
        Assert.DoesNotContain("token", refused.ToString().Split("   at ")[0], StringComparison.OrdinalIgnoreCase);
    }

    [Fact, Rule("CA-6")]
    public async Task Disconnected_its_token_is_given_back()
    {
        account.Plays(Request.Create().WithPath("/revoke").UsingPost(), 200, "{}");
        await provider.ForgetAsync(account.Access, Never);
        Assert.Equal("token=lasting-token", account.Sent("POST", "/revoke").Single());
    }
}
