using XBees.Domain.Guests;
using XBees.Domain.Phonebook;

namespace XBees.Domain.Crm;

/// <summary>Who is looked for in a CRM (CR-4), by what two of them are compared with.</summary>
/// <param name="ExternalId">By which a record that was made here is known again.</param>
/// <param name="Email">In its normal form (GU-13), or null.</param>
/// <param name="Phone">In its normal form, or null.</param>
/// <param name="E164">Reads what says no country as one of the organisation's.</param>
public sealed record CrmPerson(string ExternalId, string? Email, string? Phone, ReadNumber E164)
{
    private const int FewestDigits = 6;

    public static CrmPerson Of(string externalId, string? email, string? phone, ReadNumber e164) =>
        new(externalId, EmailAddress.Fold(email), PhoneOf(phone, e164), e164);

    /// <summary>Whether one of these is the same number, however it is written.</summary>
    public bool HasPhone(params IEnumerable<string?> written) => Phone is not null && written.Any(one => PhoneOf(one, E164) == Phone);

    /// <summary>As the phonebook has it (PB-3), else its digits alone; null for what is too short to tell one from another.</summary>
    public static string? PhoneOf(string? typed, ReadNumber e164) => ContactPhone.Read(typed, e164)?.Number ?? DigitsOf(typed);

    /// <summary>With a plus before those that name their country.</summary>
    private static string? DigitsOf(string? typed)
    {
        // What comes after is an extension of the same number.
        var number = (typed ?? "").Split([';', ',', '#', 'x', 'e', 'w'], 2)[0];
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        if (digits.Length < FewestDigits)
        {
            return null;
        }
        return number.TrimStart().StartsWith('+') ? "+" + digits
            : digits.StartsWith("00", StringComparison.Ordinal) ? "+" + digits[2..]
            : digits;
    }
}
