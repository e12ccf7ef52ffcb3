using System.Globalization;

namespace XBees.Domain.Guests;

/// <summary>How a guest is shown (TI-7, TI-10): the name, else the local part of the e-mail, else "Guest 4821".</summary>
public static class GuestLabel
{
    public static string For(GuestCard guest, string language = "en") =>
        Named(guest) ?? Nameless(guest.Erased ? null : guest.Number, language);

    /// <summary>What is the same in every language; null where nothing is.</summary>
    public static string? Named(GuestCard guest) => guest.Erased ? null : guest.Name ?? LocalPart(guest.Email);

    /// <summary>By the number, or, where that is gone too, as somebody who was erased.</summary>
    public static string Nameless(long? number, string language) => number is { } known ? Numbered(known, language) : Deleted(language);

    private static string? LocalPart(string? email) => email?.LastIndexOf('@') is > 0 and var at ? GuestName.Clean(email[..at]) : null;

    private static string Numbered(long number, string language) =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsGerman(language) ? "Gast" : "Guest")} {number}");

    private static string Deleted(string language) => IsGerman(language) ? "Gelöschter Gast" : "Deleted guest";

    private static bool IsGerman(string language) => Languages.Of(language) == Languages.German;
}
