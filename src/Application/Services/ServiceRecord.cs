using XBees.Application.Agents;
using XBees.Domain.Services;

namespace XBees.Application.Services;

/// <summary>A service as it is administered (SV-1).</summary>
public sealed class ServiceRecord
{
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public string? ManagerId { get; set; }

    /// <summary>RE-2; null: off.</summary>
    public int? AnswerMinutes { get; set; }
    public long Version { get; set; }
    public IReadOnlyList<string> Members { get; set; } = [];
}

public interface IServiceStore
{
    Task<ServiceRecord?> FindAsync(IUnit unit, string id);

    Task<bool> NameIsTakenAsync(IUnit unit, string folded, string? exceptId);

    Task AddAsync(IUnit unit, ServiceRecord service);

    /// <summary>At the version it was read; members who stay keep when they joined and whether they pause.</summary>
    Task<bool> SaveAsync(IUnit unit, ServiceRecord service);

    /// <summary>SV-2; false where the agent is not in the service, or there is no such service.</summary>
    Task<bool> PauseAsync(IUnit unit, string id, string agentId, bool paused);
}

/// <summary>A new service.</summary>
/// <param name="Name">Unique, up to 80 characters.</param>
/// <param name="ManagerId">An agent's id, or nobody.</param>
/// <param name="Members">Agents by id.</param>
/// <param name="AnswerMinutes">After how many minutes without an answer the manager hears of it, 1 to 10,080; null: never (RE-2).</param>
public sealed record NewService(string? Name, string? ManagerId, IReadOnlyList<string>? Members, int? AnswerMinutes = Limits.AnswerMinutes);

/// <summary>Null is unchanged; an empty manager takes the manager away.</summary>
public sealed record ServiceChange(string? Name, string? ManagerId, IReadOnlyList<string>? Members)
{
    /// <summary>Whether who joins comes to the open conversations too (SV-3).</summary>
    public bool AlsoOpen { get; init; }

    public bool HasAnswerMinutes { get; init; }

    /// <summary>Null: off.</summary>
    public int? AnswerMinutes { get; init; }
}

public static class ServiceRefusals
{
    public static readonly Refusal NameTaken = new("name-taken", 422, "The name is taken", "Another service has this name.", "name");
}
