using XBees.Domain.Widgets;

namespace XBees.Application.Widgets;

/// <summary>A widget: whom it reaches, and all that its owner set (WI-5).</summary>
public sealed class WidgetRecord
{
    public string Id { get; set; } = "";
    public string Key { get; set; } = "";
    public string Name { get; set; } = "";
    public string? ServiceId { get; set; }
    public string? AgentId { get; set; }
    public WidgetSettings Settings { get; set; } = new();
    public long Version { get; set; }
}

public interface IWidgetStore
{
    Task<WidgetRecord?> FindAsync(IUnit unit, string id);

    Task<WidgetRecord?> FindByKeyAsync(IUnit unit, string key);

    Task AddAsync(IUnit unit, WidgetRecord widget);

    Task<bool> SaveAsync(IUnit unit, WidgetRecord widget);
}

/// <summary>A widget as it was typed: new, or with what is changed already put in.</summary>
/// <param name="Name">For administrators.</param>
/// <param name="ServiceId">The service it reaches, or</param>
/// <param name="AgentId">the one agent it reaches.</param>
/// <param name="Settings">Everything that guests see, and where it may run.</param>
public sealed record TypedWidget(string? Name, string? ServiceId, string? AgentId, WidgetSettings Settings)
{
    /// <summary>Refuses what reaches nobody, or two.</summary>
    public void RequireOneTarget()
    {
        if (string.IsNullOrEmpty(ServiceId) == string.IsNullOrEmpty(AgentId))
        {
            throw new Invalid("serviceId", "A widget reaches a service or one agent: give one of the two.");
        }
    }
}
