using XBees.Infrastructure.Events;

namespace XBees.Web.Api.Events;

public static class LiveEventsFeature
{
    /// <summary>Live events and who types.</summary>
    public static WebApplicationBuilder AddLiveEvents(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EventCursors>().AddEvents();
        return builder;
    }
}
