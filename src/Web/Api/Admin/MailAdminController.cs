using Microsoft.AspNetCore.Mvc;
using XBees.Application.Admin;
using XBees.Application.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Admin;

/// <summary>Mails that wait or could not be delivered (EM-6).</summary>
[ApiController]
[Route("api/v1/admin/mail")]
[Tags("Administration")]
[Access(Callers.Administrators, KeyScopes.Admin)]
public sealed class MailAdminController(IMailQueue queue) : ControllerBase
{
    /// <summary>Those that wait or were given up, the newest first, at most 100.</summary>
    [HttpGet]
    [ProducesResponseType<Page<AdminMail>>(200)]
    public async Task<Page<AdminMail>> All(CancellationToken cancel) => new(await queue.OpenAsync(cancel), null);

    /// <summary>Tries a mail again now.</summary>
    /// <response code="404">There is no such mail that waits or was given up.</response>
    [HttpPost("{id}/retry")]
    [ProducesResponseType(204)]
    [Refuses(404)]
    public async Task<IActionResult> Retry(string id, [FromServices] RetryMail retry, CancellationToken cancel) =>
        await retry.RunAsync(HttpContext.RequireAgent(), id, cancel) ? NoContent() : NotFound();
}
