using System.Text.Json.Serialization;
using NodaTime;
using XBees.Application.Meetings;
using XBees.Domain.Conversations;
using XBees.Domain.Meetings;

namespace XBees.Web.Api.Meetings;

/// <summary>A scheduler as everybody may see it.</summary>
public sealed record SchedulerView
{
    /// <summary>The personal link's, or the key of a service's widget (IN-8).</summary>
    public required string Slug { get; init; }

    /// <summary>The agent's name for guests.</summary>
    public required string Name { get; init; }
    public required Avatar Avatar { get; init; }

    /// <summary>Minutes that a meeting can last, the shortest first.</summary>
    public required IReadOnlyList<int> Durations { get; init; }

    /// <summary>The agent's zone, an IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Where one meets (ME-13); null: in the conversation.</summary>
    public SchedulerPlaceView? Where { get; init; }

    /// <summary>The last of the agent's days on which something can be booked.</summary>
    public required LocalDate LastDay { get; init; }

    /// <summary>Whether one can book now.</summary>
    public required bool Open { get; init; }

    /// <summary>Of a service: with whom it can be, each by their own slug; without a choice it is with the first who is free (IN-8).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SchedulerAgentView>? Agents { get; init; }

    internal static SchedulerView Of(ServiceScheduler service, Instant now) =>
        new()
        {
            Slug = service.Key,
            Name = service.Service.Name,
            Avatar = Avatar.Of(service.Service),
            Durations = ServiceScheduler.Durations(service.Hosts.Select(host => host.Availability)),
            TimeZone = ZoneOf(service),
            Where = WhereOf(service.Hosts),
            LastDay = service.Hosts.Count == 0 ? now.InUtc().Date : service.Hosts.Max(host => host.Availability.LastDay(now)),
            Open = service.IsOpen,
            Agents =
            [
                .. service.Hosts.Select(host => new SchedulerAgentView(host.Slug, host.Agent.NameForGuests, Avatar.ForGuests(host.Agent))),
            ],
        };

    internal static string ZoneOf(ServiceScheduler service) => service.Hosts.Count == 0 ? "UTC" : service.Hosts[0].Availability.TimeZone;

    /// <summary>What all have in common. Where one of them calls, the number is asked for.</summary>
    private static SchedulerPlaceView? WhereOf(IReadOnlyList<Scheduler> hosts)
    {
        var all = hosts.Select(host => WhereOf(host.Availability.Where)).Distinct().ToList();
        return all.Count == 1 ? all[0] : all.FirstOrDefault(where => where?.Kind == MeetingWhere.Phone);
    }

    private static SchedulerPlaceView? WhereOf(MeetingWhere? where) =>
        where is null ? null : new(where.Kind, where.Kind == MeetingWhere.Place ? where.Text : null);

    internal static SchedulerView Of(Scheduler scheduler, Instant now) =>
        new()
        {
            Slug = scheduler.Slug,
            Name = scheduler.Agent.NameForGuests,
            Avatar = Avatar.ForGuests(scheduler.Agent),
            Durations = scheduler.Availability.Durations,
            TimeZone = scheduler.Availability.TimeZone,
            Where = WhereOf(scheduler.Availability.Where),
            LastDay = scheduler.Availability.LastDay(now),
            Open = scheduler.IsOpen,
        };
}

/// <summary>One of a service's agents.</summary>
/// <param name="Slug">The personal link's, which has a scheduler of its own.</param>
/// <param name="Name">The agent's name for guests.</param>
/// <param name="Avatar">Letters on a colour.</param>
public sealed record SchedulerAgentView(string Slug, string Name, Avatar Avatar);

/// <summary>Where one meets.</summary>
/// <param name="Kind">link, room, phone (a number is to be given with the booking) or place.</param>
/// <param name="Text">Of a place: which one. A link is told to whoever has booked.</param>
public sealed record SchedulerPlaceView(string Kind, string? Text);

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
