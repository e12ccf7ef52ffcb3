using Microsoft.AspNetCore.Mvc;
using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Conversations;

/// <summary>The timeline of a conversation, in the caller's own numbers (MS-9).</summary>
[ApiController]
[Route("api/v1/conversations/{id}/messages")]
[Tags("Messages")]
public sealed class MessagesController(ITimelineReader timeline) : ControllerBase
{
    /// <summary>A page of the timeline, in the order of <c>seq</c>; the newest without <c>before</c> and <c>since</c>.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="before">Entries with a smaller number, the newest of them.</param>
    /// <param name="since">Entries with a greater number, the oldest of them.</param>
    /// <param name="limit">1 to 100, 50 when absent.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType<MessagePage>(200)]
    [Refuses(404)]
    public async Task<ActionResult<MessagePage>> List(string id, long? before, long? since, int? limit, CancellationToken cancel)
    {
        var page = await timeline.PageAsync(HttpContext.Caller(), id, new(before, since, Paging.Limit(limit)), cancel);
        return page is null ? NotFound() : page;
    }

    /// <summary>One entry.</summary>
    [HttpGet("{messageId}")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType<MessageView>(200)]
    [Refuses(404)]
    public async Task<ActionResult<MessageView>> Get(string id, string messageId, CancellationToken cancel)
    {
        var message = await timeline.OneAsync(HttpContext.Caller(), id, messageId, cancel);
        return message is null ? NotFound() : message;
    }

    /// <summary>Writes a message, or a note that agents alone see (MS-1, MS-9).</summary>
    /// <remarks>
    /// A guest's message into what was resolved long ago (the service's <c>newAfterDays</c>) begins a new conversation or goes into the one
    /// it began: the answer's <c>conversationId</c> says which, and both timelines link (ST-3).
    /// </remarks>
    /// <response code="201">Stored; it will not be lost.</response>
    /// <response code="200">This client had sent it before: the message as it is.</response>
    /// <response code="403">The conversation is read-only for guests (AC-12).</response>
    [HttpPost]
    [Limited(Limit.Messages)]
    [Refuses(429)]
    [Idempotent]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType<MessageView>(201)]
    [ProducesResponseType<MessageView>(200)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(422)]
    [Refuses(429)]
    public async Task<ActionResult<MessageView>> Send(
        string id,
        MessageBody body,
        [FromServices] SendMessage send,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.Caller();
        if (await send.RunAsync(caller, id, body.ToDraft(), cancel) is not { } sent)
        {
            return NotFound();
        }
        return StatusCode(sent.Status, sent.Message ?? await timeline.SentAsync(caller, id, sent.Id, cancel));
    }
}

/// <summary>A message to write.</summary>
/// <param name="ClientId">A UUID made by the client; the same one is the same message for ever (MS-2).</param>
/// <param name="Text">1 to 10,000 Unicode scalar values (MS-1).</param>
/// <param name="Kind">text, or note for agents alone.</param>
public sealed record MessageBody(string? ClientId, string? Text, string? Kind)
{
    public Draft ToDraft() =>
        new(
            Text,
            Kind switch
            {
                null or "text" => MessageKind.Text,
                "note" => MessageKind.Note,
                _ => throw new Invalid("kind", "Send text or note."),
            },
            ClientIds.Read(ClientId, "clientId")
        );
}
