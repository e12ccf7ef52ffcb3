using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Conversations;
using XBees.Application.Meetings;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Admin;

/// <summary>Meetings that nobody would look after (ME-22).</summary>
[ApiController]
[Route("api/v1/admin/meetings")]
[Tags("Administration")]
[Access(Callers.Administrators, KeyScopes.Admin)]
public sealed class MeetingsAdminController(IMeetingReader meetings, Cursors cursors) : ControllerBase
{
    private const string Name = "admin-meetings";

    /// <summary>What is ahead with hosts who were deactivated or have a Basic licence: to hand over or to cancel.</summary>
    /// <param name="limit">1 to 100, 50 when absent.</param>
    /// <param name="after">The cursor of the page before.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<MeetingView>>(200)]
    public async Task<Page<MeetingView>> List(int? limit, string? after, CancellationToken cancel)
    {
        (Instant Start, string Id)? place = cursors.Read(Name, after) is [var at, var id]
            ? (Instant.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)), id)
            : null;
        var size = Paging.Limit(limit);
        var found = await meetings.WithoutHostAsync(HttpContext.RequireAgent(), size + 1, place, cancel);
        return cursors.PageOf(Name, found, size, meeting => [meeting.Start.ToUnixTimeMilliseconds(), meeting.Id]);
    }
}
