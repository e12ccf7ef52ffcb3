using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Conversations;

/// <summary>Conversations, each as its caller sees it.</summary>
[ApiController]
[Route("api/v1/conversations")]
[Tags("Conversations")]
public sealed class ConversationsController(IConversationReader conversations, Cursors cursors) : ControllerBase
{
    private static readonly string[] Views = ["all", "mine", "unassigned", "unread", "waiting", "snoozed", "resolved", "archived", "muted"];

    /// <summary>The caller's conversations, newest activity first.</summary>
    /// <remarks>
    /// Agents: <c>mine</c> are those they are in charge of, <c>unassigned</c> those of their services that nobody is, <c>all</c> those
    /// they are a member of, <c>waiting</c> those whose guest waits for an answer, all of them without what is <c>snoozed</c> or
    /// <c>resolved</c> (ST-5); <c>unread</c> those with something new, all of them without what they have put away: that is <c>archived</c>; <c>muted</c>
    /// those they hear nothing of (LI-2). Pinned ones come first (LI-1). Guests see their own, archived or not (IN-6).
    /// </remarks>
    /// <param name="view">all, mine, unassigned, unread, waiting, snoozed, resolved, archived or muted.</param>
    /// <param name="service">Only of this service.</param>
    /// <param name="assignee">Only in this agent's charge.</param>
    /// <param name="limit">1 to 100, 50 when absent.</param>
    /// <param name="after">The cursor of the page before.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType<Page<ConversationView>>(200)]
    public async Task<Page<ConversationView>> List(
        string? view,
        string? service,
        string? assignee,
        int? limit,
        string? after,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.Caller();
        var asked = view ?? "all";
        if (!Views.Contains(asked))
        {
            throw new Refused(
                new("unreadable", 400, "This request cannot be read", $"Give view one of {string.Join(", ", Views)}.", "view")
            );
        }
        var list = $"conversations {caller.PersonId} {asked} {service} {assignee}";
        var place = cursors.Read(list, after) is [var pinned, var at, var id]
            ? new ListPlace(pinned == "1", long.Parse(at, CultureInfo.InvariantCulture), id)
            : null;
        var size = Paging.Limit(limit);
        var found = await conversations.ListAsync(
            caller,
            new(caller.IsGuest ? "all" : asked, caller.IsGuest ? null : service, caller.IsGuest ? null : assignee, size + 1, place),
            cancel
        );
        return cursors.PageOf(list, found, size, row => [row.Pinned ? 1 : 0, row.LastActivityAt.ToUnixTimeMilliseconds(), row.Id]);
    }

    /// <summary>How many conversations each view holds (LI-2).</summary>
    [HttpGet("counts")]
    [Access(Callers.Agents, KeyScopes.Read)]
    public Task<ConversationCounts> Counts(CancellationToken cancel) => conversations.CountsAsync(HttpContext.Caller(), cancel);

    /// <summary>One conversation. Administrators who are no member get its head (LC-2).</summary>
    /// <response code="404">There is none, or the caller may not see it.</response>
    [HttpGet("{id}")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType<ConversationView>(200)]
    [Refuses(404)]
    public async Task<ActionResult<ConversationView>> Get(string id, CancellationToken cancel) => await ViewAsync(id, cancel);

    /// <summary>Begins a conversation: a guest's by the first message (IN-3), an agent's with everyone named (AC-11).</summary>
    /// <response code="201">The conversation.</response>
    /// <response code="200">It was there already: the same <c>clientId</c> of the same guest.</response>
    /// <response code="410">The link or widget was closed meanwhile (IN-11).</response>
    /// <response code="422">A field was not accepted.</response>
    [HttpPost]
    [Limited(Limit.Conversations)]
    [Refuses(429)]
    [Idempotent]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType<ConversationView>(201)]
    [ProducesResponseType<ConversationView>(200)]
    [Refuses(410)]
    [Refuses(422)]
    public async Task<ActionResult<ConversationView>> Create(
        StartBody body,
        [FromServices] StartConversation start,
        [FromServices] CreateConversation create,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.Caller();
        var made = caller is GuestCaller guest
            ? await start.RunAsync(guest, body.ClientId, body.FirstMessage(), cancel)
            : await create.RunAsync((AgentCaller)caller, body.ToNew(), cancel);
        var view = await conversations.OneAsync(caller, made.Id, cancel);
        Response.Headers.Location = $"/api/v1/conversations/{made.Id}";
        return StatusCode(made.Status, view);
    }

    /// <summary>Changes name, description or read-only (AC-8, AC-10, AC-11). Absent stays, null clears.</summary>
    /// <response code="412">Somebody changed it meanwhile: <c>If-Match</c> is no longer its version.</response>
    [HttpPatch("{id}")]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType<ConversationView>(200)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<ActionResult<ConversationView>> Patch(
        string id,
        PatchBody body,
        [FromServices] ChangeConversation change,
        CancellationToken cancel
    ) =>
        await change.PatchAsync(HttpContext.Caller(), id, body.ToPatch(), ETags.Read(Request), cancel)
            ? await ViewAsync(id, cancel)
            : NotFound();

    /// <summary>Open, snoozed until a time or until the guest writes, or resolved; everyone's (ST-1, ST-2).</summary>
    /// <response code="409">There is no guest in it.</response>
    /// <response code="412">Somebody changed it meanwhile: <c>If-Match</c> is no longer its version.</response>
    [HttpPut("{id}/status")]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType<ConversationView>(200)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<ActionResult<ConversationView>> SetStatus(
        string id,
        StatusBody body,
        [FromServices] ChangeConversation change,
        CancellationToken cancel
    ) =>
        await change.SetStatusAsync(HttpContext.Caller(), id, body.ToStatus(), body.Until, ETags.Read(Request), cancel)
            ? await ViewAsync(id, cancel)
            : NotFound();

    /// <summary>Marks what the caller has read, up to an entry (MS-4). It never goes back.</summary>
    [HttpPut("{id}/read")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Read(string id, ReadBody body, [FromServices] KeepPlace place, CancellationToken cancel) =>
        Done(await place.ReadAsync(Member(), id, body.Seq, cancel));

    /// <summary>Marks the conversation unread for the caller; what others were told stays (MS-4).</summary>
    [HttpPut("{id}/unread")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> MarkUnread(string id, [FromServices] KeepPlace place, CancellationToken cancel) =>
        Done(await place.MarkUnreadAsync(Member(), id, true, cancel));

    /// <summary>Takes that mark away.</summary>
    [HttpDelete("{id}/unread")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> UnmarkUnread(string id, [FromServices] KeepPlace place, CancellationToken cancel) =>
        Done(await place.MarkUnreadAsync(Member(), id, false, cancel));

    /// <summary>What the caller has written and not sent (MS-12); null where there is nothing.</summary>
    [HttpGet("{id}/draft")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType<DraftBody>(200)]
    public async Task<ActionResult<DraftBody>> Draft(string id, CancellationToken cancel)
    {
        var draft = await conversations.DraftAsync(Member(), id, cancel);
        return draft is null ? NotFound() : new DraftBody(draft.Text);
    }

    /// <summary>Keeps what the caller has written and not sent, for every device of theirs (MS-12).</summary>
    [HttpPut("{id}/draft")]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> SaveDraft(string id, DraftBody body, [FromServices] KeepPlace place, CancellationToken cancel)
    {
        if (body.Text is not null && Limits.TooLong(body.Text, Limits.Message) is { } problem)
        {
            throw new Invalid("text", problem);
        }
        return Done(await place.SaveDraftAsync(Member(), id, string.IsNullOrEmpty(body.Text) ? null : body.Text, cancel));
    }

    /// <summary>Throws the draft away.</summary>
    [HttpDelete("{id}/draft")]
    [Access(Callers.Everybody, KeyScopes.Write)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> DropDraft(string id, [FromServices] KeepPlace place, CancellationToken cancel) =>
        Done(await place.SaveDraftAsync(Member(), id, null, cancel));

    /// <summary>Puts it first in the caller's list (LI-1).</summary>
    [HttpPut("{id}/pin")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Pin(string id, [FromServices] KeepPlace place, CancellationToken cancel) =>
        Done(await place.PinAsync(Member(), id, true, cancel));

    /// <summary>Back to its place by time.</summary>
    [HttpDelete("{id}/pin")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Unpin(string id, [FromServices] KeepPlace place, CancellationToken cancel) =>
        Done(await place.PinAsync(Member(), id, false, cancel));

    /// <summary>Puts it away, out of the caller's list alone; the next message brings it back (ST-7).</summary>
    [HttpPut("{id}/archive")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Archive(string id, [FromServices] KeepPlace place, CancellationToken cancel) =>
        Done(await place.ArchiveAsync(Member(), id, true, cancel));

    /// <summary>Back into the caller's list.</summary>
    [HttpDelete("{id}/archive")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Unarchive(string id, [FromServices] KeepPlace place, CancellationToken cancel) =>
        Done(await place.ArchiveAsync(Member(), id, false, cancel));

    /// <summary>The caller hears nothing of it for a while; what is unread still counts (AC-3). It ends by itself (AC-15).</summary>
    /// <response code="422">Neither or both of <c>until</c> and <c>for</c>, or a time that is past.</response>
    [HttpPut("{id}/mute")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    [Refuses(422)]
    public async Task<IActionResult> Mute(string id, MuteBody body, [FromServices] KeepPlace place, CancellationToken cancel) =>
        Done(await place.MuteAsync(Member(), id, new(body.Until, body.For), cancel));

    /// <summary>The caller hears of it again.</summary>
    [HttpDelete("{id}/mute")]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Unmute(string id, [FromServices] KeepPlace place, CancellationToken cancel) =>
        Done(await place.UnmuteAsync(Member(), id, cancel));

    private async Task<ActionResult<ConversationView>> ViewAsync(string id, CancellationToken cancel)
    {
        var view = await conversations.OneAsync(HttpContext.Caller(), id, cancel);
        if (view is null)
        {
            return NotFound();
        }
        if (view.Version is { } version)
        {
            ETags.Write(Response, version);
        }
        return view;
    }

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

/// <summary>A message that begins or goes on.</summary>
/// <param name="ClientId">A UUID made by the client; the same one is the same message for ever.</param>
/// <param name="Text">1 to 10,000 Unicode scalar values (MS-1).</param>
public sealed record FirstMessageBody(string? ClientId, string? Text);

/// <summary>Somebody to add: one of agentId, guestId, or an e-mail address with a name.</summary>
/// <param name="AgentId">An agent.</param>
/// <param name="GuestId">A known guest.</param>
/// <param name="Name">The name of somebody new; up to 200 scalar values.</param>
/// <param name="Email">Their address; an agent's makes that agent a member.</param>
public sealed record InviteeBody(string? AgentId, string? GuestId, string? Name, string? Email)
{
    public Invitee ToInvitee() => new(AgentId, GuestId, Name, Email);
}

/// <summary>Guests send <c>clientId</c> and <c>message</c>; the rest is for agents.</summary>
/// <param name="ClientId">The client's id of the conversation; the same one of the same guest is the same conversation.</param>
/// <param name="Message">The first message; required of guests.</param>
/// <param name="Name">A name instead of the computed title; up to 200 scalar values.</param>
/// <param name="Description">Up to 2,000 scalar values.</param>
/// <param name="ReadOnly">Guests read and do not write (AC-12).</param>
/// <param name="Public">Anyone with its link may join.</param>
/// <param name="Members">Who is in it beside the agent who makes it; 1,000 at most.</param>
public sealed record StartBody(
    string? ClientId,
    FirstMessageBody? Message,
    string? Name,
    string? Description,
    bool? ReadOnly,
    bool? Public,
    IReadOnlyList<InviteeBody>? Members
)
{
    public Draft FirstMessage() => new(Message?.Text, MessageKind.Text, ClientIds.Read(Message?.ClientId, "message.clientId"));

    public NewConversation ToNew() =>
        new()
        {
            ClientId = ClientIds.Read(ClientId, "clientId"),
            Name = Name,
            Description = Description,
            ReadOnly = ReadOnly ?? false,
            Public = Public ?? false,
            Members = [.. (Members ?? []).Select(member => member.ToInvitee())],
            Message = Message is null ? null : FirstMessage(),
        };
}

/// <summary>What to change; absent stays, null clears.</summary>
/// <param name="Name">The given name; null brings the computed title back (TI-5).</param>
/// <param name="Description">Up to 2,000 scalar values.</param>
/// <param name="ReadOnly">Whether guests only read.</param>
public sealed record PatchBody(Optional<string> Name, Optional<string> Description, Optional<bool?> ReadOnly)
{
    public ConversationPatch ToPatch() =>
        new()
        {
            HasName = Name.IsSet,
            Name = Name.Value,
            HasDescription = Description.IsSet,
            Description = Description.Value,
            ReadOnly = ReadOnly.IsSet ? ReadOnly.Value ?? false : null,
        };
}

/// <summary>Up to where the caller has read, in their own numbers.</summary>
/// <param name="Seq">The <c>seq</c> of the newest entry that was seen.</param>
public sealed record ReadBody(long Seq);

/// <summary>What everybody sees of where a conversation stands.</summary>
/// <param name="Status">open, snoozed or resolved.</param>
/// <param name="Until">Of a snooze: until when; without it until the guest writes.</param>
public sealed record StatusBody(string? Status, Instant? Until)
{
    public ConversationStatus ToStatus() =>
        Enum.GetValues<ConversationStatus>().Where(status => status.Word() == Status).Cast<ConversationStatus?>().FirstOrDefault()
        ?? throw new Invalid("status", "Give one of open, snoozed, resolved.");
}

/// <summary>One of the two.</summary>
/// <param name="Until">Muted until then.</param>
/// <param name="For">30m, 1h, 4h, tomorrow (08:00 in the caller's time zone), 1w, or forever: until it is switched on.</param>
public sealed record MuteBody(Instant? Until, string? For);

/// <summary>Words that are not sent yet.</summary>
/// <param name="Text">Up to 10,000 scalar values, or null.</param>
public sealed record DraftBody(string? Text);
