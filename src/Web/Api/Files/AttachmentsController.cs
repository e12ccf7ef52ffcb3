using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Files;
using XBees.Domain.Files;
using XBees.Infrastructure.Identity;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Files;

/// <summary>Files of messages (FI-1 to FI-5): stored first, then sent with a message by their ids.</summary>
[ApiController]
[Route("api/v1/attachments")]
[Tags("Attachments")]
public sealed class AttachmentsController(IAttachmentReader attachments, FileAnswers answers) : ControllerBase
{
    /// <summary>Stores a file for a message that is being written; the message names it in <c>attachments</c> within 24 hours (FI-8).</summary>
    /// <remarks>
    /// What it is says its content, not its name (FI-2). PNG, JPEG, GIF and WebP of at most 50 megapixels are measured and written anew, so
    /// that places and cameras are not told (FI-3); anything odd is kept as it is, for downloading.
    /// </remarks>
    /// <param name="conversationId">Where it will be sent; whether the caller may write there is asked before a byte is read.</param>
    /// <param name="body">The file.</param>
    /// <param name="attach">Stores it.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <response code="201">Stored; it waits for its message.</response>
    /// <response code="403">The caller may not write there, or the widget has files switched off.</response>
    /// <response code="413">It is too large.</response>
    /// <response code="429">Too many at once, or all that one guest may send in a day.</response>
    /// <response code="507">There is no room for files; an administrator has been told.</response>
    [HttpPost]
    [Limited(Limit.Files)]
    [AttachingBody]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType<FileCard>(201)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(413)]
    [Refuses(415)]
    [Refuses(422)]
    [Refuses(429)]
    [Refuses(507)]
    public async Task<ActionResult<FileCard>> Attach(
        [FromQuery] string conversationId,
        [FromForm] AttachmentBody body,
        [FromServices] AttachFile attach,
        CancellationToken cancel
    )
    {
        if (body.File is not { Length: > 0 } file)
        {
            throw new Invalid("file", "Send a file that is not empty, as the part named file.");
        }
        await using var content = file.OpenReadStream();
        var card = await attach.RunAsync(HttpContext.Caller(), conversationId, new(file.FileName, body.Alt, content, file.Length), cancel);
        return card is null ? NotFound() : StatusCode(StatusCodes.Status201Created, card);
    }

    /// <summary>Says what an own picture shows, before it is sent (FI-3).</summary>
    [HttpPatch("{id}")]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType<FileCard>(200)]
    [Refuses(404)]
    [Refuses(422)]
    public async Task<ActionResult<FileCard>> Describe(
        string id,
        AttachmentPatch body,
        [FromServices] ChangeAttachment change,
        CancellationToken cancel
    ) => await change.DescribeAsync(HttpContext.Caller(), id, body.Alt, cancel) is { } card ? card : NotFound();

    /// <summary>Takes an own file back that was not sent.</summary>
    [HttpDelete("{id}")]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType(204)]
    [Refuses(404)]
    public async Task<IActionResult> Drop(string id, [FromServices] ChangeAttachment change, CancellationToken cancel) =>
        await change.DropAsync(HttpContext.Caller(), id, cancel) ? NoContent() : NotFound();

    /// <summary>The file, for those who see its message, and for its sender before (FI-4).</summary>
    /// <remarks>
    /// Pictures, PDF, audio and video may be shown in place; everything else comes with <c>Content-Disposition: attachment</c> and a policy
    /// that lets nothing in it run (FI-2). Parts can be asked for with <c>Range</c>.
    /// </remarks>
    [HttpGet("{id}")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [Produces("application/octet-stream")]
    [ProducesResponseType<FileStreamResult>(200)]
    [Refuses(404)]
    public async Task<IActionResult> Get(string id, CancellationToken cancel) =>
        await answers.WholeAsync(Response, await attachments.OneAsync(HttpContext.Caller(), id, cancel), cancel);

    /// <summary>A picture's small form, at most 640 pixels wide or high, as WebP.</summary>
    [HttpGet("{id}/thumbnail")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [Produces("image/webp")]
    [ProducesResponseType<FileStreamResult>(200)]
    [Refuses(404)]
    public async Task<IActionResult> Thumbnail(string id, CancellationToken cancel) =>
        await answers.SmallAsync(Response, await attachments.OneAsync(HttpContext.Caller(), id, cancel), cancel);

    /// <summary>An address that opens the file without the caller's token, for 10 minutes and as long as the caller sees it (FI-4).</summary>
    [HttpPost("{id}/link")]
    [Access(Callers.Everybody)]
    [ProducesResponseType<FileLink>(201)]
    [Refuses(404)]
    public async Task<ActionResult<FileLink>> Link(
        string id,
        [FromServices] FileLinks links,
        [FromServices] PublicAddress address,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.Caller();
        if (await attachments.OneAsync(caller, id, cancel) is null)
        {
            return NotFound();
        }
        var (token, expiresAt) = links.Write(caller, id);
        return StatusCode(StatusCodes.Status201Created, new FileLink(address.Of($"/f/{token}"), expiresAt));
    }
}

/// <summary>A file to store.</summary>
public sealed record AttachmentBody
{
    /// <summary>The file, with its name. At most 25 MB unless the administrator says otherwise.</summary>
    public IFormFile? File { get; init; }

    /// <summary>What a picture shows, at most 500 characters.</summary>
    public string? Alt { get; init; }
}

/// <summary>What to change of a file that is not sent yet.</summary>
/// <param name="Alt">What the picture shows, at most 500 characters; null: nothing is said.</param>
public sealed record AttachmentPatch(string? Alt);

/// <summary>An address that ends.</summary>
/// <param name="Url">Where the file is.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record FileLink(string Url, Instant ExpiresAt);
