using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Conversations;

/// <summary>What is only the caller's in a conversation: how far they have read, what they have not sent, where it stands in their list.</summary>
[ApiController]
[Route("api/v1/conversations/{id}")]
[Tags("Conversations")]
public sealed class PlacesController(IConversationReader conversations, KeepPlace place) : ControllerBase
{
    /// <summary>Marks what the caller has read, up to an entry (MS-4). It never goes back.</summary>
    [HttpPut("read")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Read(string id, ReadBody body, CancellationToken cancel) =>
        Done(await place.ReadAsync(Member(), id, body.Seq, cancel));

    /// <summary>Marks the conversation unread for the caller; what others were told stays (MS-4).</summary>
    [HttpPut("unread")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> MarkUnread(string id, CancellationToken cancel) =>
        Done(await place.MarkUnreadAsync(Member(), id, true, cancel));

    /// <summary>Takes that mark away.</summary>
    [HttpDelete("unread")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> UnmarkUnread(string id, CancellationToken cancel) =>
        Done(await place.MarkUnreadAsync(Member(), id, false, cancel));

    /// <summary>What the caller has written and not sent (MS-12); null where there is nothing.</summary>
    [HttpGet("draft")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType<DraftBody>(200)]
    public async Task<ActionResult<DraftBody>> Draft(string id, CancellationToken cancel)
    {
        var draft = await conversations.DraftAsync(Member(), id, cancel);
        return draft is null ? NotFound() : new DraftBody(draft.Text);
    }

    /// <summary>Keeps what the caller has written and not sent, for every device of theirs (MS-12).</summary>
    [HttpPut("draft")]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> SaveDraft(string id, DraftBody body, CancellationToken cancel)
    {
        if (body.Text is not null && Limits.TooLong(body.Text, Limits.Message) is { } problem)
        {
            throw new Invalid("text", problem);
        }
        return Done(await place.SaveDraftAsync(Member(), id, string.IsNullOrEmpty(body.Text) ? null : body.Text, cancel));
    }

    /// <summary>Throws the draft away.</summary>
    [HttpDelete("draft")]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> DropDraft(string id, CancellationToken cancel) =>
        Done(await place.SaveDraftAsync(Member(), id, null, cancel));

    /// <summary>Puts it first in the caller's list (LI-1).</summary>
    [HttpPut("pin")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Pin(string id, CancellationToken cancel) => Done(await place.PinAsync(Member(), id, true, cancel));

    /// <summary>Back to its place by time.</summary>
    [HttpDelete("pin")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Unpin(string id, CancellationToken cancel) => Done(await place.PinAsync(Member(), id, false, cancel));

    /// <summary>Puts it away, out of the caller's list alone; the next message brings it back (ST-7).</summary>
    [HttpPut("archive")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Archive(string id, CancellationToken cancel) =>
        Done(await place.ArchiveAsync(Member(), id, true, cancel));

    /// <summary>Back into the caller's list.</summary>
    [HttpDelete("archive")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Unarchive(string id, CancellationToken cancel) =>
        Done(await place.ArchiveAsync(Member(), id, false, cancel));

    /// <summary>The caller hears nothing of it for a while; what is unread still counts (AC-3). It ends by itself (AC-15).</summary>
    /// <response code="422">Neither or both of <c>until</c> and <c>for</c>, or a time that is past.</response>
    [HttpPut("mute")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    [Refuses(422)]
    public async Task<IActionResult> Mute(string id, MuteBody body, CancellationToken cancel) =>
        Done(await place.MuteAsync(Member(), id, new(body.Until, body.For), cancel));

    /// <summary>The caller hears of it again.</summary>
    [HttpDelete("mute")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Unmute(string id, CancellationToken cancel) => Done(await place.UnmuteAsync(Member(), id, cancel));

    private NoContentResult Done(bool isMember) => isMember ? NoContent() : throw new Refused(ConversationRefusals.NotAMember);

    /// <summary>What is only a member's has no meaning for a key that sees every conversation without joining.</summary>
    private Caller Member() =>
        HttpContext.Caller() is AgentCaller { SeesAll: true }
            ? throw new Refused(
                new(
                    "no-member",
                    409,
                    "This key is no member",
                    "A key with conversations:all has no read marks, drafts or marks of its own."
                )
            )
            : HttpContext.Caller();
}

/// <summary>Up to where the caller has read, in their own numbers.</summary>
/// <param name="Seq">The <c>seq</c> of the newest entry that was seen.</param>
public sealed record ReadBody(long Seq);

/// <summary>One of the two.</summary>
/// <param name="Until">Muted until then.</param>
/// <param name="For">30m, 1h, 4h, tomorrow (08:00 in the caller's time zone), 1w, or forever: until it is switched on.</param>
public sealed record MuteBody(Instant? Until, string? For);

/// <summary>Words that are not sent yet.</summary>
/// <param name="Text">Up to 10,000 scalar values, or null.</param>
public sealed record DraftBody(string? Text);
