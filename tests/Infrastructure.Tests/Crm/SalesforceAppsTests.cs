using Microsoft.Extensions.Configuration;
using XBees.Infrastructure.Crm.Salesforce;
using XBees.Infrastructure.Outside;
using Xunit;

namespace XBees.Infrastructure.Tests.Crm;

/// <summary>Which addresses are Salesforce's, and which pages lead there.</summary>
public sealed class SalesforceAppsTests : IDisposable
{
    private readonly OutsideHttp outside = new(new OutsideAddresses([]), TimeProvider.System);

    public void Dispose() => outside.Dispose();

    [Theory]
    [InlineData("https://ternhaus.my.salesforce.com", "https://ternhaus.my.salesforce.com/00QB0000004AbcDEFG")]
    [InlineData("https://na139.salesforce.com/", "https://na139.salesforce.com/00QB0000004AbcDEFG")]
    [InlineData("https://TERNHAUS.my.Salesforce.com", "https://ternhaus.my.salesforce.com/00QB0000004AbcDEFG")]
    [InlineData("https://agency.my.salesforce.mil", "https://agency.my.salesforce.mil/00QB0000004AbcDEFG")]
    [InlineData("http://ternhaus.my.salesforce.com", null)]
    [InlineData("https://ternhaus.my.salesforce.com:8443", null)]
    [InlineData("https://ternhaus.my.salesforce.com.evil.example", null)]
    [InlineData("https://evilsalesforce.com", null)]
    [InlineData("https://evil.example/.salesforce.com", null)]
    [InlineData("https://evil.example#.salesforce.com", null)]
    [InlineData("https://salesforce.com@evil.example", null)]
    // In two pieces: nobody is to take it for a secret that was left here.
    [InlineData("https://" + "user:pass@ternhaus.my.salesforce.com", null)]
    [InlineData("https://ternhaus.my.salesforce.com/evil", null)]
    [InlineData("https://ternhaus.my.salesforce.com?x=1", null)]
    [InlineData("https://ternhaus.my.salesforce.com\\@evil.example", null)]
    [InlineData("https://127.0.0.1", null)]
    [InlineData("https://2130706433", null)]
    [InlineData("https://[::1]", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("ternhaus.my.salesforce.com", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_record_has_a_page_at_Salesforce_or_none(string? instance, string? page) =>
        Assert.Equal(page, new SalesforceApps(new ConfigurationBuilder().Build(), outside).Page(instance, "00QB0000004AbcDEFG"));

    [Theory]
    [InlineData("https://login.salesforce.com/id/00DB0000000TfcRMAS/005B0000005Bk90IAC", "00DB0000000TfcR")]
    [InlineData("https://test.salesforce.com/id/00DB0000000TfcR/005B0000005Bk90", "00DB0000000TfcR")]
    [InlineData("https://login.salesforce.com/id/005B0000005Bk90IAC/00DB0000000TfcRMAS", null)]
    [InlineData("https://login.salesforce.com/id/00DB'0000TfcRMAS-+/005B0000005Bk90IAC", null)]
    [InlineData("00DB0000000TfcRMAS", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_organisation_is_known_by_what_is_its_own_in_its_id(string? identity, string? organisation) =>
        Assert.Equal(organisation, SalesforceIds.Organisation(identity));

    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData(@"O'Brien\", @"'O\'Brien\\'")]
    [InlineData("x' OR Name LIKE '%", @"'x\' OR Name LIKE \'%'")]
    [InlineData("a\r\nb\0", "'a  b '")]
    public void A_text_of_SOQL_is_a_text_whatever_is_in_it(string value, string text) => Assert.Equal(text, Soql.Text(value));

    [Theory]
    [InlineData("Grace Gue", "Grace* AND Gue*")]
    [InlineData("grace@oak.example", "grace* AND oak* AND example*")]
    [InlineData("x} RETURNING User(Id)", "RETURNING* AND User* AND Id*")]
    [InlineData("* ? \"", "")]
    public void Of_what_was_typed_words_are_searched_for(string typed, string words) => Assert.Equal(words, Soql.Beginnings(typed));

    [Fact]
    public void Of_numbers_nothing_but_digits_is_searched_for() =>
        Assert.Equal("\"48 22 5\" OR \"225\"", Soql.AnyOf(["+48 (22)-5", "225", "225", "} OR {", "ext."]));
}
