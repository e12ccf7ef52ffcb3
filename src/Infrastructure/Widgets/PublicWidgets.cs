using XBees.Application.Files;
using XBees.Application.Meetings;
using XBees.Application.Widgets;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Widgets;
using XBees.Infrastructure.Agents;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Widgets;

/// <summary>Widgets and links as everybody may see them.</summary>
public sealed class PublicWidgets(
    Db db,
    IOrganisationStore organisations,
    IFileLimits files,
    ISchedulerReader schedulers,
    IServiceSchedulers services,
    TimeProvider time
) : IPublicWidgets
{
    public async Task<FoundFace?> ByKeyAsync(string key, CancellationToken cancel)
    {
        var row = await db.FirstAsync<WidgetRow>(
            $"""
            select w.widget_key, w.settings, w.service_id, s.name as service_name, a.id as agent_id, a.name as agent_name, a.guest_name,
                a.deactivated_at, l.slug,
                {Able} as able
            from widget w
            left join service s on s.id = w.service_id
            left join agent a on a.id = w.agent_id
            left join agent_slug l on l.agent_id = a.id and l.retired_at is null
            where w.widget_key = @key and w.deleted_at is null
            """,
            new { key },
            cancel
        );
        if (row is null)
        {
            return null;
        }
        var settings = WidgetSettingsJson.Read(row.Settings);
        var scheduler =
            row.ServiceId is null ? await OpenAsync(row.Slug, cancel)
            : await services.ByKeyAsync(key, cancel) is { IsOpen: true } ? key
            : null;
        var face = await FaceAsync(row, settings, cancel) with { Key = row.WidgetKey, Scheduler = scheduler };
        return new(face, settings);
    }

    public async Task<WidgetFace?> PreviewAsync(string? serviceId, string? agentId, WidgetSettings settings, CancellationToken cancel)
    {
        var row = serviceId is not null
            ? await db.FirstAsync<WidgetRow>(
                $"select s.id as service_id, s.name as service_name, {Able} as able from service s where s.id = @serviceId and s.deleted_at is null",
                new { serviceId },
                cancel
            )
            : await db.FirstAsync<WidgetRow>(
                $"""
                select a.id as agent_id, a.name as agent_name, a.guest_name, a.deactivated_at, l.slug
                from agent a
                left join agent_slug l on l.agent_id = a.id and l.retired_at is null
                where a.id = @agentId
                """,
                new { agentId },
                cancel
            );
        if (row is null)
        {
            return null;
        }
        var scheduler =
            serviceId is null ? await OpenAsync(row.Slug, cancel)
            : await services.IsOpenAsync(serviceId, cancel) ? WidgetFace.Unsaved
            : null;
        return await FaceAsync(row, settings, cancel) with { Scheduler = scheduler };
    }

    public async Task<FoundFace?> BySlugAsync(string slug, CancellationToken cancel)
    {
        var row = await db.FirstAsync<LinkRow>(
            $"""
            select {Slugs.Leads} as leads, a.slug, a.id as agent_id, a.name as agent_name, a.guest_name, a.deactivated_at
            from agent_slug s join agent a on a.id = s.agent_id
            where s.slug = @slug
            """,
            new { slug, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancel
        );
        var settings = new WidgetSettings();
        return row switch
        {
            null => null,
            { Leads: 0 } or { DeactivatedAt: not null } => new(null, settings, Closed: true),
            _ => new(
                await FaceAsync(row.Agent(), settings, cancel) with
                {
                    // Of an earlier link: the present one (IN-10).
                    Slug = row.Slug,
                    Available = true,
                    Scheduler = await OpenAsync(row.Slug, cancel),
                },
                settings
            ),
        };
    }

    public async Task<WidgetSettings?> SettingsOfAsync(string widgetId, CancellationToken cancel) =>
        await db.FirstAsync<string>($"select settings from widget where id = @widgetId and deleted_at is null", new { widgetId }, cancel)
            is { } settings
            ? WidgetSettingsJson.Read(settings)
            : null;

    /// <summary>How many of a service's agents could answer.</summary>
    private static Sql Able =>
        $"""
            (select count(*) from service_member m join agent b on b.id = m.agent_id
                where m.service_id = s.id and m.paused_at is null and b.deactivated_at is null and b.licence = 'Standard')
            """;

    /// <summary>Null where nobody can be booked by it.</summary>
    private async Task<string?> OpenAsync(string? slug, CancellationToken cancel) =>
        slug is not null && await schedulers.BySlugAsync(slug, cancel) is { IsOpen: true } ? slug : null;

    private async Task<WidgetFace> FaceAsync(WidgetRow row, WidgetSettings settings, CancellationToken cancel) =>
        row.ServiceId is not null
            ? await FaceAsync(
                "service",
                row.ServiceName!,
                Avatar.Of(new ServiceRef(row.ServiceId, row.ServiceName!)),
                settings,
                cancel
            ) with
            {
                Available = row.Able > 0,
            }
            : await FaceAsync(row.Agent(), settings, cancel) with
            {
                Available = row.DeactivatedAt is null,
            };

    private Task<WidgetFace> FaceAsync(AgentCard agent, WidgetSettings settings, CancellationToken cancel) =>
        FaceAsync("agent", agent.NameForGuests, Avatar.ForGuests(agent), settings, cancel);

    private async Task<WidgetFace> FaceAsync(string kind, string name, Avatar avatar, WidgetSettings settings, CancellationToken cancel) =>
        new()
        {
            Kind = kind,
            Name = name,
            Avatar = avatar,
            Color = settings.Color,
            Side = settings.Side,
            Label = settings.Label,
            Locale = settings.Locale,
            Texts = settings.Texts,
            Fields = settings.Fields,
            ConsentVersion = settings.ConsentVersion,
            Launcher = settings.Launcher,
            OffsetX = settings.OffsetX,
            OffsetY = settings.OffsetY,
            ZIndex = settings.ZIndex,
            Seen = settings.Seen,
            AddPeople = settings.AddPeople,
            Files = settings.Files,
            FileBytes = (await files.ReadAsync(cancel)).FileBytes(),
            Organisation = (await organisations.ReadAsync(cancel))?.Name ?? "XBees",
        };

    private class LinkRow
    {
        public string AgentId { get; init; } = "";
        public string AgentName { get; init; } = "";
        public string? GuestName { get; init; }
        public long? DeactivatedAt { get; init; }
        public long Leads { get; init; }
        public string? Slug { get; init; }

        public AgentCard Agent() => new(AgentId, AgentName, GuestName);
    }

    private sealed class WidgetRow : LinkRow
    {
        public string WidgetKey { get; init; } = "";
        public string Settings { get; init; } = "";
        public string? ServiceId { get; init; }
        public string? ServiceName { get; init; }
        public long Able { get; init; }
    }
}
