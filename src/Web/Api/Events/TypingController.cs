using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Events;

/// <summary>Who types.</summary>
[ApiController]
[Route("api/v1/conversations/{id}/typing")]
[Tags("Conversations")]
public sealed class TypingController(ShowTyping typing) : ControllerBase
{
    /// <summary>Shows the others that the caller types (MS-3); nothing of it is stored.</summary>
    /// <response code="404">There is none, or the caller may not see it.</response>
    [HttpPost]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType(204)]
    [Refuses(404)]
    public async Task<IActionResult> Show(string id, TypingBody body, CancellationToken cancel) =>
        await typing.RunAsync(HttpContext.Caller(), id, body.Note ?? false, body.Stop ?? false, cancel) ? NoContent() : NotFound();
}

/// <summary>What is typed.</summary>
/// <param name="Note">A note; no guest learns of it (MS-9).</param>
/// <param name="Stop">The caller stopped.</param>
public sealed record TypingBody(bool? Note, bool? Stop);
