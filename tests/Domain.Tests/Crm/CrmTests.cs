using XBees.Domain.Crm;
using XBees.Testing;
using Xunit;

namespace XBees.Domain.Tests.Crm;

public sealed class CrmTests
{
    private static readonly CrmField[] Lead =
    [
        Field("LastName", CrmMeaning.LastName, required: true),
        Field("FirstName", CrmMeaning.FirstName),
        Field("Company", CrmMeaning.Company, required: true),
        Field("Email", CrmMeaning.Email),
    ];

    /// <summary>C36.</summary>
    [Theory]
    [InlineData("Madonna", null, "Madonna", null, "Madonna")]
    [InlineData("Madonna", "m@brightline.example", "Madonna", null, "brightline.example")]
    [InlineData("Ana Maria de la Cruz", null, "Cruz", "Ana Maria de la", "Ana Maria de la Cruz")]
    [InlineData(null, "x@EXAMPLE.org", null, null, "example.org")]
    [InlineData("\u200B", null, null, null, null)]
    public void What_a_lead_needs_is_proposed_from_what_is_known(string? name, string? email, string? last, string? first, string? company)
    {
        var proposed = CrmForm.Proposed(Lead, name, email, null);
        Assert.Equal(last, proposed.GetValueOrDefault("LastName"));
        Assert.Equal(first, proposed.GetValueOrDefault("FirstName"));
        Assert.Equal(company, proposed.GetValueOrDefault("Company"));
        Assert.Equal(email, proposed.GetValueOrDefault("Email"));
    }

    [Theory]
    [InlineData("+48 22 555 01 23", "+48225550123")]
    [InlineData("0048 (22) 555-01-23", "+48225550123")]
    [InlineData("+48225550123;ext=5", "+48225550123")]
    [InlineData("+48 22 555 01 23 wew. 7", "+48225550123")]
    [InlineData("22 555 01 23", "225550123")]
    [InlineData("112", null)]
    [InlineData("SUPPORT", null)]
    [InlineData(null, null)]
    public void Numbers_that_no_table_knows_are_compared_by_their_digits(string? typed, string? normal) =>
        Assert.Equal(normal, CrmPerson.PhoneOf(typed, _ => null));

    [Fact, Rule("CR-4")]
    public void A_number_of_the_own_country_is_its_international_form()
    {
        static string? Polish(string number) =>
            number.Replace(" ", "", StringComparison.Ordinal) is "225550123" or "+48225550123" ? "+48225550123" : null;
        var guest = CrmPerson.Of("gst_1", null, "22 555 01 23", Polish);
        Assert.Equal("+48225550123", guest.Phone);
        Assert.True(guest.HasPhone(null, "+48 22 555 01 23"));
        Assert.True(guest.HasPhone("0048 22 555 01 23"));
        Assert.False(guest.HasPhone("22 555 01 24", null));
        Assert.False(CrmPerson.Of("gst_1", null, null, Polish).HasPhone(null, "112"));
    }

    [Theory]
    [InlineData("https://app.hubspot.com/contacts/1", true)]
    [InlineData("https://hubspot.com/contacts/1", true)]
    [InlineData("http://app.hubspot.com/contacts/1", false)]
    [InlineData("https://app.hubspot.com.evil.example/", false)]
    [InlineData("https://evilhubspot.com/", false)]
    [InlineData("https://app.hubspot.com:8443/", false)]
    [InlineData("https://app.hubspot.com@evil.example/", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("//app.hubspot.com/", false)]
    [InlineData(null, false)]
    public void A_link_leads_to_the_CRMs_own_pages_or_nowhere(string? said, bool kept) =>
        Assert.Equal(kept, CrmText.Link(said, "hubspot.com") is not null);

    [Theory]
    [InlineData("4711", "4711")]
    [InlineData("../owners", null)]
    [InlineData("1?x=2", null)]
    [InlineData("", null)]
    public void An_id_is_letters_and_digits(string said, string? kept) => Assert.Equal(kept, CrmText.Id(said));

    private static CrmField Field(string name, CrmMeaning meaning, bool required = false) =>
        new()
        {
            Name = name,
            Label = name,
            Type = CrmFieldType.Text,
            Meaning = meaning,
            IsRequired = required,
        };
}
