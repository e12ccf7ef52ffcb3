using CsCheck;
using XBees.Domain.Widgets;
using XBees.Testing;

namespace XBees.Domain.Tests.Widgets;

[Rule("WI-5")]
public sealed class ContrastTests
{
    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#ffffff", "#ffffff", 1)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#ff0000", "#ffffff", 4.0)]
    [InlineData("#0000ff", "#ffffff", 8.59)]
    public void The_ratio_is_that_of_WCAG(string one, string other, double ratio)
    {
        Assert.Equal(ratio, Contrast.Ratio(one, other), 2);
        Assert.Equal(Contrast.Ratio(one, other), Contrast.Ratio(other, one));
    }

    [Theory]
    [InlineData("#f7b731", "#1d1b18", false)]
    [InlineData("#1e4cb3", "#ffffff", true)]
    [InlineData("#767676", "#ffffff", true)]
    [InlineData("#ffffff", "#1d1b18", false)]
    [InlineData("#7a7a7a", "#000000", true)]
    public void The_text_on_a_colour_is_the_one_that_can_be_read(string color, string on, bool standsOut)
    {
        var verdict = Contrast.Judge(color);
        Assert.Equal(on, verdict.TextColor);
        Assert.Equal(standsOut, verdict.StandsOut);
    }

    [Fact]
    public void On_every_colour_there_is_text_that_can_be_read() =>
        Gen.Int[0, 0xFFFFFF].Sample(color => Contrast.Judge($"#{color:x6}").TextIsReadable, iter: Cases.Count);
}
