using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Application.Phonebook;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Phonebook;

/// <summary>The phonebook: contacts that all agents share, and each agent's own (PB-2).</summary>
[ApiController]
[Route("api/v1/contacts")]
[Tags("Phonebook")]
[Access(Callers.Agents, KeyScopes.Contacts)]
[TellsWhoIsThere]
public sealed class ContactsController(IContactReader contacts) : ControllerBase
{
    /// <summary>Contacts by name: the shared ones and the caller's own.</summary>
    /// <remarks>With <c>guestId</c> it is the few that have that guest's address or number, however it is written (PB-5).</remarks>
    /// <param name="asked">Which.</param>
    /// <param name="cursors">Where to go on.</param>
    /// <param name="known">The contacts of a guest.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<ContactView>>(200)]
    [Refuses(422)]
    public async Task<Page<ContactView>> List(
        [FromQuery] ContactsQuery asked,
        [FromServices] Cursors cursors,
        [FromServices] KnownGuest known,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.RequireAgent();
        if (asked.GuestId is not null)
        {
            return new(await known.ContactsAsync(caller, asked.GuestId, cancel), null);
        }
        var size = Paging.Limit(asked.Limit);
        var list = asked.Name(caller);
        var found = await contacts.ListAsync(caller, asked.ToAsked(cursors.Read(list, asked.After), size + 1), cancel);
        var page = cursors.PageOf(list, found, size, one => [one.SortKey, one.View.Id]);
        return new([.. page.Items.Select(one => one.View)], page.Next);
    }

    /// <summary>One contact.</summary>
    /// <response code="404">There is none, or it is another agent's own.</response>
    [HttpGet("{id}")]
    [ProducesResponseType<ContactView>(200)]
    [Refuses(404)]
    public async Task<ActionResult<ContactView>> Get(string id, CancellationToken cancel) => await ViewAsync(id, 200, cancel);

    /// <summary>Adds a contact (PB-1).</summary>
    /// <response code="409">There is one with the same address or number: <c>doubles</c> says which; <c>force</c> adds it all the same (PB-3).</response>
    /// <response code="422">A field was not accepted.</response>
    [HttpPost]
    [Idempotent]
    [ProducesResponseType<ContactView>(201)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<ActionResult<ContactView>> Add(ContactBody body, [FromServices] AddContact add, CancellationToken cancel)
    {
        var shared = Phonebooks.IsShared(body.Phonebook);
        var created = await add.RunAsync(HttpContext.RequireAgent(), body.ToDraft(), shared, body.Force ?? false, body.From, cancel);
        Response.Headers.Location = $"/api/v1/contacts/{created.Id}";
        return await ViewAsync(created.Id, created.Status, cancel);
    }

    /// <summary>Changes what was sent; null takes it away.</summary>
    /// <response code="409">Another has the new address or number: <c>doubles</c> says which; <c>force</c> changes it all the same.</response>
    /// <response code="412">Somebody changed it meanwhile.</response>
    [HttpPatch("{id}")]
    [ProducesResponseType<ContactView>(200)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<ActionResult<ContactView>> Change(
        string id,
        ContactPatch body,
        [FromServices] ChangeContact change,
        CancellationToken cancel
    ) =>
        await change.RunAsync(HttpContext.RequireAgent(), id, body.ToChange(), ETags.Read(Request), cancel)
            ? await ViewAsync(id, 200, cancel)
            : NotFound();

    /// <summary>Deletes a contact; conversations and guests stay as they are.</summary>
    /// <response code="204">Gone.</response>
    /// <response code="412">Somebody changed it meanwhile.</response>
    [HttpDelete("{id}")]
    [ProducesResponseType(204)]
    [Refuses(404)]
    [Refuses(412)]
    public async Task<IActionResult> Delete(string id, [FromServices] ChangeContact change, CancellationToken cancel) =>
        await change.DeleteAsync(HttpContext.RequireAgent(), id, ETags.Read(Request), cancel) ? NoContent() : NotFound();

    private async Task<ActionResult<ContactView>> ViewAsync(string id, int status, CancellationToken cancel)
    {
        if (await contacts.OneAsync(HttpContext.RequireAgent(), id, cancel) is not { } contact)
        {
            return NotFound();
        }
        ETags.Write(Response, contact.Version);
        return StatusCode(status, contact);
    }
}
