using XBees.Application.Services;
using XBees.Domain.Services;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Services;

public sealed class ServiceStore : IServiceStore
{
    public async Task<ServiceRecord?> FindAsync(IUnit unit, string id)
    {
        var session = Unit.Of(unit);
        var service = await session.FirstAsync<ServiceRecord>(
            $"select id, name, manager_id, answer_minutes, version from service where id = @id and deleted_at is null",
            new { id }
        );
        if (service is not null)
        {
            service.Members = await MembersAsync(session, id);
        }
        return service;
    }

    public async Task<bool> NameIsTakenAsync(IUnit unit, string folded, string? exceptId) =>
        await Unit.Of(unit).FirstAsync<string>($"select id from service where name_folded = @folded and deleted_at is null", new { folded })
            is { } owner
        && owner != exceptId;

    public async Task AddAsync(IUnit unit, ServiceRecord service)
    {
        var session = Unit.Of(unit);
        await session.ExecuteAsync(
            $"""
            insert into service (id, name, name_folded, manager_id, answer_minutes, version, created_at)
            values (@id, @name, @folded, @managerId, @answerMinutes, @version, @now)
            """,
            new
            {
                id = service.Id,
                name = service.Name,
                folded = ServiceName.Fold(service.Name),
                managerId = service.ManagerId,
                answerMinutes = (long?)service.AnswerMinutes,
                version = service.Version,
                now = session.NowMs,
            }
        );
        await JoinAsync(session, service.Id, service.Members);
    }

    public async Task<bool> SaveAsync(IUnit unit, ServiceRecord service)
    {
        var session = Unit.Of(unit);
        var stored = await session.ExecuteAsync(
            $"""
            update service set name = @name, name_folded = @folded, manager_id = @managerId, answer_minutes = @answerMinutes,
                version = version + 1
            where id = @id and version = @version
            """,
            new
            {
                id = service.Id,
                name = service.Name,
                folded = ServiceName.Fold(service.Name),
                managerId = service.ManagerId,
                answerMinutes = (long?)service.AnswerMinutes,
                version = service.Version,
            }
        );
        if (stored == 0)
        {
            return false;
        }
        var present = await MembersAsync(session, service.Id);
        foreach (var agentId in present.Except(service.Members, StringComparer.Ordinal))
        {
            await session.ExecuteAsync(
                $"delete from service_member where service_id = @id and agent_id = @agentId",
                new { id = service.Id, agentId }
            );
        }
        await JoinAsync(session, service.Id, service.Members.Except(present, StringComparer.Ordinal));
        service.Version++;
        return true;
    }

    // Who pauses again has paused since the first time.
    public async Task<bool> PauseAsync(IUnit unit, string id, string agentId, bool paused) =>
        await Unit.Of(unit)
            .ExecuteAsync(
                $"""
                update service_member
                set paused_at = case when @paused = @no then null when paused_at is null then @now else paused_at end
                where service_id = @id and agent_id = @agentId
                    and exists (select 1 from service s where s.id = service_member.service_id and s.deleted_at is null)
                """,
                new
                {
                    id,
                    agentId,
                    paused,
                    no = false,
                    now = Unit.Of(unit).NowMs,
                }
            ) > 0;

    private static Task<IReadOnlyList<string>> MembersAsync(Unit unit, string id) =>
        unit.ListAsync<string>($"select agent_id from service_member where service_id = @id order by agent_id", new { id });

    private static async Task JoinAsync(Unit unit, string id, IEnumerable<string> agents)
    {
        foreach (var agentId in agents)
        {
            await unit.ExecuteAsync(
                $"insert into service_member (service_id, agent_id, joined_at) values (@id, @agentId, @now)",
                new
                {
                    id,
                    agentId,
                    now = unit.NowMs,
                }
            );
        }
    }
}
