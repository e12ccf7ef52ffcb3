using System.Globalization;
using System.Text;
using XBees.Domain.Guests;

namespace XBees.Infrastructure.Meetings;

/// <summary>A mail address as a calendar user's (RFC 5545, 3.3.3): a mailto of RFC 6068, of ASCII alone, whatever the address holds.</summary>
internal static class CalendarAddress
{
    private const string Plain = "!$'*+-._~@";

    public static string Of(string email)
    {
        var address = new StringBuilder("mailto:");
        foreach (var octet in Encoding.UTF8.GetBytes(WithPlainDomain(email)))
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || Plain.Contains((char)octet, StringComparison.Ordinal))
            {
                address.Append((char)octet);
            }
            else
            {
                address.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }
        return address.ToString();
    }

    private static string WithPlainDomain(string email) =>
        EmailAddress.TryRead(email, out var read, out _)
            ? read.Typed[..read.Typed.LastIndexOf('@')] + read.Folded[read.Folded.LastIndexOf('@')..]
            : email;
}
