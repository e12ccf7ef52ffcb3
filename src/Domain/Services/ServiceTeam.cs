using XBees.Domain.Agents;

namespace XBees.Domain.Services;

/// <summary>One agent of a service; a paused one is not brought by it (SV-2).</summary>
public sealed record TeamAgent(AgentCard Agent, bool Paused = false);

/// <summary>
/// A service with its people: whom it brings, and who hears when it can bring nobody, or when a guest waits longer than its minutes (RE-2;
/// null: nobody). After so many days as <c>NewAfterDays</c> says a guest's words begin a new conversation (ST-3; null: never).
/// </summary>
public sealed record ServiceTeam(
    string Id,
    string Name,
    IReadOnlyList<TeamAgent> Agents,
    AgentCard? Manager = null,
    int? AnswerMinutes = Limits.AnswerMinutes,
    int? NewAfterDays = Limits.NewAfterDays,
    bool SaysEnded = false
)
{
    /// <summary>IN-4, LC-1: its active Standard agents who are not paused.</summary>
    public IEnumerable<AgentCard> Brings() => Standard().Where(member => !member.Paused).Select(member => member.Agent);

    /// <summary>TI-0: paused ones count when it is decided whether a widget has exactly one agent.</summary>
    public int StandardCount => Standard().Count();

    public bool CanAnswer => Brings().Any();

    /// <summary>Whether somebody belongs to it, whatever the licence, paused or not (AS-5, AS-10).</summary>
    public bool Has(string agentId) => Agents.Any(member => member.Agent.Active && member.Agent.Id == agentId);

    /// <summary>AS-11: its Standard agents, paused ones too.</summary>
    public IEnumerable<TeamAgent> Assignees() => Standard();

    /// <summary>AS-6: why no conversation can be assigned to it; null where one can.</summary>
    public Refusal? Bar =>
        StandardCount == 0 ? TeamRefusals.NoStandardAgent
        : !CanAnswer ? TeamRefusals.AllPaused
        : null;

    private IEnumerable<TeamAgent> Standard() => Agents.Where(member => member.Agent is { Active: true, Licence: Licence.Standard });
}
