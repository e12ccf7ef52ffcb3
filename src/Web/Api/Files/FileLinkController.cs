using Microsoft.AspNetCore.Mvc;
using XBees.Application.Files;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Files;

/// <summary>Where links to files lead. The address holds nothing but the permission, and ends.</summary>
[ApiController]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class FileLinkController(FileLinks links, IAttachmentReader attachments, FileAnswers answers) : ControllerBase
{
    [HttpGet("f/{token}")]
    [Access(Callers.Anyone)]
    [Limited(Limit.Files)]
    public async Task<IActionResult> Get(string token, CancellationToken cancel)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        // Nothing runs in what is shown: the window that the widget has opened for it can stay as it is.
        Response.Headers["Cross-Origin-Opener-Policy"] = "unsafe-none";
        if (links.Read(token) is not { } link)
        {
            throw new Refused(FileLinkRefusals.Ended);
        }
        return await answers.WholeAsync(Response, await attachments.OneByLinkAsync(link.Caller, link.Id, cancel), cancel);
    }
}

public static class FileLinkRefusals
{
    public static readonly Refusal Ended = new(
        "file-link-ended",
        404,
        "This link has ended",
        "Links to files work for ten minutes. Open the file from the conversation again."
    );
}
