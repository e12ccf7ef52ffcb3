using XBees.Domain.Agents;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>Agents who have a scheduler, with what they have set.</summary>
public interface IHostReader
{
    /// <summary>Active ones with a Standard licence, by name.</summary>
    Task<IReadOnlyList<(AgentCard Agent, Availability Availability)>> AllAsync(CancellationToken cancel);
}

/// <summary>Who is free at the time of a meeting and can take it over (ME-17).</summary>
public sealed class ListHosts(IHostReader hosts, IBusyTimes busy, TimeProvider time)
{
    public async Task<IReadOnlyList<AgentCard>> RunAsync(MeetingView meeting, CancellationToken cancel)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var free = new List<AgentCard>();
        foreach (var (agent, availability) in (await hosts.AllAsync(cancel)).Where(host => host.Agent.Id != meeting.Host.Id))
        {
            var taken = await busy.OfAsync(agent.Id, meeting.Start - Calendars.Around, meeting.End + Calendars.Around, cancel);
            if (new SlotFinder(availability, taken, now).Clash(meeting.Start, meeting.End - meeting.Start) is null)
            {
                free.Add(agent);
            }
        }
        return free;
    }
}
