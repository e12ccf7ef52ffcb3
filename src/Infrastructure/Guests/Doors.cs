using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Domain.Widgets;
using XBees.Infrastructure.Agents;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Widgets;

namespace XBees.Infrastructure.Guests;

/// <summary>Widgets and personal links, as guests come in by them.</summary>
public sealed class Doors(IPeopleStore people) : IDoors, IWayIn
{
    public async Task<Door?> ByWidgetAsync(IUnit unit, string key)
    {
        var row = await Unit.Of(unit)
            .FirstAsync<WidgetRow>(
                $"select id, service_id, agent_id, settings from widget where widget_key = @key and deleted_at is null",
                new { key }
            );
        return row is null ? null : new(row.Id, null, WidgetSettingsJson.Read(row.Settings));
    }

    public async Task<Door?> ByLinkAsync(IUnit unit, string slug)
    {
        var row = await Unit.Of(unit)
            .FirstAsync<LinkRow>(
                $"""
                select s.agent_id, {Slugs.Leads} as leads, a.deactivated_at
                from agent_slug s
                join agent a on a.id = s.agent_id
                where s.slug = @slug
                """,
                new { slug, now = Unit.Of(unit).NowMs }
            );
        return row switch
        {
            null => null,
            { Leads: 0 } or { DeactivatedAt: not null } => throw new Refused(WayInRefusals.LinkClosed),
            _ => new(null, row.AgentId, new WidgetSettings()),
        };
    }

    public async Task<WayIn?> OfAsync(IUnit unit, GuestCaller caller)
    {
        var session = await Unit.Of(unit)
            .FirstAsync<SessionRow>(
                $"""
                select s.page, s.referrer, w.id as widget_id, w.service_id, coalesce(w.agent_id, s.agent_id) as agent_id, w.settings
                from guest_session s
                left join widget w on w.id = s.widget_id and w.deleted_at is null
                where s.id = @id and s.ended_at is null
                """,
                new { id = caller.SessionId }
            );
        if (session is null || (caller.WidgetId is not null && session.WidgetId is null))
        {
            return null;
        }
        var service = session.ServiceId is null ? null : await people.TeamAsync(unit, session.ServiceId);
        var agent = session.AgentId is null ? null : (await people.AgentsAsync(unit, [session.AgentId])).SingleOrDefault();
        return service is null && agent is null
            ? null
            : new()
            {
                WidgetId = session.WidgetId,
                Service = service,
                Agent = agent,
                Welcome = session.Settings is null ? null : WidgetSettingsJson.Read(session.Settings).Texts.Welcome,
                Page = session.Page,
                Referrer = session.Referrer,
            };
    }

    private sealed class WidgetRow
    {
        public string Id { get; init; } = "";
        public string? ServiceId { get; init; }
        public string? AgentId { get; init; }
        public string Settings { get; init; } = "";
    }

    private sealed class LinkRow
    {
        public string AgentId { get; init; } = "";
        public long Leads { get; init; }
        public long? DeactivatedAt { get; init; }
    }

    private sealed class SessionRow
    {
        public string? Page { get; init; }
        public string? Referrer { get; init; }
        public string? WidgetId { get; init; }
        public string? ServiceId { get; init; }
        public string? AgentId { get; init; }
        public string? Settings { get; init; }
    }
}
