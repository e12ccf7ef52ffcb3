using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Calendars;
using XBees.Infrastructure.Calendars.CalDav;
using XBees.Infrastructure.Calendars.Ics;
using XBees.Infrastructure.Calendars.OAuth;
using XBees.Infrastructure.Meetings;
using XBees.Infrastructure.Work;

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
            .AddSingleton<CalendarHttp>()
            .AddSingleton<ICalendarProvider, IcsProvider>()
            .AddSingleton<ICalendarProvider, CalDavProvider>()
            .AddSignedInCalendars()
            .AddSingleton<WrittenEvents>()
            .AddSingleton<OutsideChanges>()
            .AddSingleton<ICalendarChanges>(services => services.GetRequiredService<OutsideChanges>())
            .AddSingleton<MeetingEvent>()
            .AddSingleton<IDeliveryHandler, CalendarDelivery>()
            .AddSingleton<OutOfReachMail>()
            .AddSingleton<Readings>()
            .AddSingleton<CalendarAnswers>()
            .AddSingleton<CalendarReading>()
            .AddSingleton<IFreshCalendars>(services => services.GetRequiredService<CalendarReading>())
            .AddSingleton<CalendarWatch>()
            .AddHostedService(services => services.GetRequiredService<CalendarWatch>())
            .AddSingleton<TypedAccounts>()
            .AddScoped<ConnectCalendar>()
            .AddScoped<ChangeCalendar>();
}
