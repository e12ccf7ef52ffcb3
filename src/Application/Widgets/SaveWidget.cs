using System.Security.Cryptography;
using XBees.Application.Agents;
using XBees.Application.Services;
using XBees.Domain.Widgets;

namespace XBees.Application.Widgets;

/// <summary>Widgets made and changed (AD-2, WI-5).</summary>
public sealed class SaveWidget(IUnitOfWork work, IWidgetStore widgets, IServiceStore services, IAgentStore agents, IAuditTrail audit)
{
    public Task<Created> CreateAsync(AgentCaller by, TypedWidget typed, CancellationToken cancel)
    {
        var (name, settings) = Read(typed);
        return work.CreateAsync(
            async unit =>
            {
                var widget = new WidgetRecord
                {
                    Id = unit.NewId(Ids.Widget),
                    // Stands in every page of the website: it tells nothing and opens nothing.
                    Key = Ids.New(Ids.WidgetKey, new Guid(RandomNumberGenerator.GetBytes(16))),
                    Name = name,
                    Settings = settings,
                    Version = 1,
                };
                await AimAsync(unit, widget, typed);
                await widgets.AddAsync(unit, widget);
                audit.Note(unit, by.PersonId, "widget.created", widget.Id);
                return new Created(widget.Id);
            },
            cancel
        );
    }

    /// <summary>False: there is no such widget. The change is made on what is there now, under one transaction.</summary>
    public Task<bool> ChangeAsync(
        AgentCaller by,
        string id,
        Func<WidgetRecord, TypedWidget> change,
        long? version,
        CancellationToken cancel
    ) =>
        work.RunAsync(
            async unit =>
            {
                if (await widgets.FindAsync(unit, id) is not { } widget)
                {
                    return false;
                }
                if (version is not null && version != widget.Version)
                {
                    throw new Refused(RequestRefusals.Stale);
                }
                var typed = change(widget);
                (widget.Name, widget.Settings) = Read(typed);
                await AimAsync(unit, widget, typed);
                if (!await widgets.SaveAsync(unit, widget))
                {
                    throw new Refused(RequestRefusals.Stale);
                }
                audit.Note(unit, by.PersonId, "widget.changed", widget.Id);
                return true;
            },
            cancel
        );

    private static (string Name, WidgetSettings Settings) Read(TypedWidget typed)
    {
        var name = "";
        var settings = typed.Settings;
        AgentFields.All(
            () =>
                name = DisplayName.Problem(typed.Name, Limits.Service) is { } problem
                    ? throw new Invalid("name", problem)
                    : DisplayName.Clean(typed.Name) ?? throw new Invalid("name", "Give the widget a name."),
            () => settings = typed.Settings.Read()
        );
        return (name, settings);
    }

    private async Task AimAsync(IUnit unit, WidgetRecord widget, TypedWidget typed)
    {
        typed.RequireOneTarget();
        widget.ServiceId =
            string.IsNullOrEmpty(typed.ServiceId) ? null
            : await services.FindAsync(unit, typed.ServiceId) is not null ? typed.ServiceId
            : throw new Invalid("serviceId", "There is no such service.");
        widget.AgentId =
            string.IsNullOrEmpty(typed.AgentId) ? null
            : await agents.FindAsync(unit, typed.AgentId) is not null ? typed.AgentId
            : throw new Invalid("agentId", "There is no such agent.");
    }
}
