using XBees.Domain.Services;
using XBees.Testing;

namespace XBees.Domain.Tests.Services;

public sealed class ServiceTeamTests
{
    [Fact, Rule("LC-1", "IN-4", "SV-2")]
    public void A_service_brings_its_active_Standard_agents_who_are_not_paused()
    {
        var team = new ServiceTeam(
            "svc_1",
            "Sales",
            [new(Given.Ines), new(Given.Marek, Paused: true), new(Given.Basic), new(Given.Gone), new(Given.Sofia)]
        );
        Assert.Equal([Given.Ines, Given.Sofia], team.Brings());
        Assert.True(team.CanAnswer);
    }

    [Fact, Rule("TI-0")]
    public void A_paused_agent_counts_and_a_Basic_or_inactive_one_does_not()
    {
        var team = new ServiceTeam("svc_1", "Sales", [new(Given.Ines, Paused: true), new(Given.Basic), new(Given.Gone)]);
        Assert.Equal(1, team.StandardCount);
        Assert.False(team.CanAnswer);
    }

    [Theory]
    [InlineData("Sales", "SALES")]
    [InlineData("Caf\u00E9", "cafe\u0301")]
    [InlineData("Ｓales", "sales")]
    public void Names_that_read_alike_are_the_same(string one, string other) =>
        Assert.Equal(ServiceName.Fold(one), ServiceName.Fold(other));

    [Theory]
    [InlineData("")]
    [InlineData("\u200B")]
    [InlineData(null)]
    public void A_service_has_a_name(string? typed) => Assert.Throws<Invalid>(() => ServiceName.Read(typed));

    [Fact]
    public void Markup_in_a_name_is_a_name() => Assert.Equal("Hello & World", ServiceName.Read("Hello & World"));
}
