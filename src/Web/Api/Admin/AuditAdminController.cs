using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Admin;
using XBees.Application.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Admin;

/// <summary>What was done with rights that others do not have (AD-3). Nothing changes or deletes it.</summary>
[ApiController]
[Route("api/v1/admin/audit")]
[Tags("Administration")]
[Access(Callers.Administrators, KeyScopes.Admin)]
public sealed class AuditAdminController(IAuditReader audit, Cursors cursors) : ControllerBase
{
    /// <summary>The audit log, the newest first.</summary>
    /// <param name="action">Only this act, such as <c>agent.changed</c>.</param>
    /// <param name="actor">Only what this agent did.</param>
    /// <param name="subject">Only what was done to this agent, guest, conversation, service, widget or key.</param>
    /// <param name="from">At this time or later.</param>
    /// <param name="to">Before this time.</param>
    /// <param name="limit">1 to 100, 50 when absent.</param>
    /// <param name="after">The cursor of the page before.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<AuditEntry>>(200)]
    public async Task<Page<AuditEntry>> List(
        string? action,
        string? actor,
        string? subject,
        DateTimeOffset? from,
        DateTimeOffset? to,
        int? limit,
        string? after,
        CancellationToken cancel
    )
    {
        var filter = new AuditFilter
        {
            Action = action,
            ActorId = actor,
            SubjectId = subject,
            From = from is { } since ? Instant.FromDateTimeOffset(since) : null,
            To = to is { } until ? Instant.FromDateTimeOffset(until) : null,
        };
        var list = $"audit {HttpContext.Caller().PersonId} {filter}";
        var place = cursors.Read(list, after);
        var size = Paging.Limit(limit);
        var found = await audit.ListAsync(
            HttpContext.RequireAgent(),
            filter,
            place is null ? null : long.Parse(place[0], CultureInfo.InvariantCulture),
            place?[1],
            size + 1,
            cancel
        );
        return cursors.PageOf(list, found, size, entry => [entry.At.ToUnixTimeMilliseconds(), entry.Id]);
    }
}
