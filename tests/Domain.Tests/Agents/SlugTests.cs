using CsCheck;
using XBees.Domain.Agents;
using XBees.Testing;

namespace XBees.Domain.Tests.Agents;

[Rule("IN-7")]
public sealed class SlugTests
{
    private const string Email = "anna.nowak@example.com";

    [Fact]
    public void A_random_slug_is_sixteen_letters_of_eighty_bits()
    {
        Assert.Equal("0000000000000000", Slug.FromBytes(new byte[10]));
        Assert.Equal("zzzzzzzzzzzzzzzz", Slug.FromBytes([255, 255, 255, 255, 255, 255, 255, 255, 255, 255]));
        Assert.Throws<ArgumentException>(() => Slug.FromBytes(new byte[9]));
    }

    [Fact]
    public void Every_random_slug_is_one_that_could_be_chosen() =>
        Gen.Byte.Array[10].Sample(random => Slug.Read(Slug.FromBytes(random), Email) == Slug.FromBytes(random), iter: Cases.Count);

    [Theory]
    [InlineData("anna", "anna")]
    [InlineData(" Anna-Nowak ", "anna-nowak")]
    [InlineData("4u2", "4u2")]
    public void A_chosen_slug_is_stored_in_lower_case(string typed, string stored) => Assert.Equal(stored, Slug.Read(typed, Email));

    [Theory]
    [InlineData(null)]
    [InlineData("ab")]
    [InlineData("anna nowak")]
    [InlineData("anna.nowak")]
    [InlineData("-anna")]
    [InlineData("anna-")]
    [InlineData("an--na")]
    [InlineData("żółć")]
    [InlineData("anna/schedule")]
    [InlineData("anna.nowak@example.com")]
    [InlineData("anna-nowak-example-com")]
    [InlineData("x-annanowakexamplecom")]
    public void What_gives_the_address_away_or_is_no_link_is_refused(string? typed)
    {
        var refused = Assert.Throws<Invalid>(() => Slug.Read(typed, Email));
        Assert.NotEmpty(refused.Errors["slug"]);
    }

    [Fact]
    public void Sixty_letters_are_taken_and_one_more_is_refused()
    {
        Assert.Equal(60, Slug.Read(new string('a', 60), Email).Length);
        Assert.Throws<Invalid>(() => Slug.Read(new string('a', 61), Email));
    }
}
