using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Conversations;
using XBees.Application.Meetings;
using XBees.Web.Api.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>Booking with an agent (ME-1, ME-10).</summary>
[ApiController]
[Route("api/v1/schedulers/{slug}/meetings")]
[Tags("Meetings")]
public sealed class BookingsController(IMeetingReader meetings) : ControllerBase
{
    /// <summary>Books a free time: a guest with a session of their own, or an agent on behalf of a guest.</summary>
    /// <remarks>
    /// The guest needs an e-mail address. From a conversation with the host in it (<c>conversationId</c>) the meeting stays in that
    /// conversation (ME-16); any other booking opens one of its own, public by its link where a guest booked (ME-1), private where an agent
    /// did (ME-24). Times are judged by the same rules that list them (ME-26).
    /// </remarks>
    /// <response code="201">The meeting.</response>
    /// <response code="403">The conversation that it was asked for in is read-only, or guests add nobody there.</response>
    /// <response code="404">There is no such scheduler.</response>
    /// <response code="409">
    /// The time was just taken: <c>next</c> holds the next free ones (ME-25). Or ten meetings of this guest are ahead with the agent (ME-7),
    /// or the guest would have added more than five people to the conversation (GU-5).
    /// </response>
    /// <response code="410">The scheduler is closed.</response>
    /// <response code="422">The time is not offered, or a field was not accepted.</response>
    [HttpPost]
    [TellsWhatIsFree]
    [Limited(Limit.Bookings)]
    [Idempotent]
    [Access(Callers.Everybody, KeyScopes.Meetings)]
    [ProducesResponseType<MeetingView>(201)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(410)]
    [Refuses(422)]
    [Refuses(429)]
    public async Task<ActionResult<MeetingView>> Book(
        string slug,
        BookingBody body,
        [FromServices] BookMeeting book,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.Caller();
        var made = await book.RunAsync(caller, body.ToWish(slug), cancel);
        var view = (await meetings.OneAsync(caller, made.Id, cancel))!;
        ETags.Write(Response, view.Version);
        Response.Headers.Location = $"/api/v1/meetings/{made.Id}";
        return StatusCode(made.Status, view);
    }
}

/// <summary>What to book.</summary>
/// <param name="Start">When it begins, in UTC; one of the slots that are offered.</param>
/// <param name="Duration">Minutes; the first that the host offers where absent.</param>
/// <param name="Subject">What it is about: 1 to 200 characters.</param>
/// <param name="TimeZone">The guest's, as an IANA name such as <c>Europe/London</c>.</param>
/// <param name="Phone">The number at which the host calls, where the scheduler asks for one (ME-13).</param>
/// <param name="Participants">Addresses of further people, up to 10; each is invited (ME-23).</param>
/// <param name="ConversationId">The conversation of the caller's from which it is booked (ME-16).</param>
/// <param name="Hold">The token of the time that was kept while the form was filled in (ME-29).</param>
/// <param name="Guest">Agents alone: whom it is booked for, a known guest or a name with an address.</param>
public sealed record BookingBody(
    Instant? Start,
    int? Duration,
    string? Subject,
    string? TimeZone,
    string? Phone,
    IReadOnlyList<string>? Participants,
    string? ConversationId,
    string? Hold,
    InviteeBody? Guest
)
{
    public BookingWish ToWish(string slug) =>
        new()
        {
            Slug = slug,
            Start = Start,
            Duration = Duration,
            Subject = Subject,
            TimeZone = Zone(TimeZone),
            Phone = Phone,
            Participants = Participants ?? [],
            ConversationId = ConversationId,
            Hold = Hold,
            Guest = Guest?.ToInvitee(),
        };

    private static string? Zone(string? name) =>
        name is null || TimeZones.Find(name) is not null ? name : throw new Invalid("timeZone", TimeZones.Unknown);
}
