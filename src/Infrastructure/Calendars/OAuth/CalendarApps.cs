using Microsoft.Extensions.Configuration;
using XBees.Application.Calendars;
using XBees.Infrastructure.OAuth;

namespace XBees.Infrastructure.Calendars.OAuth;

/// <summary>A provider of calendars that the operator has set up.</summary>
/// <param name="OAuth">What is asked for: calendars to be read, and their events to be written.</param>
/// <param name="Api">The calendars' own address, without a slash at its end.</param>
public sealed record CalendarApp(OAuthApp OAuth, string Api);

/// <summary>The providers that the operator has set up.</summary>
public sealed class CalendarApps
{
    private readonly Dictionary<CalendarKind, CalendarApp> apps = [];

    public CalendarApps(IConfiguration configuration)
    {
        if (OAuthSettings.Read(configuration.GetSection("XBees:Google")) is { } google)
        {
            apps[CalendarKind.Google] = Google(google);
        }
        if (OAuthSettings.Read(configuration.GetSection("XBees:Microsoft")) is { } microsoft)
        {
            apps[CalendarKind.Microsoft] = Microsoft(microsoft);
        }
    }

    public IReadOnlyCollection<CalendarKind> Kinds => apps.Keys;

    public CalendarApp? Find(CalendarKind kind) => apps.GetValueOrDefault(kind);

    private static CalendarApp Google(OAuthSettings settings) =>
        new(
            new()
            {
                Name = "Google",
                ClientId = settings.ClientId,
                ClientSecret = settings.ClientSecret,
                Authorize = new(settings.Address("Authorize", "https://accounts.google.com/o/oauth2/v2/auth")),
                Token = new(settings.Address("Token", "https://oauth2.googleapis.com/token")),
                Revoke = new(settings.Address("Revoke", "https://oauth2.googleapis.com/revoke")),
                Scope = "https://www.googleapis.com/auth/calendar.events https://www.googleapis.com/auth/calendar.calendarlist.readonly",
                // So that it gives a token that lasts.
                More = [("access_type", "offline"), ("prompt", "consent")],
            },
            settings.Address("Api", "https://www.googleapis.com/calendar/v3")
        );

    private static CalendarApp Microsoft(OAuthSettings settings) =>
        new(
            new()
            {
                Name = "Microsoft",
                ClientId = settings.ClientId,
                ClientSecret = settings.ClientSecret,
                Authorize = new(settings.Address("Authorize", "https://login.microsoftonline.com/common/oauth2/v2.0/authorize")),
                Token = new(settings.Address("Token", "https://login.microsoftonline.com/common/oauth2/v2.0/token")),
                Scope = "offline_access Calendars.ReadWrite",
                More = [("response_mode", "query"), ("prompt", "select_account")],
            },
            settings.Address("Api", "https://graph.microsoft.com/v1.0")
        );
}
