using NodaTime;
using XBees.Application.Meetings;
using XBees.Domain.Conversations;

namespace XBees.Web.Api.Meetings;

/// <summary>A scheduler as everybody may see it.</summary>
public sealed record SchedulerView
{
    /// <summary>The personal link's.</summary>
    public required string Slug { get; init; }

    /// <summary>The agent's name for guests.</summary>
    public required string Name { get; init; }
    public required Avatar Avatar { get; init; }

    /// <summary>Minutes that a meeting can last, the shortest first.</summary>
    public required IReadOnlyList<int> Durations { get; init; }

    /// <summary>The agent's zone, an IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Whether the host calls, and a number is to be given with the booking (ME-13).</summary>
    public required bool AsksForPhone { get; init; }

    /// <summary>The last of the agent's days on which something can be booked.</summary>
    public required LocalDate LastDay { get; init; }

    /// <summary>Whether one can book now.</summary>
    public required bool Open { get; init; }

    internal static SchedulerView Of(Scheduler scheduler, Instant now) =>
        new()
        {
            Slug = scheduler.Slug,
            Name = scheduler.Agent.NameForGuests,
            Avatar = Avatar.ForGuests(scheduler.Agent),
            Durations = scheduler.Availability.Durations,
            TimeZone = scheduler.Availability.TimeZone,
            AsksForPhone = scheduler.Availability.Where?.CallsTheGuest == true,

            LastDay = scheduler.Availability.LastDay(now),
            Open = scheduler.IsOpen,
        };
}

/// <summary>What can be booked.</summary>
public sealed record SlotsView
{
    /// <summary>The zone that was asked for, or the agent's; the times are UTC whatever it is.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Minutes.</summary>
    public required int Duration { get; init; }
    public required IReadOnlyList<SlotView> Items { get; init; }

    internal static SlotsView Of(ListedSlots listed, string timeZone) =>
        new()
        {
            TimeZone = timeZone,
            Duration = listed.Minutes,
            Items = [.. listed.Starts.Select(start => new SlotView(start, start + NodaTime.Duration.FromMinutes(listed.Minutes)))],
        };
}

/// <summary>One meeting that could be.</summary>
public sealed record SlotView(Instant Start, Instant End);
