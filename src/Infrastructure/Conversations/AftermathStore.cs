using XBees.Application.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Conversations;

/// <summary>Which conversations a change of a service or an agent reaches, found through the members' index.</summary>
public sealed class AftermathStore : IAftermathStore
{
    public async Task<ILookup<string, string>> HoldingAsync(IUnit unit, IReadOnlyList<string> agents) =>
        (
            await Unit.Of(unit)
                .ListAsync<HoldRow>(
                    $"""
                    select s.agent_id, s.service_id
                    from service_member s
                    where {Dialect.In("s.agent_id", "@agents")} and exists ({Able($"s.agent_id")})
                    """,
                    new { agents = agents.ToArray() }
                )
        ).ToLookup(row => row.AgentId, row => row.ServiceId);

    public Task<IReadOnlyList<string>> LeavingAsync(IUnit unit, IReadOnlyList<string> agents, string after, int limit) =>
        Unit.Of(unit)
            .ListAsync<string>(
                $"""
                select distinct m.conversation_id
                from member m
                join conversation c on c.id = m.conversation_id
                where {Dialect.In("m.person_id", "@agents")} and m.left_at is null and m.conversation_id > @after and c.status <> @resolved
                    and (
                        (m.via_service_id is not null and not exists ({Holding($"m.via_service_id")}))
                        or (c.assignee_id = m.person_id and not exists ({Holding($"c.service_id")}))
                    )
                order by m.conversation_id
                {Dialect.Limit}
                """,
                new
                {
                    agents = agents.ToArray(),
                    after,
                    resolved = "resolved",
                    limit,
                }
            );

    public Task<IReadOnlyList<string>> OfServiceAsync(IUnit unit, string serviceId, string after, int limit) =>
        Unit.Of(unit)
            .ListAsync<string>(
                $"""
                select c.id from conversation c
                where c.service_id = @serviceId and c.status <> @resolved and c.id > @after
                order by c.id
                {Dialect.Limit}
                """,
                new
                {
                    serviceId,
                    resolved = "resolved",
                    after,
                    limit,
                }
            );

    public async Task<int> FullestAfterAsync(IUnit unit, string serviceId, IReadOnlyList<string> joining, IReadOnlyList<string> leaving) =>
        (int)
            await Unit.Of(unit)
                .FirstAsync<long>(
                    $"""
                    select c.agents_now + c.guests_now + @joins
                        - (select count(*) from member m where m.conversation_id = c.id and m.left_at is null
                            and ({Dialect.In("m.person_id", "@joining")}
                                or ({Dialect.In("m.person_id", "@leaving")} and m.via_service_id = @serviceId))) as would_be
                    from conversation c
                    where c.service_id = @serviceId and c.status <> @resolved
                    order by would_be desc
                    {Dialect.Limit}
                    """,
                    new
                    {
                        serviceId,
                        joining = joining.ToArray(),
                        joins = (long)joining.Count,
                        leaving = leaving.ToArray(),
                        resolved = "resolved",
                        limit = 1,
                    }
                );

    public Task LaterAsync(IUnit unit, Aftermath todo, Instant when) =>
        Timers.SetAsync(Unit.Of(unit), unit.NewId(Ids.Timer), AftermathTimer.KindOfTimer, null, todo, when);

    /// <summary>That the service of this column holds the member.</summary>
    private static Sql Holding(Sql service) =>
        $"""
            select 1 from service_member s
            where s.service_id = {service} and s.agent_id = m.person_id and exists ({Able($"s.agent_id")})
            """;

    /// <summary>That it is an agent whom services bring (LC-1).</summary>
    private static Sql Able(Sql agent) =>
        $"select 1 from agent a where a.id = {agent} and a.deactivated_at is null and a.licence = 'Standard'";

    private sealed class HoldRow
    {
        public string AgentId { get; init; } = "";
        public string ServiceId { get; init; } = "";
    }
}
