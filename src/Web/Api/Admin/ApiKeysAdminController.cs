using Microsoft.AspNetCore.Mvc;
using XBees.Application.Admin;
using XBees.Application.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Admin;

/// <summary>API keys, for administrators who signed in: a key makes no keys (AP-2).</summary>
[ApiController]
[Route("api/v1/admin/api-keys")]
[Tags("Administration")]
public sealed class ApiKeysAdminController(IAdminReader admin) : ControllerBase
{
    /// <summary>All keys that work, with who made them; those with <c>conversations:all</c> are for all administrators to see (LC-2).</summary>
    [HttpGet]
    [Access(Callers.Administrators, KeyScopes.Admin)]
    [ProducesResponseType<Page<AdminApiKey>>(200)]
    public async Task<Page<AdminApiKey>> All(CancellationToken cancel) => new(await admin.ApiKeysAsync(cancel), null);

    /// <summary>A new key. The secret is in this answer and never again.</summary>
    /// <response code="409">The Idempotency-Key was used: the answer held a secret and is not repeated.</response>
    /// <response code="422">A field was not accepted.</response>
    [HttpPost]
    [Idempotent]
    [Access(Callers.Administrators)]
    [ProducesResponseType<NewKeyView>(201)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<ActionResult<NewKeyView>> Make(NewApiKey body, [FromServices] MakeApiKey make, CancellationToken cancel)
    {
        var made = await make.RunAsync(HttpContext.RequireAgent(), body, cancel);
        Response.Headers.CacheControl = "no-store";
        return made.Secret is { } secret
            ? StatusCode(201, new NewKeyView((await admin.ApiKeyAsync(made.Created.Id, cancel))!, secret))
            : throw Secrets.Shown(made.Created.Id);
    }

    /// <summary>Revokes a key, at once.</summary>
    /// <response code="404">There is no such key.</response>
    [HttpDelete("{id}")]
    [Access(Callers.Administrators, KeyScopes.Admin)]
    [ProducesResponseType(204)]
    [Refuses(404)]
    public async Task<IActionResult> Revoke(string id, [FromServices] RevokeApiKey revoke, CancellationToken cancel) =>
        await revoke.RunAsync(HttpContext.RequireAgent(), id, cancel) ? NoContent() : NotFound();
}

/// <summary>A new key and its secret.</summary>
/// <param name="Key">The key.</param>
/// <param name="Secret">For the header <c>Authorization: Bearer …</c>; only its hash is kept.</param>
public sealed record NewKeyView(AdminApiKey Key, string Secret);
