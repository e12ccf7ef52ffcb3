using XBees.Domain.Agents;
using XBees.Domain.Services;

namespace XBees.Domain.Conversations;

/// <summary>What is known when a guest writes and no agent is in the conversation.</summary>
public sealed record WhoIsWaiting
{
    /// <summary>The service the conversation is assigned to now.</summary>
    public ServiceTeam? Service { get; init; }

    /// <summary>The service the guest first wrote to.</summary>
    public ServiceTeam? FirstService { get; init; }

    /// <summary>The link's or widget's own agent.</summary>
    public AgentCard? OwnAgent { get; init; }

    /// <summary>How many members still fit (AC-17).</summary>
    public int Room { get; init; } = Limits.Members;
}

/// <summary>Who comes back to a conversation that every agent has left (RE-1, RE-3, RE-4), or who hears of it (RE-5).</summary>
public sealed record Reinforcement(IReadOnlyList<AgentCard> Agents, ServiceRef? Via, Alarm? Alarm)
{
    public static Reinforcement For(WhoIsWaiting waiting)
    {
        foreach (var team in new[] { waiting.Service, waiting.FirstService })
        {
            var brought = team?.Brings().ToList() ?? [];
            // A service that would pass the limit is brought whole or not at all, and a guest's message is never refused for it.
            if (brought.Count > 0 && brought.Count <= waiting.Room)
            {
                return new(brought, new ServiceRef(team!.Id, team.Name), null);
            }
        }

        // RE-4 speaks of conversations without a service alone.
        if (waiting is { Service: null, FirstService: null, OwnAgent: { Active: true } own } && waiting.Room > 0)
        {
            return new([own], null, null);
        }

        return Nobody(waiting);
    }

    private static Reinforcement Nobody(WhoIsWaiting waiting)
    {
        var manager = (waiting.Service ?? waiting.FirstService)?.Manager is { Active: true } active ? active : null;
        return new(manager is not null && waiting.Room > 0 ? [manager] : [], null, new Alarm(manager));
    }
}
