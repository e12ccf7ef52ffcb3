using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Calendars;
using XBees.Infrastructure.Database;

namespace XBees.Testing.App;

/// <summary>A calendar of Google's that an agent's meetings are written to, put beside the product's own way to connect one.</summary>
public static class GoogleCalendar
{
    public static async Task ConnectAsync(XBeesApp app, string agentId)
    {
        var connections = app.Services.GetRequiredService<ICalendarStore>();
        await app
            .Services.GetRequiredService<Units>()
            .RunAsync(
                async unit =>
                {
                    await connections.InsertAsync(
                        unit,
                        new()
                        {
                            Id = unit.NewId(Domain.Ids.Calendar),
                            AgentId = agentId,
                            Kind = CalendarKind.Google,
                            Label = "Google",
                            Calendars = [new("primary", "Mine", IsWritable: true, Blocks: false, IsWritten: true)],
                        },
                        "none"
                    );
                    return true;
                },
                CancellationToken.None
            );
    }
}
