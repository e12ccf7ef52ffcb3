using XBees.Application.Meetings;
using XBees.Domain.Agents;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Agents;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Meetings;

/// <summary>Agents' availability, for themselves and for whoever follows their link.</summary>
public sealed class AvailabilityStore(Db db, TimeProvider time) : IAvailabilityStore, ISchedulerReader
{
    public async Task<StoredAvailability> FindAsync(IUnit unit, string agentId) =>
        (await Unit.Of(unit).FirstAsync<Row>(OfAgent, new { agentId }))!.ToStored();

    public async Task<StoredAvailability> OfAgentAsync(string agentId, CancellationToken cancel) =>
        (await db.FirstAsync<Row>(OfAgent, new { agentId }, cancel))!.ToStored();

    public async Task<bool> SaveAsync(IUnit unit, string agentId, Availability availability, long version)
    {
        var body = AvailabilityJson.Write(availability);
        if (version == 0)
        {
            // Of two first ones at once the second meets the key, runs again and finds the first.
            await Unit.Of(unit)
                .ExecuteAsync($"insert into availability (agent_id, version, body) values (@agentId, 1, @body)", new { agentId, body });
            return true;
        }
        return await Unit.Of(unit)
                .ExecuteAsync(
                    $"update availability set body = @body, version = version + 1 where agent_id = @agentId and version = @version",
                    new
                    {
                        agentId,
                        version,
                        body,
                    }
                ) > 0;
    }

    public async Task<Scheduler?> BySlugAsync(string slug, CancellationToken cancel)
    {
        var row = await db.FirstAsync<LinkRow>(
            $"""
            select {Slugs.Leads} as leads, a.slug, a.id as agent_id, a.name as agent_name, a.guest_name, a.licence, a.deactivated_at, a.time_zone, v.version, v.body
            from agent_slug s
            join agent a on a.id = s.agent_id
            left join availability v on v.agent_id = a.id
            where s.slug = @slug
            """,
            new { slug, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancel
        );
        return row is null ? null : new(row.Agent(), row.Slug, row.ToStored().Availability, !row.IsActive || row.Leads == 0);
    }

    private static Sql OfAgent =>
        $"select a.time_zone, v.version, v.body from agent a left join availability v on v.agent_id = a.id where a.id = @agentId";

    private class Row
    {
        public string TimeZone { get; init; } = "";
        public long? Version { get; init; }
        public string? Body { get; init; }

        public StoredAvailability ToStored() => new(AvailabilityJson.Of(Body, TimeZone), Version ?? 0);
    }

    private sealed class LinkRow : Row
    {
        public string AgentId { get; init; } = "";
        public string AgentName { get; init; } = "";
        public string? GuestName { get; init; }
        public string Licence { get; init; } = "";
        public long? DeactivatedAt { get; init; }
        public long Leads { get; init; }
        public string Slug { get; init; } = "";

        public bool IsActive => DeactivatedAt is null;

        public AgentCard Agent() => new(AgentId, AgentName, GuestName, Enum.Parse<Licence>(Licence), IsActive);
    }
}
