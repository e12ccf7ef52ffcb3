using Microsoft.AspNetCore.Mvc;
using QRCoder;
using XBees.Application.Agents;
using XBees.Infrastructure.Identity;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Account;

/// <summary>The agent's addresses for what is printed (IN-12).</summary>
[ApiController]
[Route("api/v1/me/qr-code")]
[Tags("Me")]
[Access(Callers.Agents)]
public sealed class QrCodeController(IAgentReader agents, PublicAddress address) : ControllerBase
{
    private const int PixelsOfModule = 12;

    /// <summary>A QR code (ISO/IEC 18004) of the personal link or of the scheduler, as PNG, black on white with its quiet zone.</summary>
    /// <param name="of"><c>chat</c> or <c>schedule</c>.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <response code="422">There is no code of that.</response>
    [HttpGet]
    [Produces("image/png")]
    [ProducesResponseType(200)]
    [Refuses(422)]
    public async Task<FileContentResult> Get(string? of, CancellationToken cancel)
    {
        var path = of switch
        {
            "chat" => "",
            "schedule" => "/schedule",
            _ => throw new Invalid("of", "Say chat or schedule."),
        };
        var agent = await agents.FindAsync(HttpContext.RequireAgent().PersonId, cancel);
        Response.Headers.CacheControl = "private, no-cache";
        return File(Png(address.Of($"/c/{agent!.Slug}{path}")), "image/png");
    }

    private static byte[] Png(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        return code.GetGraphic(PixelsOfModule);
    }
}
