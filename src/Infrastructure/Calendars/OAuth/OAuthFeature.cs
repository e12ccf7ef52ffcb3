using Microsoft.Extensions.DependencyInjection;
using XBees.Application.Calendars;
using XBees.Infrastructure.Calendars.Google;
using XBees.Infrastructure.Calendars.Microsoft;
using XBees.Infrastructure.OAuth;

namespace XBees.Infrastructure.Calendars.OAuth;

public static class OAuthFeature
{
    /// <summary>Calendars of accounts that agents sign in to.</summary>
    public static IServiceCollection AddSignedInCalendars(this IServiceCollection features) =>
        features
            .AddSingleton<CalendarApps>()
            .AddSingleton<SignInState>()
            .AddSingleton(services => new OAuthClient(
                services.GetRequiredService<CalendarHttp>(),
                services.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton<OAuthCalls>()
            .AddSingleton<CalendarSignIns>()
            .AddSingleton<ICalendarProvider, GoogleProvider>()
            .AddSingleton<ICalendarProvider, MicrosoftProvider>();
}
