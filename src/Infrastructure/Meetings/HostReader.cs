using XBees.Application.Meetings;
using XBees.Domain.Agents;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Meetings;

/// <summary>Agents with a scheduler (LC-1).</summary>
public sealed class HostReader(Db db) : IHostReader
{
    public async Task<IReadOnlyList<(AgentCard Agent, Availability Availability)>> AllAsync(CancellationToken cancel)
    {
        var rows = await db.ListAsync<Row>(
            $"""
            select a.id, a.name, a.guest_name, a.time_zone, v.body
            from agent a
            left join availability v on v.agent_id = a.id
            where a.licence = @standard and a.deactivated_at is null
            order by a.name, a.id
            """,
            new { standard = nameof(Licence.Standard) },
            cancel
        );
        return [.. rows.Select(row => (new AgentCard(row.Id, row.Name, row.GuestName), AvailabilityJson.Of(row.Body, row.TimeZone)))];
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string? GuestName { get; init; }
        public string TimeZone { get; init; } = "";
        public string? Body { get; init; }
    }
}
