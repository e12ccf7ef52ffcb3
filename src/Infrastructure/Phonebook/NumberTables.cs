using PhoneNumbers;
using XBees.Application.Phonebook;
using XBees.Domain.Phonebook;

namespace XBees.Infrastructure.Phonebook;

/// <summary>Numbers in E.164 by the tables of libphonenumber; what says no country is the organisation's (PB-3).</summary>
public sealed class NumberTables(IOrganisationStore organisations) : INumberTables
{
    private static readonly PhoneNumberUtil Tables = PhoneNumberUtil.GetInstance();

    public async Task<ReadNumber> AtHomeAsync(CancellationToken cancel) => In((await organisations.ReadAsync(cancel))?.Country);

    /// <param name="country">Two letters of ISO 3166; null: only what says its country is in E.164.</param>
    public static ReadNumber In(string? country) => number => E164(number, country);

    /// <summary>The ways in which people write a number of E.164: without and with spaces, with and without its country.</summary>
    public static IReadOnlyList<string> Written(string number)
    {
        try
        {
            var parsed = Tables.Parse(number, null);
            return
            [
                number,
                Tables.Format(parsed, PhoneNumberFormat.INTERNATIONAL),
                Tables.GetNationalSignificantNumber(parsed),
                Tables.Format(parsed, PhoneNumberFormat.NATIONAL),
            ];
        }
        catch (NumberParseException)
        {
            return [number];
        }
    }

    /// <summary>Its digits without those of its country, and without those that are dialled inside it alone.</summary>
    public static string InCountry(string number) => Written(number) is [_, _, var digits, _] ? digits : number.TrimStart('+');

    public bool Knows(string country) => Tables.GetSupportedRegions().Contains(country);

    private static string? E164(string number, string? country)
    {
        try
        {
            var parsed = Tables.Parse(number, country);
            // By its length: the tables of ranges are older than the newest numbers.
            return Tables.IsPossibleNumberWithReason(parsed) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE
                ? Tables.Format(parsed, PhoneNumberFormat.E164)
                : null;
        }
        catch (NumberParseException)
        {
            // The library has no other way to say that it is none.
            return null;
        }
    }
}
