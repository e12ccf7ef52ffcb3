using XBees.Application.Meetings;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Meetings;

/// <summary>The agents of a service who can be booked through its widget (IN-8).</summary>
public sealed class ServiceSchedulers(Db db, IMeetingStore meetings) : IServiceSchedulers
{
    public async Task<ServiceScheduler?> ByKeyAsync(string key, CancellationToken cancel)
    {
        var service = await db.FirstAsync<ServiceRow>(Service, new { key }, cancel);
        if (service is null)
        {
            return null;
        }
        return new(key, new(service.Id, service.Name), await OpenAsync(service.Id, cancel));
    }

    public async Task<bool> IsOpenAsync(string serviceId, CancellationToken cancel) => (await OpenAsync(serviceId, cancel)).Count > 0;

    public async Task<IReadOnlyList<HostScheduler>?> HostsAsync(IUnit unit, string key)
    {
        var session = Unit.Of(unit);
        if (await session.FirstAsync<ServiceRow>(Service, new { key }) is not { } service)
        {
            return null;
        }
        var rows = await session.ListAsync<HostRow>(Hosts, new { serviceId = service.Id, standard = nameof(Licence.Standard) });
        var ahead = (
            await session.ListAsync<AheadRow>(
                $"""
                select t.agent_id, count(*) as meetings
                from meeting t
                where {Dialect.In("t.agent_id", "@ids")} and t.state <> 'cancelled' and t.starts_at > @now
                group by t.agent_id
                """,
                new { ids = rows.Select(row => row.AgentId).ToArray(), now = session.NowMs }
            )
        ).ToDictionary(row => row.AgentId, row => row.Meetings);
        var hosts = new List<HostScheduler>();
        foreach (var row in rows.OrderBy(row => ahead.GetValueOrDefault(row.AgentId)))
        {
            if (await meetings.OfAgentAsync(unit, row.AgentId) is { Availability.IsOpen: true } host)
            {
                hosts.Add(host);
            }
        }
        return hosts;
    }

    private async Task<IReadOnlyList<Scheduler>> OpenAsync(string serviceId, CancellationToken cancel)
    {
        var rows = await db.ListAsync<HostRow>(Hosts, new { serviceId, standard = nameof(Licence.Standard) }, cancel);
        return [.. rows.Select(row => row.ToScheduler()).Where(host => host.IsOpen)];
    }

    private static Sql Service =>
        $"""
            select s.id, s.name
            from widget w
            join service s on s.id = w.service_id
            where w.widget_key = @key and w.deleted_at is null and s.deleted_at is null
            """;

    private static Sql Hosts =>
        $"""
            select a.id as agent_id, a.name, a.guest_name, a.slug, a.time_zone, v.body
            from service_member m
            join agent a on a.id = m.agent_id
            left join availability v on v.agent_id = a.id
            where m.service_id = @serviceId and m.paused_at is null and a.deactivated_at is null and a.licence = @standard
            order by a.name, a.id
            """;

    private sealed class ServiceRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
    }

    private sealed class HostRow
    {
        public string AgentId { get; init; } = "";
        public string Name { get; init; } = "";
        public string? GuestName { get; init; }
        public string Slug { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public string? Body { get; init; }

        public Scheduler ToScheduler() => new(new(AgentId, Name, GuestName), Slug, AvailabilityJson.Of(Body, TimeZone), LinkClosed: false);
    }

    private sealed class AheadRow
    {
        public string AgentId { get; init; } = "";
        public long Meetings { get; init; }
    }
}
