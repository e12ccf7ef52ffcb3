using XBees.Domain.Agents;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>What an agent has set, and at which version; 0: nothing yet, and these are the defaults.</summary>
public sealed record StoredAvailability(Availability Availability, long Version);

/// <summary>Agents' availability inside a unit of work.</summary>
public interface IAvailabilityStore
{
    Task<StoredAvailability> FindAsync(IUnit unit, string agentId);

    /// <summary>Stores it in place of the version that was read; false where somebody else was faster.</summary>
    Task<bool> SaveAsync(IUnit unit, string agentId, Availability availability, long version);
}

/// <summary>An agent's scheduler as its link leads to it.</summary>
/// <param name="Agent">Whose it is.</param>
/// <param name="Slug">The personal link's.</param>
/// <param name="Availability">What the agent has set, or the defaults.</param>
/// <param name="LinkClosed">Whether the link was retired or the agent deactivated (IN-11).</param>
public sealed record Scheduler(AgentCard Agent, string Slug, Availability Availability, bool LinkClosed)
{
    /// <summary>LC-1, ME-22.</summary>
    public bool IsOpen => Availability.IsOpen && !LinkClosed && Agent.Licence == Licence.Standard;
}

public interface ISchedulerReader
{
    Task<StoredAvailability> OfAgentAsync(string agentId, CancellationToken cancel);

    /// <summary>Null: there was never such a link.</summary>
    Task<Scheduler?> BySlugAsync(string slug, CancellationToken cancel);
}

/// <summary>What takes an agent's time.</summary>
public interface IBusyTimes
{
    /// <summary>All that shares a moment with the place, in no order.</summary>
    Task<IReadOnlyList<Busy>> OfAsync(string agentId, Instant from, Instant to, CancellationToken cancel);
}
