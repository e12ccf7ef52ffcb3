using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Application.Widgets;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Admin;

/// <summary>What a website signs its users with, so that <c>identify</c> proves who they are (GU-3, GU-7).</summary>
[ApiController]
[Route("api/v1/admin/widgets/{id}/identity-secrets")]
[Tags("Administration")]
[Access(Callers.Administrators, KeyScopes.Admin)]
public sealed class IdentitySecretsController(IIdentitySecretStore secrets) : ControllerBase
{
    /// <summary>The widget's secrets, oldest first, without themselves: at most two.</summary>
    /// <response code="404">There is no such widget.</response>
    [HttpGet]
    [ProducesResponseType<Page<IdentitySecretView>>(200)]
    [Refuses(404)]
    public async Task<ActionResult<Page<IdentitySecretView>>> All(string id, CancellationToken cancel) =>
        await secrets.AllAsync(id, cancel) is { } all ? new Page<IdentitySecretView>(all, null) : NotFound();

    /// <summary>A new secret, shown this once. Both are valid until the old one is ended.</summary>
    /// <response code="404">There is no such widget.</response>
    /// <response code="409">There are two already.</response>
    [HttpPost]
    [ProducesResponseType<MadeIdentitySecret>(201)]
    [Refuses(404)]
    [Refuses(409)]
    public async Task<ActionResult<MadeIdentitySecret>> Make(string id, [FromServices] IdentitySecrets make, CancellationToken cancel)
    {
        if (await make.MakeAsync(HttpContext.RequireAgent(), id, cancel) is not ({ } view, { } secret))
        {
            return NotFound();
        }
        Response.Headers.CacheControl = "no-store";
        return StatusCode(201, new MadeIdentitySecret(view, secret));
    }

    /// <summary>Ends a secret: what is signed with it proves nothing from now on. Sessions that it began go on.</summary>
    /// <response code="404">There is no such secret.</response>
    [HttpDelete("{secretId}")]
    [ProducesResponseType(204)]
    [Refuses(404)]
    public async Task<IActionResult> End(string id, string secretId, [FromServices] IdentitySecrets end, CancellationToken cancel) =>
        await end.EndAsync(HttpContext.RequireAgent(), id, secretId, cancel) ? NoContent() : NotFound();
}

/// <summary>A secret, shown once.</summary>
/// <param name="Key">What is shown of it later.</param>
/// <param name="Secret">For the website's server; it is in no other answer.</param>
public sealed record MadeIdentitySecret(IdentitySecretView Key, string Secret);
