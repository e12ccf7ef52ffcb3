using XBees.Application.Widgets;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Widgets;

public sealed class WidgetStore : IWidgetStore
{
    public async Task<WidgetRecord?> FindAsync(IUnit unit, string id) =>
        (
            await Unit.Of(unit)
                .FirstAsync<Row>(
                    $"""
                    select id, widget_key, name, service_id, agent_id, settings, version from widget where id = @id and deleted_at is null
                    """,
                    new { id }
                )
        )?.ToRecord();

    public async Task<WidgetRecord?> FindByKeyAsync(IUnit unit, string key) =>
        (
            await Unit.Of(unit)
                .FirstAsync<Row>(
                    $"""
                    select id, widget_key, name, service_id, agent_id, settings, version from widget
                    where widget_key = @key and deleted_at is null
                    """,
                    new { key }
                )
        )?.ToRecord();

    public Task AddAsync(IUnit unit, WidgetRecord widget) =>
        Unit.Of(unit)
            .ExecuteAsync(
                $"""
                insert into widget (id, widget_key, name, service_id, agent_id, settings, version, created_at)
                values (@id, @key, @name, @serviceId, @agentId, @settings, @version, @now)
                """,
                new
                {
                    id = widget.Id,
                    key = widget.Key,
                    name = widget.Name,
                    serviceId = widget.ServiceId,
                    agentId = widget.AgentId,
                    settings = WidgetSettingsJson.Write(widget.Settings),
                    version = widget.Version,
                    now = Unit.Of(unit).NowMs,
                }
            );

    public async Task<bool> SaveAsync(IUnit unit, WidgetRecord widget) =>
        await Unit.Of(unit)
            .ExecuteAsync(
                $"""
                update widget
                set name = @name, service_id = @serviceId, agent_id = @agentId, settings = @settings, version = version + 1
                where id = @id and version = @version
                """,
                new
                {
                    id = widget.Id,
                    name = widget.Name,
                    serviceId = widget.ServiceId,
                    agentId = widget.AgentId,
                    settings = WidgetSettingsJson.Write(widget.Settings),
                    version = widget.Version,
                }
            ) > 0;

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string WidgetKey { get; init; } = "";
        public string Name { get; init; } = "";
        public string? ServiceId { get; init; }
        public string? AgentId { get; init; }
        public string Settings { get; init; } = "";
        public long Version { get; init; }

        public WidgetRecord ToRecord() =>
            new()
            {
                Id = Id,
                Key = WidgetKey,
                Name = Name,
                ServiceId = ServiceId,
                AgentId = AgentId,
                Settings = WidgetSettingsJson.Read(Settings),
                Version = Version,
            };
    }
}
