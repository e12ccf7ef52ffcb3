using System.Globalization;
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
public sealed class MessagesController(ITimelineReader timeline, Cursors cursors) : ControllerBase
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

    /// <summary>Edits one's own message: agents for 24 hours, guests for 15 minutes, by the server's clock (MS-5).</summary>
    /// <remarks>
    /// It is marked with <c>editedAt</c>, everybody who sees it hears <c>message.updated</c>, and agents can read the texts it had before. A
    /// mail that was sent already is not recalled; one that waits is written anew. The text that it has already changes nothing.
    /// </remarks>
    /// <response code="200">The message as it is now.</response>
    /// <response code="403">Somebody else wrote it, or the conversation is read-only for guests (AC-12).</response>
    /// <response code="409">It is too late, or the message was deleted.</response>
    [HttpPatch("{messageId}")]
    [Limited(Limit.Messages)]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType<MessageView>(200)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(422)]
    [Refuses(429)]
    public async Task<ActionResult<MessageView>> Edit(
        string id,
        string messageId,
        EditBody body,
        [FromServices] ChangeMessage change,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.Caller();
        if (body.Text.IsSet && !await change.EditAsync(caller, id, messageId, body.Text.Value, cancel))
        {
            return NotFound();
        }
        return await Get(id, messageId, cancel);
    }

    /// <summary>Deletes one's own message in the same time, or any as the manager of the service (MS-6).</summary>
    /// <remarks>
    /// A tombstone keeps its place and its <c>seq</c>; the text, and those before it, are gone everywhere, from mails that wait too. Everybody
    /// who saw it hears <c>message.deleted</c>. Deleting it again changes nothing.
    /// </remarks>
    /// <response code="200">The tombstone.</response>
    /// <response code="403">Somebody else wrote it and the caller does not manage the service, or the conversation is read-only for guests (AC-12).</response>
    /// <response code="409">It is too late.</response>
    [HttpDelete("{messageId}")]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType<MessageView>(200)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(409)]
    public async Task<ActionResult<MessageView>> Delete(
        string id,
        string messageId,
        [FromServices] ChangeMessage change,
        CancellationToken cancel
    ) => await change.DeleteAsync(HttpContext.Caller(), id, messageId, cancel) ? await Get(id, messageId, cancel) : NotFound();

    /// <summary>Reacts to a message with an emoji of the fixed set (MS-8), guests also where they only read (AC-12).</summary>
    /// <remarks>
    /// thumbsup 👍, thumbsdown 👎, heart ❤️, laugh 😄, wow 😮, sad 😢, thanks 🙏, party 🎉, done ✅. Each person once with each kind: the same
    /// again changes nothing. Everybody who sees the message hears <c>reaction.changed</c> with <c>messageId</c>, <c>seq</c> and
    /// <c>reactions</c>; nobody has anything unread by it.
    /// </remarks>
    /// <param name="id">The conversation.</param>
    /// <param name="messageId">A message or a note.</param>
    /// <param name="kind">One of the nine names.</param>
    /// <param name="react">What does it.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <response code="200">The message as it is now.</response>
    /// <response code="400">There is no such kind; the answer names them all.</response>
    /// <response code="409">It is a notice, or was deleted.</response>
    [HttpPut("{messageId}/reactions/{kind}")]
    [Limited(Limit.Messages)]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType<MessageView>(200)]
    [Refuses(400)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(429)]
    public async Task<ActionResult<MessageView>> React(
        string id,
        string messageId,
        string kind,
        [FromServices] ReactToMessage react,
        CancellationToken cancel
    ) => await react.AddAsync(HttpContext.Caller(), id, messageId, Kind(kind), cancel) ? await Get(id, messageId, cancel) : NotFound();

    /// <summary>Takes one's own reaction back (MS-8); where there is none nothing changes.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="messageId">A message or a note.</param>
    /// <param name="kind">One of the nine names.</param>
    /// <param name="react">What does it.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <response code="200">The message as it is now.</response>
    /// <response code="400">There is no such kind; the answer names them all.</response>
    [HttpDelete("{messageId}/reactions/{kind}")]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType<MessageView>(200)]
    [Refuses(400)]
    [Refuses(404)]
    public async Task<ActionResult<MessageView>> TakeBack(
        string id,
        string messageId,
        string kind,
        [FromServices] ReactToMessage react,
        CancellationToken cancel
    ) => await react.RemoveAsync(HttpContext.Caller(), id, messageId, Kind(kind), cancel) ? await Get(id, messageId, cancel) : NotFound();

    private static ReactionKind Kind(string typed) =>
        ReactionKind.Find(QueryWords.Read(typed, "kind", [.. ReactionKind.All.Select(kind => kind.Name)])!)!;

    /// <summary>The texts that an edited message had before, the oldest first; none once it is deleted (MS-5, MS-6).</summary>
    [HttpGet("{messageId}/earlier")]
    [Access(Callers.Agents, KeyScopes.Read)]
    [ProducesResponseType<Page<EarlierText>>(200)]
    [Refuses(404)]
    public async Task<ActionResult<Page<EarlierText>>> Earlier(
        string id,
        string messageId,
        int? limit,
        string? after,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.RequireAgent();
        var list = $"earlier {caller.PersonId} {messageId}";
        var place = cursors.Read(list, after) is [var number] ? long.Parse(number, CultureInfo.InvariantCulture) : 0;
        var size = Paging.Limit(limit);
        return await timeline.EarlierAsync(caller, id, messageId, size + 1, place, cancel) is { } found
            ? cursors.PageOf(list, found, size, text => [text.Number])
            : NotFound();
    }
}

/// <summary>What to change of a message; absent stays.</summary>
/// <param name="Text">1 to 10,000 Unicode scalar values (MS-1).</param>
public sealed record EditBody(Optional<string> Text);

/// <summary>A message to write.</summary>
/// <param name="ClientId">A UUID made by the client; the same one is the same message for ever (MS-2).</param>
/// <param name="Text">1 to 10,000 Unicode scalar values (MS-1); with files it may be left out.</param>
/// <param name="Kind">text, or note for agents alone.</param>
/// <param name="Quote">The id of a message of the same conversation that it quotes (MS-7).</param>
/// <param name="Attachments">Ids of own files that wait for it, at most ten, in the order in which they are shown (FI-1).</param>
/// <param name="Mentions">
/// The ids of agents whom the text names with <c>@</c> and their name, in a message to guests with the name for guests (MS-10): members or
/// not, 20 at most, by agents alone. Nobody is added by it.
/// </param>
public sealed record MessageBody(
    string? ClientId,
    string? Text,
    string? Kind,
    string? Quote = null,
    IReadOnlyList<string>? Attachments = null,
    IReadOnlyList<string>? Mentions = null
)
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
            ClientIds.Read(ClientId, "clientId"),
            QuoteId: Quote
        )
        {
            Attachments = Attachments ?? [],
            Mentions = Mentions ?? [],
        };
}
