using System.Globalization;

namespace XBees.Domain.Guests;

/// <summary>How a guest is shown (TI-7, TI-10): the name, else the local part of the e-mail, else "Guest 4821".</summary>
public static class GuestLabel
{
    public static string For(GuestCard guest, string language = "en") =>
        guest.Erased ? Deleted(language)
        : guest.Name is { } name ? name
        : LocalPart(guest.Email) is { } local ? local
        : Numbered(guest.Number, language);

    private static string? LocalPart(string? email) => email?.LastIndexOf('@') is > 0 and var at ? GuestName.Clean(email[..at]) : null;

    private static string Numbered(long number, string language) =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsGerman(language) ? "Gast" : "Guest")} {number}");

    private static string Deleted(string language) => IsGerman(language) ? "Gelöschter Gast" : "Deleted guest";

    private static bool IsGerman(string language) => Languages.Of(language) == Languages.German;
}
