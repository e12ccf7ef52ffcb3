using XBees.Application.Calendars;
using XBees.Infrastructure.Calendars.CalDav;

namespace XBees.Infrastructure.Calendars;

/// <summary>Accounts that an agent connects by typing what opens them.</summary>
public sealed class TypedAccounts(CalendarHttp http)
{
    private const int LongestPassword = 500;

    /// <returns>The provider's secret.</returns>
    public (CalendarKind Kind, string Secret) Read(string? kind, string? url, string? userName, string? password)
    {
        var errors = new FieldErrors();
        var address = http.Read(url);
        errors.Add("kind", kind is "ics" or "caldav" ? null : "Choose ics or caldav.");
        errors.Add("url", address is null ? "Give an address that begins with https://." : null);
        if (kind == "caldav")
        {
            errors.Add("userName", Problem(userName, Limits.Email, "Give the user name."));
            errors.Add("password", Problem(password, LongestPassword, "Give the password."));
            errors.Add("userName", userName?.Contains(':', StringComparison.Ordinal) == true ? "It cannot hold a colon." : null);
        }
        errors.ThrowIfAny();
        return kind == "ics"
            ? (CalendarKind.Ics, address!.AbsoluteUri)
            : (CalendarKind.CalDav, new CalDavAccount(address!, userName!, password!).ToSecret());
    }

    public static string LabelOf(string url) => Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) ? address.Host : url;

    private static string? Problem(string? typed, int most, string missing) =>
        string.IsNullOrEmpty(typed) ? missing
        : typed.Any(char.IsControl) ? "It holds a character that cannot be typed."
        : Limits.TooLong(typed, most);
}
