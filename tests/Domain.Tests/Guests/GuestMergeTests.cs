using XBees.Domain;
using XBees.Domain.Guests;
using XBees.Testing;
using Xunit;

namespace XBees.Domain.Tests.Guests;

public sealed class GuestMergeTests
{
    private static readonly MergingGuest Grace = new("gst_1", "Grace", false, ["practice"]);
    private static readonly MergingGuest Nameless = new("gst_2", null, false, ["hubspot", "practice"]);

    [Fact, Rule("GU-10")]
    public void The_profile_keeps_what_it_has_and_gets_what_it_lacks()
    {
        var plan = GuestMerge.Plan(Grace, Nameless);
        Assert.Equal(("Grace", null), (plan.Name, plan.Blocks));
        Assert.Equal(["hubspot"], plan.MovesCrms);
        Assert.Equal(["practice"], plan.SetsAside);
        var turned = GuestMerge.Plan(Nameless, Grace);
        Assert.Equal("Grace", turned.Name);
        Assert.Empty(turned.MovesCrms);
    }

    [Theory, Rule("GU-10", "SP-2")]
    [InlineData(false, false, null)]
    [InlineData(true, false, "gst_2")]
    [InlineData(false, true, "gst_1")]
    [InlineData(true, true, null)]
    public void Who_is_shut_out_takes_the_other_along(bool first, bool second, string? blocks) =>
        Assert.Equal(blocks, GuestMerge.Plan(Grace with { Blocked = first }, Nameless with { Blocked = second }).Blocks);

    [Fact, Rule("GU-10")]
    public void Nobody_is_merged_with_themselves() =>
        Assert.Equal(MergeRefusals.Same, Assert.Throws<Refused>(() => GuestMerge.Plan(Grace, Grace)).Refusal);
}
