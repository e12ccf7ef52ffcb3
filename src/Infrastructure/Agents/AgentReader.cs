using XBees.Application.Agents;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Agents;

public sealed class AgentReader(Db db, TimeProvider time) : IAgentReader
{
    public Task<AgentAccount?> FindAsync(string id, CancellationToken cancel) =>
        db.FirstAsync<AgentAccount>(
            $"""
            select id, name, guest_name, email, licence, administrator_since, slug, time_zone, language, settings, version, created_at,
                deactivated_at
            from agent where id = @id
            """,
            new { id },
            cancel
        );

    public async Task<IReadOnlyList<OwnService>> ServicesOfAsync(string id, CancellationToken cancel)
    {
        var rows = await ServiceRowsAsync([id], cancel);
        return [.. rows.Select(row => row.ToView())];
    }

    public async Task<IReadOnlyList<SignedInSession>> SessionsOfAsync(AgentCaller caller, CancellationToken cancel)
    {
        var rows = await db.ListAsync<SessionRow>(
            $"""
            select id, browser, address, created_at, last_used_at from agent_session
            where agent_id = @id and ended_at is null and expires_at > @now
            order by last_used_at desc, id
            """,
            new { id = caller.PersonId, now = Now },
            cancel
        );
        return [.. rows.Select(row => row.ToView(caller.SessionId))];
    }

    public async Task<IReadOnlyList<AdminAgent>> ListAsync(string? afterName, string? afterId, int limit, CancellationToken cancel)
    {
        IReadOnlyList<AgentRow> rows;
        if (afterName is null)
        {
            rows = await db.ListAsync<AgentRow>($"{Select} order by a.name, a.id {Dialect.Limit}", new { limit, now = Now }, cancel);
        }
        else
        {
            rows = await db.ListAsync<AgentRow>(
                $"{Select} where a.name >= @afterName and (a.name > @afterName or a.id > @afterId) order by a.name, a.id {Dialect.Limit}",
                new
                {
                    limit,
                    now = Now,
                    afterName,
                    afterId,
                },
                cancel
            );
        }
        return await WithServicesAsync(rows, cancel);
    }

    public async Task<AdminAgent?> FindForAdministratorsAsync(string id, CancellationToken cancel)
    {
        var row = await db.FirstAsync<AgentRow>($"{Select} where a.id = @id", new { id, now = Now }, cancel);
        return row is null ? null : (await WithServicesAsync([row], cancel))[0];
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static Sql Select =>
        $"""
            select a.id, a.name, a.guest_name, a.email, a.licence, a.administrator_since, a.slug, a.time_zone, a.language, a.version,
                a.created_at, a.deactivated_at,
                case when a.password_hash is null then 1 else 0 end as without_password,
                (select max(s.last_used_at) from agent_session s where s.agent_id = a.id) as last_used_at,
                (select count(*) from meeting t where t.agent_id = a.id and t.state <> 'cancelled' and t.starts_at > @now) as meetings_ahead
            from agent a
            """;

    private async Task<IReadOnlyList<AdminAgent>> WithServicesAsync(IReadOnlyList<AgentRow> rows, CancellationToken cancel)
    {
        var services = (await ServiceRowsAsync([.. rows.Select(row => row.Id)], cancel)).ToLookup(row => row.AgentId);
        return [.. rows.Select(row => row.ToView([.. services[row.Id].Select(service => service.ToView())]))];
    }

    private async Task<IReadOnlyList<ServiceRow>> ServiceRowsAsync(string[] ids, CancellationToken cancel) =>
        ids.Length == 0
            ? []
            : await db.ListAsync<ServiceRow>(
                $"""
                select a.id as agent_id, s.id, s.name, m.paused_at, s.manager_id, m.agent_id as member_id
                from agent a
                join service s on s.deleted_at is null
                left join service_member m on m.service_id = s.id and m.agent_id = a.id
                where {Dialect.In("a.id", "@ids")} and (m.agent_id is not null or s.manager_id = a.id)
                order by s.name, s.id
                """,
                new { ids },
                cancel
            );

    private static DateTimeOffset Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);

    private sealed class ServiceRow
    {
        public string AgentId { get; init; } = "";
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public long? PausedAt { get; init; }
        public string? ManagerId { get; init; }
        public string? MemberId { get; init; }

        public OwnService ToView() => new(Id, Name, ManagerId == AgentId, MemberId is not null, PausedAt is not null);
    }

    private sealed class SessionRow
    {
        public string Id { get; init; } = "";
        public string? Browser { get; init; }
        public string? Address { get; init; }
        public long CreatedAt { get; init; }
        public long LastUsedAt { get; init; }

        public SignedInSession ToView(string? current) => new(Id, Browser, Address, Time(CreatedAt), Time(LastUsedAt), Id == current);
    }

    private sealed class AgentRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string? GuestName { get; init; }
        public string Email { get; init; } = "";
        public string Licence { get; init; } = "";
        public long? AdministratorSince { get; init; }
        public string Slug { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public string Language { get; init; } = "";
        public long Version { get; init; }
        public long CreatedAt { get; init; }
        public long? DeactivatedAt { get; init; }
        public long WithoutPassword { get; init; }
        public long? LastUsedAt { get; init; }
        public long MeetingsAhead { get; init; }

        public AdminAgent ToView(IReadOnlyList<OwnService> services) =>
            new()
            {
                Id = Id,
                Name = Name,
                GuestName = GuestName,
                Email = Email,
                Licence = Licence,
                Administrator = AdministratorSince is not null,
                State =
                    DeactivatedAt is not null ? "deactivated"
                    : WithoutPassword != 0 ? "invited"
                    : "active",
                Slug = Slug,
                TimeZone = TimeZone,
                Language = Language,
                Services = services,
                Version = Version,
                CreatedAt = Time(CreatedAt),
                LastUsedAt = LastUsedAt is { } used ? Time(used) : null,
                MeetingsAhead = (int)MeetingsAhead,
            };
    }
}
