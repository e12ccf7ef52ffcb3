using XBees.Application.Admin;
using XBees.Domain.Widgets;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Widgets;

namespace XBees.Infrastructure.Admin;

/// <summary>Services, widgets and keys as administrators see them. There are few of each: the lists are read whole.</summary>
public sealed class AdminReader(Db db) : IAdminReader
{
    private const string NoAgent = "no-agent";

    public async Task<IReadOnlyList<AdminService>> ServicesAsync(CancellationToken cancel)
    {
        var rows = await db.ListAsync<ServiceRow>($"{Services} where s.deleted_at is null order by s.name, s.id", null, cancel);
        return await WithMembersAsync(rows, cancel);
    }

    public async Task<AdminService?> ServiceAsync(string id, CancellationToken cancel)
    {
        var row = await db.FirstAsync<ServiceRow>($"{Services} where s.deleted_at is null and s.id = @id", new { id }, cancel);
        return row is null ? null : (await WithMembersAsync([row], cancel))[0];
    }

    public async Task<IReadOnlyList<AdminWidget>> WidgetsAsync(CancellationToken cancel)
    {
        var rows = await db.ListAsync<WidgetRow>($"{Widgets} where w.deleted_at is null order by w.name, w.id", null, cancel);
        return [.. rows.Select(row => row.ToView())];
    }

    public async Task<AdminWidget?> WidgetAsync(string id, CancellationToken cancel) =>
        (await db.FirstAsync<WidgetRow>($"{Widgets} where w.deleted_at is null and w.id = @id", new { id }, cancel))?.ToView();

    public async Task<IReadOnlyList<AdminApiKey>> ApiKeysAsync(CancellationToken cancel)
    {
        var rows = await db.ListAsync<KeyRow>($"{Keys} where k.revoked_at is null order by k.created_at desc, k.id", null, cancel);
        return [.. rows.Select(row => row.ToView())];
    }

    public async Task<AdminApiKey?> ApiKeyAsync(string id, CancellationToken cancel) =>
        (await db.FirstAsync<KeyRow>($"{Keys} where k.id = @id", new { id }, cancel))?.ToView();

    private static Sql Services =>
        $"select s.id, s.name, s.manager_id, a.name as manager_name, s.answer_minutes, s.new_after_days, s.says_ended, s.version from service s left join agent a on a.id = s.manager_id";

    private static Sql Widgets =>
        $"""
            select w.id, w.widget_key, w.name, w.service_id, s.name as service_name, w.agent_id, a.name as agent_name, w.settings, w.version,
                a.deactivated_at,
                (select count(*) from service_member m join agent b on b.id = m.agent_id
                    where m.service_id = w.service_id and m.paused_at is null and b.deactivated_at is null and b.licence = 'Standard') as able
            from widget w
            left join service s on s.id = w.service_id
            left join agent a on a.id = w.agent_id
            """;

    private static Sql Keys =>
        $"""
            select k.id, k.name, k.scopes, k.agent_id, a.name as agent_name, k.hint, k.created_by, c.name as created_by_name, k.created_at,
                k.last_used_at, k.revoked_at
            from api_key k
            join agent a on a.id = k.agent_id
            left join agent c on c.id = k.created_by
            """;

    private async Task<IReadOnlyList<AdminService>> WithMembersAsync(IReadOnlyList<ServiceRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0)
        {
            return [];
        }
        var members = await db.ListAsync<MemberRow>(
            $"""
            select m.service_id, a.id, a.name, a.licence, m.paused_at, a.deactivated_at
            from service_member m join agent a on a.id = m.agent_id
            where {Dialect.In("m.service_id", "@ids")}
            order by a.name, a.id
            """,
            new { ids = rows.Select(row => row.Id).ToArray() },
            cancel
        );
        var byService = members.ToLookup(row => row.ServiceId, row => row.ToView());
        return [.. rows.Select(row => row.ToView([.. byService[row.Id]]))];
    }

    private static DateTimeOffset Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);

    private sealed class ServiceRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string? ManagerId { get; init; }
        public string? ManagerName { get; init; }
        public int? AnswerMinutes { get; init; }
        public int? NewAfterDays { get; init; }
        public bool SaysEnded { get; init; }
        public long Version { get; init; }

        public AdminService ToView(IReadOnlyList<AdminServiceMember> members) =>
            new()
            {
                Id = Id,
                Name = Name,
                ManagerId = ManagerId,
                ManagerName = ManagerName,
                AnswerMinutes = AnswerMinutes,
                NewAfterDays = NewAfterDays,
                SaysEnded = SaysEnded,
                Members = members,
                Version = Version,
                Warning = members.Any(member => member is { Active: true, Paused: false, Licence: "Standard" }) ? null : NoAgent,
            };
    }

    private sealed class MemberRow
    {
        public string ServiceId { get; init; } = "";
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Licence { get; init; } = "";
        public long? PausedAt { get; init; }
        public long? DeactivatedAt { get; init; }

        public AdminServiceMember ToView() => new(Id, Name, Licence, PausedAt is not null, DeactivatedAt is null);
    }

    private sealed class WidgetRow
    {
        public string Id { get; init; } = "";
        public string WidgetKey { get; init; } = "";
        public string Name { get; init; } = "";
        public string? ServiceId { get; init; }
        public string? ServiceName { get; init; }
        public string? AgentId { get; init; }
        public string? AgentName { get; init; }
        public string Settings { get; init; } = "{}";
        public long Version { get; init; }
        public long? DeactivatedAt { get; init; }
        public long Able { get; init; }

        public AdminWidget ToView()
        {
            var settings = WidgetSettingsJson.Read(Settings);
            return new()
            {
                Id = Id,
                Key = WidgetKey,
                Name = Name,
                ServiceId = ServiceId,
                ServiceName = ServiceName,
                AgentId = AgentId,
                AgentName = AgentName,
                Settings = settings,
                Warning = (ServiceId is not null ? Able > 0 : DeactivatedAt is null) ? null : NoAgent,
                Contrast = Domain.Widgets.Contrast.Judge(settings.Color),
                Version = Version,
            };
        }
    }

    private sealed class KeyRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Scopes { get; init; } = "";
        public string AgentId { get; init; } = "";
        public string AgentName { get; init; } = "";
        public string Hint { get; init; } = "";
        public string CreatedBy { get; init; } = "";
        public string? CreatedByName { get; init; }
        public long CreatedAt { get; init; }
        public long? LastUsedAt { get; init; }
        public long? RevokedAt { get; init; }

        public AdminApiKey ToView() =>
            new()
            {
                Id = Id,
                Name = Name,
                Scopes = Scopes.Split(' '),
                AgentId = AgentId,
                AgentName = AgentName,
                Hint = Hint,
                CreatedBy = CreatedBy,
                CreatedByName = CreatedByName,
                CreatedAt = Time(CreatedAt),
                LastUsedAt = LastUsedAt is { } used ? Time(used) : null,
                Revoked = RevokedAt is not null,
            };
    }
}
