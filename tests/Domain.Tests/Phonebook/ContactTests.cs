using XBees.Domain.Phonebook;
using XBees.Testing;

namespace XBees.Domain.Tests.Phonebook;

public sealed class ContactTests
{
    // The tables are tried where they are: here every number of nine digits and more is a Polish one.
    private static string? Poland(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits.Length < 9 ? null
            : number.StartsWith('+') ? $"+{digits}"
            : $"+48{digits}";
    }

    [Theory, Rule("PB-3")]
    [InlineData("22 555 01 23", "+48225550123", null)]
    [InlineData("(22) 5550123 wew. 7", "+48225550123", "7")]
    [InlineData("+1 415 555 0100;ext=5", "+14155550100", "5")]
    [InlineData("225550123x12", "+48225550123", "12")]
    [InlineData("SUPPORT", null, null)]
    [InlineData("1-800-FLOWERS", null, null)]
    [InlineData("112", null, null)]
    public void What_was_typed_is_kept_beside_the_number_and_its_extension(string typed, string? number, string? extension)
    {
        Assert.Null(ContactPhone.Problem(typed));
        Assert.Equal(new ContactPhone(typed, number, extension), ContactPhone.Read(typed, Poland));
    }

    [Theory, Rule("PB-3")]
    [InlineData("abc+48225550123")]
    [InlineData("+48225550123; drop")]
    [InlineData("++48225550123")]
    [InlineData("<script>")]
    [InlineData("---")]
    public void The_whole_text_must_be_a_number(string typed) => Assert.NotNull(ContactPhone.Problem(typed));

    [Fact, Rule("PB-2")]
    public void A_contact_without_a_name_goes_by_its_company_or_its_address()
    {
        Assert.Equal("Oak Ltd", Read(new() { Company = "Oak Ltd", Email = "a@example.org" }).Name);
        Assert.Equal("a@example.org", Read(new() { Email = " a@example.org " }).Name);
        var nothing = Assert.Throws<Invalid>(() => Read(new() { Name = "\u200b", WorkPhone = "22 555 01 23" }));
        Assert.Equal(["name"], nothing.Errors.Keys);
        var wrong = Assert.Throws<Invalid>(() =>
            Read(
                new()
                {
                    Email = "a@",
                    HomePhone = "abc+1",
                    Note = new('n', 2_001),
                }
            )
        );
        Assert.Equal(["email", "homePhone", "note"], wrong.Errors.Keys.Order());
    }

    [Fact, Rule("SE-2")]
    public void Contacts_are_found_by_the_fold_of_the_conversations_and_numbers_by_their_digits()
    {
        var contact = Read(
            new()
            {
                Name = "Łukasz Żółć-Gruß",
                Company = "Oak & Sons",
                Email = "l.z@example.org",
                WorkPhone = "+48 22 555-01-23",
            }
        );
        var text = ContactWords.Searched(contact);
        Assert.Equal("lukasz zolc gruss", ContactWords.SortKey(contact.Name));
        foreach (
            var found in new[]
            {
                "ŁUK",
                "zolc grus",
                "zolcgruss",
                "oak sons",
                "l.z@exam",
                "22 555 0123",
                "0 22 555 01",
                "48225",
                "luk 5550",
            }
        )
        {
            Assert.All(ContactWords.Patterns(found), pattern => Assert.Contains(pattern.Trim('%'), text, StringComparison.Ordinal));
        }
        Assert.Equal(["% a%", "% b%"], ContactWords.Patterns("a%_[b"));
        Assert.Empty(ContactWords.Patterns("%_"));
    }

    private static ContactFields Read(ContactDraft draft) => ContactFields.Read(draft, Poland);
}
