using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Calendars;

namespace XBees.Infrastructure.Calendars;

public static class CalendarsFeature
{
    /// <summary>Agents' calendars, with whatever reaches them.</summary>
    public static IServiceCollection AddCalendars(this IServiceCollection features) =>
        features
            .AddSingleton<CalendarStore>()
            .AddSingleton<ICalendarStore>(services => services.GetRequiredService<CalendarStore>())
            .AddSingleton<ICalendarSecrets>(services => services.GetRequiredService<CalendarStore>())
            .AddSingleton<ICalendarOwners>(services => services.GetRequiredService<CalendarStore>())
            .AddScoped<ConnectCalendar>();
}
