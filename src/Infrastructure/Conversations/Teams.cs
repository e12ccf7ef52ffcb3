using XBees.Domain.Agents;
using XBees.Domain.Services;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>A service with its active people, as conversations need it.</summary>
internal static class Teams
{
    public static async Task<ServiceTeam?> LoadAsync(SqlSession session, string serviceId, CancellationToken cancel = default)
    {
        var service = await session.FirstAsync<ServiceRow>(
            $"""
            select s.id, s.name, s.answer_minutes, s.new_after_days, s.says_ended, a.id as manager_id, a.name as manager_name, a.guest_name as manager_guest_name, a.licence as manager_licence
            from service s
            left join agent a on a.id = s.manager_id and a.deactivated_at is null
            where s.id = @serviceId and s.deleted_at is null
            """,
            new { serviceId },
            cancel
        );
        if (service is null)
        {
            return null;
        }
        var agents = await session.ListAsync<AgentRow>(
            $"""
            select a.id, a.name, a.guest_name, a.licence, m.paused_at
            from service_member m
            join agent a on a.id = m.agent_id and a.deactivated_at is null
            where m.service_id = @serviceId
            order by a.name, a.id
            """,
            new { serviceId },
            cancel
        );
        return new(
            service.Id,
            service.Name,
            [.. agents.Select(agent => new TeamAgent(agent.ToCard(), agent.PausedAt is not null))],
            service.Manager(),
            service.AnswerMinutes,
            service.NewAfterDays,
            service.SaysEnded
        );
    }

    private sealed class ServiceRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public int? AnswerMinutes { get; init; }
        public int? NewAfterDays { get; init; }
        public bool SaysEnded { get; init; }
        public string? ManagerId { get; init; }
        public string? ManagerName { get; init; }
        public string? ManagerGuestName { get; init; }
        public string? ManagerLicence { get; init; }

        public AgentCard? Manager() =>
            ManagerId is null ? null : new(ManagerId, ManagerName!, ManagerGuestName, Enum.Parse<Licence>(ManagerLicence!));
    }
}

/// <summary>An active agent's card.</summary>
internal sealed class AgentRow
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string? GuestName { get; init; }
    public string Licence { get; init; } = "";
    public long? PausedAt { get; init; }

    public AgentCard ToCard() => new(Id, Name, GuestName, Enum.Parse<Licence>(Licence));
}
