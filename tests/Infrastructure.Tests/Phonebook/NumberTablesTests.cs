using XBees.Domain.Phonebook;
using XBees.Infrastructure.Phonebook;
using XBees.Testing;
using Xunit;

namespace XBees.Infrastructure.Tests.Phonebook;

/// <summary>Case C37: phones as people write them, by the real tables.</summary>
public sealed class NumberTablesTests
{
    [Theory, Rule("PB-3")]
    [InlineData("22 555 01 23", "+48225550123", null)]
    [InlineData("+48 22 555-01-23", "+48225550123", null)]
    [InlineData("0048225550123", "+48225550123", null)]
    [InlineData("(22) 5550123 wew. 7", "+48225550123", "7")]
    [InlineData("SUPPORT", null, null)]
    [InlineData("112", null, null)]
    [InlineData("+1 415 555 0100;ext=5", "+14155550100", "5")]
    [InlineData("+48 22 555 01 23 22 555 01 23", null, null)]
    [InlineData("٢٢ ٥٥٥ ٠١ ٢٣", "+48225550123", null)]
    public void Whoever_writes_it_however_it_is_one_number(string typed, string? number, string? extension) =>
        Assert.Equal(new ContactPhone(typed, number, extension), ContactPhone.Read(typed, NumberTables.In("PL")));

    [Fact, Rule("PB-3")]
    public void Without_a_country_what_says_none_stays_as_it_is()
    {
        Assert.Null(ContactPhone.Read("22 555 01 23", NumberTables.In(null))!.Number);
        Assert.Equal("+4940555012", ContactPhone.Read("+49 (0)40 555 012", NumberTables.In(null))!.Number);
    }
}
