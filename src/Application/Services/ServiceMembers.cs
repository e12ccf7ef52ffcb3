using XBees.Application.Agents;

namespace XBees.Application.Services;

/// <summary>Whom a service may have: agents that exist and are active.</summary>
internal static class ServiceMembers
{
    public static async Task<string?> ManagerAsync(IUnit unit, IAgentStore agents, string? id) =>
        string.IsNullOrEmpty(id) ? null
        : await agents.FindAsync(unit, id) is { IsActive: true } ? id
        : throw new Invalid("managerId", "There is no such agent.");

    public static async Task<IReadOnlyList<string>> ReadAsync(IUnit unit, IAgentStore agents, IReadOnlyList<string>? ids)
    {
        var members = (ids ?? []).Distinct(StringComparer.Ordinal).ToList();
        if (members.Count > Limits.Members)
        {
            throw new Invalid("members", $"At most {Limits.Members} members.");
        }
        foreach (var id in members)
        {
            if (id is null || await agents.FindAsync(unit, id) is not { IsActive: true })
            {
                throw new Invalid("members", "One of them is no agent.");
            }
        }
        return members;
    }
}
