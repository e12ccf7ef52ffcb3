using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Application.Phonebook;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Conversations;

/// <summary>Who is in a conversation (AC-4, AC-9).</summary>
[ApiController]
[Route("api/v1/conversations/{id}/members")]
[Tags("Members")]
public sealed class MembersController(IConversationReader conversations, Cursors cursors) : ControllerBase
{
    /// <summary>The members in the order of joining. Agents see addresses and what is known of guests (GU-11).</summary>
    [HttpGet]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType<Page<MemberView>>(200)]
    [Refuses(404)]
    public async Task<ActionResult<Page<MemberView>>> List(string id, int? limit, string? after, CancellationToken cancel)
    {
        var caller = HttpContext.Caller();
        var list = $"members {caller.PersonId} {id}";
        var place = cursors.Read(list, after) is [var ordinal] ? long.Parse(ordinal, CultureInfo.InvariantCulture) : -1;
        var size = Paging.Limit(limit);
        if (await conversations.MembersAsync(caller, id, size + 1, place, cancel) is not { } found)
        {
            return NotFound();
        }
        return cursors.PageOf(list, found, size, member => [member.Ordinal]);
    }

    /// <summary>Adds agents, known guests, contacts, or bare addresses, which get an invitation; who is there already is passed over (AC-4).</summary>
    /// <remarks>Guests add by addresses alone, five in a conversation (GU-5). What they are answered does not tell whose an address is.</remarks>
    /// <response code="200">The conversation with them.</response>
    /// <response code="204">A guest asked.</response>
    /// <response code="403">A guest asked, and the conversation is read-only or its widget has it off (GU-5).</response>
    /// <response code="409">More than 1,000 members (AC-17), or more than five by this guest; nobody was added.</response>
    [HttpPost]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType<ConversationView>(200)]
    [ProducesResponseType(204)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<ActionResult<ConversationView>> Add(
        string id,
        AddBody body,
        [FromServices] ChangeConversation change,
        [FromServices] InvitedContacts contacts,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.Caller();
        var members = (body.Members ?? []).Select(member => (member.ToInvitee(), member.ContactId));
        var added = await change.AddAsync(caller, id, await contacts.ReadAsync(caller, [.. members], cancel), cancel);
        return added && caller.IsGuest ? NoContent()
            : added
                ? await conversations.OneAsync(caller, id, cancel) is { } view ? view
                    : NotFound()
            : NotFound();
    }

    /// <summary>Joins a conversation that the caller sees without being in it: an administrator, or the manager of its service (LC-2).</summary>
    /// <remarks>Everybody in it reads a notice of it, and the audit log keeps it. Who is in it already changes nothing.</remarks>
    /// <response code="200">The conversation with the caller in it.</response>
    /// <response code="409">It would have more than 1,000 members (AC-17).</response>
    [HttpPut("me")]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType<ConversationView>(200)]
    [Refuses(404)]
    [Refuses(409)]
    public async Task<ActionResult<ConversationView>> Enter(string id, [FromServices] EnterConversation enter, CancellationToken cancel)
    {
        var caller = HttpContext.RequireAgent();
        return await enter.RunAsync(caller, id, cancel) && await conversations.OneAsync(caller, id, cancel) is { } view ? view : NotFound();
    }

    /// <summary>Leaves (<c>me</c>) or removes a member (AC-9, AC-14).</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="memberId">The membership's id, or <c>me</c>.</param>
    /// <param name="confirm">True where the last guest is removed on purpose.</param>
    /// <param name="change">The use case.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <response code="204">Gone; access ended at once.</response>
    /// <response code="409">The last guest: repeat with <c>confirm=true</c>.</response>
    [HttpDelete("{memberId}")]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType(204)]
    [Refuses(404)]
    [Refuses(409)]
    public async Task<IActionResult> Remove(
        string id,
        string memberId,
        bool? confirm,
        [FromServices] ChangeConversation change,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.Caller();
        var done =
            memberId == "me"
                ? await change.LeaveAsync(caller, id, cancel)
                : await change.RemoveAsync(caller, id, memberId, confirm == true, cancel);
        return done ? NoContent() : NotFound();
    }
}

/// <summary>Who is to be added.</summary>
/// <param name="Members">Agents, known guests, contacts, or names with addresses.</param>
public sealed record AddBody(IReadOnlyList<InviteeBody>? Members);
