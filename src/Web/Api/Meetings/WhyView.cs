using System.Text.Json;
using XBees.Application.Meetings;
using XBees.Domain.Meetings;

namespace XBees.Web.Api.Meetings;

/// <summary>Whether a time is offered, and why not (ME-31).</summary>
public sealed record WhyView
{
    public required bool Offered { get; init; }

    /// <summary>
    /// The first that is in the way, in this order: closed, duration, past, notice, horizon, missing, repeated (the clock of the agent skips
    /// it, or shows it a second time), hours, break, grid, dailyMaximum, meeting, calendar, calendarOutOfReach (it cannot be read for so long
    /// that nobody knows), held (a guest fills in the form for it), buffer; null: it is offered.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>The meeting that has the time, or that it is too near to.</summary>
    public MeetingView? Meeting { get; init; }

    /// <summary>What the agent calls the calendar that has the time, that it is too near to, or that cannot be read.</summary>
    public string? Calendar { get; init; }

    internal static WhyView Of(SlotProblem? problem, MeetingView? meeting, string? calendar) =>
        new()
        {
            Offered = problem is null,
            Reason = problem is null ? null : JsonNamingPolicy.CamelCase.ConvertName(problem.Reason.ToString()),
            Meeting = meeting,
            Calendar = calendar,
        };
}
