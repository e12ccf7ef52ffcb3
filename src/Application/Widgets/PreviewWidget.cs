namespace XBees.Application.Widgets;

/// <summary>What guests would see of a widget with settings that are not saved (WI-11). Nothing is written, and no agent hears of it.</summary>
public sealed class PreviewWidget(IPublicWidgets widgets)
{
    public async Task<WidgetFace> RunAsync(TypedWidget typed, CancellationToken cancel)
    {
        typed.RequireOneTarget();
        var (serviceId, agentId) = string.IsNullOrEmpty(typed.ServiceId) ? (null, typed.AgentId) : (typed.ServiceId, (string?)null);
        return await widgets.PreviewAsync(serviceId, agentId, typed.Settings.Read(), cancel)
            ?? throw new Invalid(
                serviceId is null ? "agentId" : "serviceId",
                serviceId is null ? "There is no such agent." : "There is no such service."
            );
    }
}
