using XBees.Domain.Conversations;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>The scheduler of a service, by its widget: those of its agents whom it brings and whose own scheduler is open (IN-8).</summary>
/// <param name="Key">The widget's.</param>
/// <param name="Service">Its name.</param>
/// <param name="Hosts">By name.</param>
public sealed record ServiceScheduler(string Key, ServiceRef Service, IReadOnlyList<Scheduler> Hosts)
{
    public bool IsOpen => Hosts.Count > 0;

    /// <summary>What any of them offers, the usual length first.</summary>
    public static IReadOnlyList<int> Durations(IEnumerable<Availability> hosts) =>
        [.. hosts.SelectMany(host => host.Durations).Distinct().OrderBy(minutes => minutes != Usual).ThenBy(minutes => minutes)];

    private const int Usual = 30;
}

public interface IServiceSchedulers
{
    /// <summary>Null: there is no widget of a service by that key.</summary>
    Task<ServiceScheduler?> ByKeyAsync(string key, CancellationToken cancel);

    /// <summary>Whether a widget of this service would offer a meeting.</summary>
    Task<bool> IsOpenAsync(string serviceId, CancellationToken cancel);

    /// <summary>The same for whoever books: those it could be with, the one with the fewest meetings ahead first.</summary>
    Task<IReadOnlyList<HostScheduler>?> HostsAsync(IUnit unit, string key);
}

/// <summary>What a service offers: whenever one of its agents is free (IN-8).</summary>
public sealed class ListServiceSlots(ListSlots list)
{
    public async Task<ListedSlots> RunAsync(ServiceScheduler service, SlotWish wish, CancellationToken cancel)
    {
        if (!service.IsOpen)
        {
            throw new Refused(MeetingRefusals.SchedulerClosed);
        }
        var durations = ServiceScheduler.Durations(service.Hosts.Select(host => host.Availability));
        var minutes = wish.Minutes ?? durations[0];
        if (!durations.Contains(minutes))
        {
            throw new Invalid("duration", $"One of {string.Join(", ", durations)} minutes.");
        }
        var starts = new SortedSet<Instant>();
        foreach (var host in service.Hosts.Where(host => host.Availability.Durations.Contains(minutes)))
        {
            starts.UnionWith((await list.RunAsync(host, wish with { Minutes = minutes }, cancel)).Starts);
        }
        return new(minutes, [.. starts]);
    }
}

/// <summary>With whom a meeting is: with the agent of the scheduler, or the first of a service who is free then (IN-8).</summary>
public sealed class FindHost(IMeetingStore meetings, IServiceSchedulers services, IHoldStore holds, Calendars calendars)
{
    /// <summary>Under the calendars' locks; the time is judged by the code that lists it (ME-26).</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="slug">The agent's or the service's.</param>
    /// <param name="start">When.</param>
    /// <param name="minutes">How long; null: the first length that is offered.</param>
    /// <param name="form">Whether a form is filled in: then what is kept for others counts (ME-29).</param>
    /// <param name="hold">The token of what is kept for whoever asks, or null.</param>
    public async Task<(HostScheduler Scheduler, Instant Start, Duration Length)> RunAsync(
        IUnit unit,
        string slug,
        Instant? start,
        int? minutes,
        bool form,
        string? hold
    )
    {
        if (await meetings.BySlugAsync(unit, slug) is { } alone)
        {
            await meetings.LockCalendarAsync(unit, alone.Host.Id);
            var (at, length) = await calendars.CheckAsync(unit, alone, start, minutes, moving: null, await HeldAsync(alone));
            return (alone, at, length);
        }
        var hosts = await services.HostsAsync(unit, slug) ?? throw new Refused(MeetingRefusals.SchedulerUnknown);
        if (hosts.Count == 0)
        {
            throw new Refused(MeetingRefusals.SchedulerClosed);
        }
        foreach (var id in hosts.Select(host => host.Host.Id).Order(StringComparer.Ordinal))
        {
            await meetings.LockCalendarAsync(unit, id);
        }
        var asked = minutes ?? ServiceScheduler.Durations(hosts.Select(host => host.Availability))[0];
        var taken = new List<HostScheduler>();
        foreach (var host in hosts)
        {
            var problem = await calendars.ProblemAsync(unit, host, start, asked, moving: null, await HeldAsync(host));
            if (problem is null)
            {
                return (host, start!.Value, Duration.FromMinutes(asked));
            }
            if (Calendars.IsTaken(problem))
            {
                taken.Add(host);
            }
        }
        throw taken.Count == 0
            ? new Refused(MeetingRefusals.NotOffered)
            : new SlotTaken(taken[0], start!.Value, asked, null) { Others = [.. hosts.Where(host => host != taken[0])] };

        async Task<IReadOnlyList<Busy>> HeldAsync(HostScheduler host) => form ? await holds.OthersAsync(unit, host.Host.Id, hold) : [];
    }
}
