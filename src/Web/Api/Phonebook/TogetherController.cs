using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Application.Meetings;
using XBees.Application.Phonebook;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Phonebook;

/// <summary>What the caller and a contact have in common (PB-5), by the contact's address.</summary>
[ApiController]
[Route("api/v1/contacts/{id}")]
[Tags("Phonebook")]
public sealed class TogetherController(Together together) : ControllerBase
{
    /// <summary>Conversations in common: the newest 20 of those that the caller may read.</summary>
    /// <response code="404">There is no such contact, or it is another agent's own.</response>
    [HttpGet("conversations")]
    [Access(Callers.Agents, KeyScopes.Read)]
    [ProducesResponseType<Page<ConversationView>>(200)]
    [Refuses(404)]
    public async Task<ActionResult<Page<ConversationView>>> Conversations(string id, CancellationToken cancel) =>
        await together.ConversationsAsync(HttpContext.RequireAgent(), id, cancel) is { } found
            ? new Page<ConversationView>(found, null)
            : NotFound();

    /// <summary>Meetings ahead, of those that the caller sees.</summary>
    /// <response code="404">There is no such contact, or it is another agent's own.</response>
    [HttpGet("meetings")]
    [Access(Callers.Agents, KeyScopes.Meetings)]
    [ProducesResponseType<Page<MeetingView>>(200)]
    [Refuses(404)]
    public async Task<ActionResult<Page<MeetingView>>> Meetings(string id, CancellationToken cancel) =>
        await together.MeetingsAsync(HttpContext.RequireAgent(), id, cancel) is { } found ? new Page<MeetingView>(found, null) : NotFound();
}
