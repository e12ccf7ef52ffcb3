using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using XBees.Application;
using XBees.Application.Calendars;
using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>When the caller can be booked.</summary>
[ApiController]
[Route("api/v1/me/availability")]
[Tags("Me")]
[Access(Callers.Agents, KeyScopes.Meetings)]
public sealed class AvailabilityController(ISchedulerReader schedulers) : ControllerBase
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>Hours, breaks, own dates and the rules of booking; version 0 where nothing was set yet (ME-7).</summary>
    /// <response code="409">A Basic licence has no scheduler (LC-1).</response>
    [HttpGet]
    [ProducesResponseType<AvailabilityView>(200)]
    [Refuses(409)]
    public async Task<AvailabilityView> Get(CancellationToken cancel)
    {
        var caller = HttpContext.RequireAgent();
        ChangeAvailability.RequireScheduler(caller);
        var stored = await schedulers.OfAgentAsync(caller.PersonId, cancel);
        ETags.Write(Response, stored.Version);
        return new(stored);
    }

    /// <summary>Sets all of it; what is absent has its default. No meeting that is booked moves (ME-28); they are reminded of as it is
    /// said here (ME-6).</summary>
    /// <response code="409">A Basic licence has no scheduler (LC-1).</response>
    /// <response code="412">It was changed meanwhile.</response>
    /// <response code="422">A field was not accepted.</response>
    [HttpPut]
    [ProducesResponseType<AvailabilityView>(200)]
    [Refuses(409)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<AvailabilityView> Put(Availability body, [FromServices] ChangeAvailability change, CancellationToken cancel)
    {
        await change.RunAsync(HttpContext.RequireAgent(), body, ETags.Read(Request), cancel);
        return await Get(cancel);
    }

    /// <summary>Why a time is not offered, as the check says it that a booking is judged by (ME-26, ME-31).</summary>
    /// <param name="start">When a meeting would begin: in UTC, or without a zone as the agent's own clock shows it, such as 2027-03-28T09:30.</param>
    /// <param name="duration">Minutes; the shortest that is offered where none is given.</param>
    /// <param name="judge">Finds it out.</param>
    /// <param name="meetings">Reads what is in the way.</param>
    /// <param name="calendars">Names the calendar that is in the way.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <response code="400">The start cannot be read.</response>
    /// <response code="409">A Basic licence has no scheduler (LC-1).</response>
    [HttpGet("why")]
    [ProducesResponseType<WhyView>(200)]
    [Refuses(400)]
    [Refuses(409)]
    public async Task<WhyView> Why(
        string? start,
        int? duration,
        [FromServices] JudgeTime judge,
        [FromServices] IMeetingReader meetings,
        [FromServices] ICalendarStore calendars,
        CancellationToken cancel
    )
    {
        var caller = HttpContext.RequireAgent();
        var problem = await judge.RunAsync(caller, Asked(start, duration), cancel);
        var meeting = problem?.Busy is { IsOfMeeting: true, Id: { } id } ? await meetings.OneAsync(caller, id, cancel) : null;
        return WhyView.Of(problem, meeting, await CalendarAsync(caller, problem?.Busy, calendars, cancel));
    }

    private static async Task<string?> CalendarAsync(AgentCaller caller, Busy? busy, ICalendarStore calendars, CancellationToken cancel) =>
        busy is null or { IsOfMeeting: true }
            ? null
            : (await calendars.OfAgentAsync(caller.PersonId, cancel)).FirstOrDefault(one => one.Id == busy.Id)?.Label;

    // On the edges of the calendar no zone has a moment for what its clock shows.
    private static AskedTime Asked(string? start, int? duration) =>
        InstantPattern.ExtendedIso.Parse(start ?? "").TryGetValue(default, out var moment) ? new(moment, null, duration)
        : Minute.Parse(start ?? "").TryGetValue(default, out var shown) && shown.Year is > 1 and < 9999 ? new(null, shown, duration)
        : throw new Refused(
            HttpRefusals.Unreadable with
            {
                Detail = "Give start a time such as 2027-03-28T07:30:00Z or 2027-03-28T09:30.",
                Field = "start",
            }
        );
}

/// <summary>What an agent has set.</summary>
public sealed record AvailabilityView : Availability
{
    [SetsRequiredMembers]
    internal AvailabilityView(StoredAvailability stored)
        : base(stored.Availability) => Version = stored.Version;

    /// <summary>For If-Match.</summary>
    public long Version { get; }
}
