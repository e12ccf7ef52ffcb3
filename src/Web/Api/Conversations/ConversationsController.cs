using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Conversations;
using XBees.Application.Phonebook;
using XBees.Application.Search;
using XBees.Domain.Conversations;
using XBees.Web.Api.Http;
using XBees.Web.Api.Search;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Conversations;

/// <summary>Conversations, each as its caller sees it.</summary>
[ApiController]
[Route("api/v1/conversations")]
[Tags("Conversations")]
public sealed class ConversationsController(IConversationReader conversations, Cursors cursors) : ControllerBase
{
    private static readonly string[] Views =
    [
        "all",
        "mine",
        "unassigned",
        "unread",
        "mentions",
        "waiting",
        "snoozed",
        "resolved",
        "archived",
        "muted",
    ];

    /// <summary>The caller's conversations, newest activity first.</summary>
    /// <remarks>
    /// Agents: <c>mine</c> are those they are in charge of, <c>unassigned</c> those of their services that nobody is, <c>all</c> those
    /// they are a member of, <c>mentions</c> those in which a message names them (MS-10), <c>waiting</c> those whose guest waits for an answer, all of them without what is <c>snoozed</c> or
    /// <c>resolved</c> (ST-5); <c>unread</c> those with something new, all of them without what they have put away: that is <c>archived</c>; <c>muted</c>
    /// those they hear nothing of (LI-2). Pinned ones come first (LI-1). Filters combine (LI-4). Guests see their own, archived or not
    /// (IN-6), without views and filters. With <c>q</c> (agents alone) they are those found by initial members and given names, best first
    /// (SE-1): without a view among everything the agent sees, resolved or not; <c>matches</c> says where the words stand.
    /// </remarks>
    /// <param name="view">all, mine, unassigned, unread, mentions, waiting, snoozed, resolved, archived or muted.</param>
    /// <param name="filter">What they are narrowed to.</param>
    /// <param name="q">What is looked for: 1 to 200 characters.</param>
    /// <param name="limit">1 to 100, 50 when absent.</param>
    /// <param name="after">The cursor of the page before.</param>
    /// <param name="search">Finds them.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <response code="503">With <c>q</c>: the index of this node is damaged and made anew; everything else goes on.</response>
    [HttpGet]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [ProducesResponseType<Page<ConversationView>>(200)]
    [Refuses(503)]
    public async Task<Page<ConversationView>> List(
        string? view,
        [FromQuery] FilterQuery filter,
        string? q,
        int? limit,
        string? after,
        [FromServices] SearchPages search,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.Caller();
        if (q is not null)
        {
            var agent = caller as AgentCaller ?? throw new Refused(AccessRefusals.Forbidden);
            var within = new SearchWithin(QueryWords.Read(view, "view", Views), filter.Read());
            return await search.ConversationsAsync(agent, SearchPages.Read(q), within, Paging.Limit(limit), after, cancel);
        }
        var asked = caller.IsGuest ? "all" : QueryWords.Read(view, "view", Views) ?? "all";
        var narrowed = caller.IsGuest ? new() : filter.Read();
        var list = $"conversations {caller.PersonId} {asked} {narrowed}";
        var place = cursors.Read(list, after) is [var pinned, var at, var id]
            ? new ListPlace(pinned == "1", long.Parse(at, CultureInfo.InvariantCulture), id)
            : null;
        var size = Paging.Limit(limit);
        var found = await conversations.ListAsync(caller, new(asked, narrowed, size + 1, place), cancel);
        return cursors.PageOf(list, found, size, row => [row.Pinned ? 1 : 0, row.LastActivityAt.ToUnixTimeMilliseconds(), row.Id]);
    }

    /// <summary>How many conversations each view holds, with the same filters (LI-2, LI-4).</summary>
    /// <param name="filter">What they are narrowed to.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("counts")]
    [Access(Callers.Agents, KeyScopes.Read)]
    public Task<ConversationCounts> Counts([FromQuery] FilterQuery filter, CancellationToken cancel) =>
        conversations.CountsAsync(HttpContext.Caller(), filter.Read(), cancel);

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
        [FromServices] InvitedContacts contacts,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.Caller();
        var made = caller is GuestCaller guest
            ? await start.RunAsync(guest, body.ClientId, body.FirstMessage(), cancel)
            : await create.RunAsync((AgentCaller)caller, body.ToNew(await contacts.ReadAsync(caller, body.Invited(), cancel)), cancel);
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
        await change.SetStatusAsync(HttpContext.RequireAgent(), id, body.ToStatus(), body.Until, ETags.Read(Request), cancel)
            ? await ViewAsync(id, cancel)
            : NotFound();

    /// <summary>It is spam: who wrote it is shut out, it is resolved, and deleted after 30 days (SP-3).</summary>
    /// <response code="409">There is no guest in it.</response>
    /// <response code="412">Somebody changed it meanwhile: <c>If-Match</c> is no longer its version.</response>
    [HttpPut("{id}/spam")]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType<ConversationView>(200)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(412)]
    public Task<ActionResult<ConversationView>> Spam(string id, [FromServices] MarkSpam mark, CancellationToken cancel) =>
        MarkAsync(mark, id, spam: true, cancel);

    /// <summary>It is none after all: open again, with the guests whom that mark shut out.</summary>
    /// <response code="409">There is no guest in it.</response>
    /// <response code="412">Somebody changed it meanwhile: <c>If-Match</c> is no longer its version.</response>
    [HttpDelete("{id}/spam")]
    [Access(Callers.Agents, KeyScopes.Write)]
    [ProducesResponseType<ConversationView>(200)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(412)]
    public Task<ActionResult<ConversationView>> NotSpam(string id, [FromServices] MarkSpam mark, CancellationToken cancel) =>
        MarkAsync(mark, id, spam: false, cancel);

    private async Task<ActionResult<ConversationView>> MarkAsync(MarkSpam mark, string id, bool spam, CancellationToken cancel) =>
        await mark.RunAsync(HttpContext.RequireAgent(), id, spam, ETags.Read(Request), cancel) ? await ViewAsync(id, cancel) : NotFound();

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
/// <param name="ContactId">A contact of the phonebook that has an address; keys need the scope <c>contacts</c> too.</param>
public sealed record InviteeBody(string? AgentId, string? GuestId, string? Name, string? Email, string? ContactId = null)
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

    internal IReadOnlyList<(Invitee, string?)> Invited() => [.. (Members ?? []).Select(member => (member.ToInvitee(), member.ContactId))];

    public NewConversation ToNew(IReadOnlyList<Invitee> members) =>
        new()
        {
            ClientId = ClientIds.Read(ClientId, "clientId"),
            Name = Name,
            Description = Description,
            ReadOnly = ReadOnly ?? false,
            Public = Public ?? false,
            Members = members,
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

/// <summary>What everybody sees of where a conversation stands.</summary>
/// <param name="Status">open, snoozed or resolved.</param>
/// <param name="Until">Of a snooze: until when; without it until the guest writes.</param>
public sealed record StatusBody(string? Status, Instant? Until)
{
    public ConversationStatus ToStatus() =>
        Enum.GetValues<ConversationStatus>().Where(status => status.Word() == Status).Cast<ConversationStatus?>().FirstOrDefault()
        ?? throw new Invalid("status", "Give one of open, snoozed, resolved.");
}
