using XBees.Domain.Guests;

namespace XBees.Domain.Crm;

/// <summary>Who is looked for in a CRM (CR-4), by what two of them are compared with.</summary>
/// <param name="ExternalId">By which a record that was made here is known again.</param>
/// <param name="Email">In its normal form (GU-13), or null.</param>
/// <param name="Phone">In its normal form, or null.</param>
public sealed record CrmPerson(string ExternalId, string? Email, string? Phone)
{
    private const int FewestDigits = 6;

    public static CrmPerson Of(string externalId, string? email, string? phone) =>
        new(externalId, EmailAddress.Fold(email), PhoneOf(phone));

    /// <summary>Its digits alone, with a plus before those that name their country; null for what is too short to tell one from another.</summary>
    public static string? PhoneOf(string? typed)
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
