using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Calendars;
using XBees.Infrastructure.Calendars;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>Calendars that the caller has connected (CA-1). Nobody else sees them, and everything works with none.</summary>
[ApiController]
[Route("api/v1/me/calendars")]
[Tags("Me")]
[Access(Callers.Agents)]
public sealed class CalendarsController(ICalendarStore connections, IFreshCalendars fresh, TimeProvider time) : ControllerBase
{
    /// <summary>All of them, in the order in which they were connected.</summary>
    [HttpGet]
    [ProducesResponseType<CalendarListView>(200)]
    public async Task<CalendarListView> List(CancellationToken cancel)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var mine = await connections.OfAgentAsync(HttpContext.RequireAgent().PersonId, cancel);
        return new([.. mine.Select(one => CalendarView.Of(one, now))]);
    }

    /// <summary>Connects an account. What its first calendar holds blocks from now on.</summary>
    /// <remarks>
    /// <c>ics</c>: an address that is read alone. <c>caldav</c>: a server, with user name and password. Addresses are called by https on the
    /// internet; the operator can name others. What opens the account is encrypted, and is told to nobody (CA-6).
    /// </remarks>
    /// <response code="409">A Basic licence has no scheduler (LC-1), or there are too many connected calendars.</response>
    /// <response code="422">It cannot be reached, does not accept the sign-in, or is no calendar; or a field was not accepted.</response>
    [HttpPost]
    [Idempotent]
    [ProducesResponseType<CalendarView>(201)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<ActionResult<CalendarView>> Connect(
        ConnectBody body,
        [FromServices] ConnectCalendar connect,
        [FromServices] TypedAccounts accounts,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.RequireAgent();
        var (kind, secret) = accounts.Read(body.Kind, body.Url, body.UserName, body.Password);
        var made = await connect.RunAsync(caller, kind, body.Label ?? TypedAccounts.LabelOf(body.Url!), secret, cancel);
        var view = await FreshAsync(made.Id, cancel);
        return StatusCode(made.Status, view);
    }

    /// <summary>Says which of its calendars block, and which one meetings are written to. Absent stays.</summary>
    /// <response code="404">The caller has no such connection.</response>
    /// <response code="422">A calendar is not of this account, or cannot be written to; or a field was not accepted.</response>
    [HttpPatch("{id}")]
    [ProducesResponseType<CalendarView>(200)]
    [Refuses(404)]
    [Refuses(422)]
    public async Task<ActionResult<CalendarView>> Change(
        string id,
        CalendarPatch body,
        [FromServices] ChangeCalendar change,
        CancellationToken cancel
    ) => await change.RunAsync(HttpContext.RequireAgent(), id, body.ToChange(), cancel) ? await FreshAsync(id, cancel) : NotFound();

    /// <summary>Disconnects it: what opens it and what was read of it is deleted (CA-6). What was written to it stays there.</summary>
    /// <response code="404">The caller has no such connection.</response>
    [HttpDelete("{id}")]
    [ProducesResponseType(204)]
    [Refuses(404)]
    public async Task<IActionResult> Disconnect(string id, [FromServices] ChangeCalendar change, CancellationToken cancel) =>
        await change.DisconnectAsync(HttpContext.RequireAgent(), id, cancel) ? NoContent() : NotFound();

    private async Task<CalendarView> FreshAsync(string id, CancellationToken cancel)
    {
        var me = HttpContext.RequireAgent().PersonId;
        await fresh.OfAgentAsync(me, cancel);
        var mine = await connections.OfAgentAsync(me, cancel);
        return CalendarView.Of(mine.Single(one => one.Id == id), Instant.FromDateTimeOffset(time.GetUtcNow()));
    }
}

/// <summary>What to connect.</summary>
/// <param name="Kind">ics or caldav.</param>
/// <param name="Label">As the agent tells it from others; the host of the address where absent.</param>
/// <param name="Url">Of the iCalendar file, or of the CalDAV server.</param>
/// <param name="UserName">Of the CalDAV account.</param>
/// <param name="Password">Of the CalDAV account; many providers give one for each program.</param>
public sealed record ConnectBody(string? Kind, string? Label, string? Url, string? UserName, string? Password)
{
    // As it would stand in a log that is told to hold everything.
    public override string ToString() => nameof(ConnectBody);
}

/// <summary>What changes.</summary>
/// <param name="Label">As the agent tells it from others.</param>
/// <param name="UnansweredBlocks">Whether what is not answered, or tentative, takes time (CA-2).</param>
/// <param name="Calendars">Those of its calendars that are used otherwise.</param>
public sealed record CalendarPatch(string? Label, bool? UnansweredBlocks, IReadOnlyList<CalendarUseBody>? Calendars)
{
    internal CalendarChange ToChange() =>
        new(Label, UnansweredBlocks, [.. (Calendars ?? []).Select(use => new CalendarUse(use.Id ?? "", use.Blocks, use.Written))]);
}

/// <summary>How a calendar is used.</summary>
/// <param name="Id">Which.</param>
/// <param name="Blocks">Whether what stands in it takes time.</param>
/// <param name="Written">Whether meetings are written to it. One calendar of all that an agent has is; the one before is no longer.</param>
public sealed record CalendarUseBody(string? Id, bool? Blocks, bool? Written);

/// <summary>All that the caller has connected.</summary>
public sealed record CalendarListView(IReadOnlyList<CalendarView> Items);

/// <summary>An account with calendars that an agent has connected.</summary>
public sealed record CalendarView
{
    public required string Id { get; init; }

    /// <summary>google, microsoft, caldav or ics.</summary>
    public required string Kind { get; init; }
    public required string Label { get; init; }

    /// <summary>connected, refused (it does not accept the sign-in), unreachable or unreadable: of the last time it was tried.</summary>
    public required string State { get; init; }

    /// <summary>Whether it is away for so long that no slot is offered (CA-3).</summary>
    public required bool OutOfReach { get; init; }

    /// <summary>When what counts was read; null: nothing of it blocks.</summary>
    public Instant? ReadAt { get; init; }

    /// <summary>Whether what is not answered, or tentative, takes time.</summary>
    public required bool UnansweredBlocks { get; init; }
    public required IReadOnlyList<ConnectedCalendarView> Calendars { get; init; }

    internal static CalendarView Of(CalendarConnection one, Instant now) =>
        new()
        {
            Id = one.Id,
            Kind = CalendarText.Word(one.Kind),
            Label = one.Label,
            State = CalendarText.Word(one.State),
            OutOfReach = one.IsOutOfReach(now),
            ReadAt = one.ReadAt,
            UnansweredBlocks = one.UnansweredBlocks,
            Calendars = [.. one.Calendars.Select(ConnectedCalendarView.Of)],
        };
}

/// <summary>A calendar of an account.</summary>
public sealed record ConnectedCalendarView
{
    public required string Id { get; init; }

    /// <summary>As its account calls it; empty where it has no name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether meetings can be written to it.</summary>
    public required bool Writable { get; init; }
    public required bool Blocks { get; init; }
    public required bool Written { get; init; }

    internal static ConnectedCalendarView Of(ConnectedCalendar one) =>
        new()
        {
            Id = one.Id,
            Name = one.Name,
            Writable = one.IsWritable,
            Blocks = one.Blocks,
            Written = one.IsWritten,
        };
}
