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
            $"select id, name, manager_id, answer_minutes, new_after_days, says_ended, version from service where id = @id and deleted_at is null",
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
            insert into service (id, name, name_folded, manager_id, answer_minutes, new_after_days, says_ended, version, created_at)
            values (@id, @name, @folded, @managerId, @answerMinutes, @newAfterDays, @saysEnded, @version, @now)
            """,
            new
            {
                id = service.Id,
                name = service.Name,
                folded = ServiceName.Fold(service.Name),
                managerId = service.ManagerId,
                answerMinutes = (long?)service.AnswerMinutes,
                newAfterDays = (long?)service.NewAfterDays,
                saysEnded = service.SaysEnded,
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
                new_after_days = @newAfterDays, says_ended = @saysEnded, version = version + 1
            where id = @id and version = @version and deleted_at is null
            """,
            new
            {
                id = service.Id,
                name = service.Name,
                folded = ServiceName.Fold(service.Name),
                managerId = service.ManagerId,
                answerMinutes = (long?)service.AnswerMinutes,
                newAfterDays = (long?)service.NewAfterDays,
                saysEnded = service.SaysEnded,
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

    /// <summary>Name and number of everything open or reachable that is the service's.</summary>
    public async Task<ServiceUse> UseAsync(IUnit unit, string id) =>
        new(
            await Unit.Of(unit)
                .FirstAsync<long>(
                    $"select count(*) from conversation where service_id = @id and status <> @resolved",
                    new { id, resolved = "resolved" }
                ),
            await Unit.Of(unit).FirstAsync<long>($"select count(*) from widget where service_id = @id and deleted_at is null", new { id })
        );

    public async Task<bool> DeleteAsync(IUnit unit, ServiceRecord service, string? successorId)
    {
        var session = Unit.Of(unit);
        var args = new
        {
            id = service.Id,
            version = service.Version,
            successorId,
            now = session.NowMs,
        };
        var deleted = await session.ExecuteAsync(
            $"""
            update service set deleted_at = @now, successor_id = @successorId, version = version + 1
            where id = @id and version = @version and deleted_at is null
            """,
            args
        );
        if (deleted == 0)
        {
            return false;
        }
        await session.ExecuteAsync($"delete from service_member where service_id = @id", args);
        await session.ExecuteAsync(
            $"update widget set service_id = @successorId, version = version + 1 where service_id = @id and deleted_at is null",
            args
        );
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
