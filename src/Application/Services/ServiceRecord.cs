using XBees.Application.Agents;
using XBees.Domain.Services;

namespace XBees.Application.Services;

/// <summary>A service as it is administered (SV-1).</summary>
public sealed record ServiceRecord
{
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public string? ManagerId { get; set; }

    /// <summary>RE-2; null: off.</summary>
    public int? AnswerMinutes { get; set; }

    /// <summary>ST-3; null: what was resolved opens again whenever.</summary>
    public int? NewAfterDays { get; set; }

    /// <summary>ST-6.</summary>
    public bool SaysEnded { get; set; }
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

    /// <summary>What a deletion would have to hand over (SV-5).</summary>
    Task<ServiceUse> UseAsync(IUnit unit, string id);

    /// <summary>At the version it was read. Its widgets go to the successor, nobody is in it any more; its name stays for old timelines (SV-5).</summary>
    Task<bool> DeleteAsync(IUnit unit, ServiceRecord service, string? successorId);

    /// <summary>SV-2; false where the agent is not in the service, or there is no such service.</summary>
    Task<bool> PauseAsync(IUnit unit, string id, string agentId, bool paused);
}

/// <summary>What is a service's and goes on without it.</summary>
/// <param name="Conversations">Its conversations that are not resolved.</param>
/// <param name="Widgets">The widgets that lead to it.</param>
public sealed record ServiceUse(long Conversations, long Widgets)
{
    public bool IsNothing => Conversations == 0 && Widgets == 0;
}

/// <summary>A new service.</summary>
/// <param name="Name">Unique, up to 80 characters.</param>
/// <param name="ManagerId">An agent's id, or nobody.</param>
/// <param name="Members">Agents by id.</param>
/// <param name="AnswerMinutes">After how many minutes without an answer the manager hears of it, 1 to 10,080; null: never (RE-2).</param>
/// <param name="NewAfterDays">From so many days after <i>resolved</i> on a guest's message begins a new conversation, 1 to 3,650; null: never (ST-3).</param>
/// <param name="SaysEnded">Whether guests are told when a conversation is resolved (ST-6).</param>
public sealed record NewService(
    string? Name,
    string? ManagerId,
    IReadOnlyList<string>? Members,
    int? AnswerMinutes = Limits.AnswerMinutes,
    int? NewAfterDays = Limits.NewAfterDays,
    bool SaysEnded = false
);

/// <summary>Null is unchanged; an empty manager takes the manager away.</summary>
public sealed record ServiceChange(string? Name, string? ManagerId, IReadOnlyList<string>? Members)
{
    /// <summary>Whether who joins comes to the open conversations too (SV-3).</summary>
    public bool AlsoOpen { get; init; }

    public bool HasAnswerMinutes { get; init; }

    /// <summary>Null: off.</summary>
    public int? AnswerMinutes { get; init; }

    public bool HasNewAfterDays { get; init; }

    /// <summary>Null: never.</summary>
    public int? NewAfterDays { get; init; }

    public bool? SaysEnded { get; init; }
}

public static class ServiceRefusals
{
    public static readonly Refusal SuccessorNeeded = new(
        "successor-needed",
        409,
        "A successor is needed",
        "Open conversations or widgets are this service's: name the service that takes them over.",
        "successor"
    );

    public static readonly Refusal NoSuccessor = new(
        "validation",
        422,
        "This service cannot take over",
        "Name another service that is there.",
        "successor"
    );

    public static readonly Refusal NameTaken = new("name-taken", 422, "The name is taken", "Another service has this name.", "name");
}
