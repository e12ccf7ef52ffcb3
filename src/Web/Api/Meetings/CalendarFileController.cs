using System.Text;
using Microsoft.AspNetCore.Mvc;
using XBees.Application.Meetings;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>A meeting for calendar programs.</summary>
[ApiController]
[Route("api/v1/meetings/{id}/calendar")]
[Tags("Meetings")]
public sealed class CalendarFileController(WriteCalendarFile write) : ControllerBase
{
    /// <summary>The meeting as an iCalendar file (RFC 5545), to be put into a calendar.</summary>
    /// <remarks>
    /// It names whom the caller may know (ME-30). Its UID and SEQUENCE are those of the mails: read twice, or beside the mail, it is one event.
    /// Of a meeting that was cancelled the file cancels it there.
    /// </remarks>
    /// <response code="404">There is none, or the caller may not see it.</response>
    [HttpGet]
    [Access(Callers.Everybody, KeyScopes.Meetings)]
    [Produces("text/calendar")]
    [ProducesResponseType(200)]
    [Refuses(404)]
    public async Task<IActionResult> Get(string id, CancellationToken cancel) =>
        await write.RunAsync(HttpContext.Caller(), id, cancel) is { } file
            ? File(Encoding.UTF8.GetBytes(file), "text/calendar; charset=utf-8", "meeting.ics")
            : NotFound();
}
