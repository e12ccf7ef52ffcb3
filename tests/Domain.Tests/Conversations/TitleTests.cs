using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

public sealed class TitleTests
{
    private static readonly ServiceRef Sales = new("svc_sales", "Sales");

    private static readonly TitleFacts Facts = new()
    {
        ConversationId = "cnv_1",
        Kind = ConversationKind.Group,
        Origin = Origin.Link,
        Guests = [Given.Niamh],
        GuestCount = 1,
        Agents = [Given.Ines],
        AgentCount = 1,
    };

    private static Title ForAgent(TitleFacts facts, string agent = "agt_ines", bool member = true) =>
        Title.For(facts, Viewer.Agent(agent, member));

    private static Title ForGuest(TitleFacts facts) => Title.For(facts, Viewer.Guest("gst_niamh"));

    [Theory, Rule("TI-1")]
    [InlineData(ConversationKind.OneOnOne)]
    [InlineData(ConversationKind.Group)]
    public void An_agent_sees_the_guests_name(ConversationKind kind)
    {
        foreach (var service in new[] { null, Sales })
        {
            Assert.Equal("Niamh O'Brien", ForAgent(Facts with { Kind = kind, Service = service }).Text);
        }
    }

    [Fact, Rule("TI-2")]
    public void Three_guests_are_named_in_the_order_of_joining_then_counted()
    {
        var two = Facts with { Guests = [Given.Niamh, Given.Jonas], GuestCount = 2 };
        Assert.Equal("Niamh O'Brien, Jonas Lind", ForAgent(two).Text);
        var five = Facts with { Guests = [Given.Amira, Given.Oskar, Given.Jonas], GuestCount = 5 };
        var title = ForAgent(five);
        Assert.Equal("Amira Haddad, Oskar Vik, Jonas Lind +2", title.Text);
        Assert.Equal(["Amira Haddad", "Oskar Vik", "Jonas Lind"], title.Names);
        Assert.Equal(2, title.More);
    }

    [Fact, Rule("TI-3", "MS-17")]
    public void A_guest_sees_the_agent_in_a_one_on_one_by_the_name_for_guests()
    {
        var oneOnOne = Facts with { Kind = ConversationKind.OneOnOne, Agents = [Given.Marek] };
        Assert.Equal("Marek", ForGuest(oneOnOne).Text);
        Assert.Equal("Marek", ForGuest(oneOnOne with { Origin = Origin.Widget }).Text);
    }

    [Fact, Rule("TI-4", "TI-8")]
    public void A_guest_sees_the_service_in_a_group_and_in_a_one_on_one_through_a_widget()
    {
        var withService = Facts with { Service = Sales };
        Assert.Equal("Sales", ForGuest(withService).Text);
        Assert.Equal("Sales", ForGuest(withService with { Kind = ConversationKind.OneOnOne, Origin = Origin.Widget }).Text);
        Assert.Equal("Ines Duarte", ForGuest(withService with { Kind = ConversationKind.OneOnOne }).Text);
    }

    [Fact, Rule("TI-5", "TI-8")]
    public void A_given_name_is_shown_to_all()
    {
        var named = Facts with { GivenName = "Refit", Service = Sales };
        Assert.Equal("Refit", ForAgent(named).Text);
        Assert.Equal("Refit", ForGuest(named).Text);
        Assert.Equal("Refit", ForAgent(named, "agt_admin", member: false).Text);
    }

    [Fact, Rule("TI-6", "TI-11")]
    public void The_avatar_follows_the_computed_title_and_renaming_changes_none()
    {
        var facts = Facts with { Service = Sales };
        Assert.Equal(("guest", "NO"), (ForAgent(facts).Avatar.Kind, ForAgent(facts).Avatar.Text));
        Assert.Equal(("service", "S"), (ForGuest(facts).Avatar.Kind, ForGuest(facts).Avatar.Text));
        Assert.Equal(("agent", "ID"), (ForGuest(Facts).Avatar.Kind, ForGuest(Facts).Avatar.Text));
        var named = facts with { GivenName = "Refit" };
        Assert.Equal(ForAgent(facts).Avatar, ForAgent(named).Avatar);
        Assert.Equal(ForGuest(facts).Avatar, ForGuest(named).Avatar);
    }

    [Fact, Rule("TI-11", "TI-6")]
    public void Of_several_the_first_two_are_overlapped()
    {
        var avatar = ForAgent(Facts with { Guests = [Given.Niamh, Given.Jonas, Given.Amira], GuestCount = 4 }).Avatar;
        Assert.Equal(("duo", "NO", "JL"), (avatar.Kind, avatar.Text, avatar.Second!.Text));
        Assert.Equal(Avatar.Of(Given.Niamh).Color, avatar.Color);
        Assert.Equal(Avatar.Of(Given.Jonas).Color, avatar.Second.Color);
    }

    [Fact, Rule("TI-7")]
    public void A_group_without_a_service_shows_a_guest_the_agents()
    {
        var agents = Facts with { Agents = [Given.Ines, Given.Marek, Given.Sofia, Given.Tom], AgentCount = 4 };
        Assert.Equal("Ines Duarte, Marek, Sofia Brandt +1", ForGuest(agents).Text);
        Assert.Equal("duo", ForGuest(agents).Avatar.Kind);
    }

    [Fact, Rule("TI-7")]
    public void A_guest_without_a_name_is_shown_by_local_part_or_number()
    {
        var facts = Facts with { Guests = [Given.Nameless, Given.Anonymous], GuestCount = 2 };
        Assert.Equal("k.wolf, Guest 4821", ForAgent(facts).Text);
        Assert.Equal("k.wolf, Gast 4821", Title.For(facts, Viewer.Agent("agt_ines", true, "de")).Text);
    }

    [Fact, Rule("TI-9")]
    public void Without_guests_an_agent_sees_the_other_agents_and_alone_the_own_name()
    {
        var facts = Facts with { Guests = [], GuestCount = 0, Agents = [Given.Ines, Given.Marek, Given.Sofia, Given.Tom], AgentCount = 6 };
        Assert.Equal("Marek Lis, Sofia Brandt, Tom Ek +2", ForAgent(facts).Text);
        Assert.Equal("Ines Duarte, Marek Lis, Sofia Brandt +2", ForAgent(facts, "agt_sixth").Text);
        Assert.Equal("Ines Duarte, Marek Lis, Sofia Brandt +3", ForAgent(facts, "agt_admin", member: false).Text);
        Assert.Equal("Ines Duarte", ForAgent(facts with { Agents = [Given.Ines], AgentCount = 1 }).Text);
        var two = facts with { Agents = [Given.Ines, Given.Marek], AgentCount = 2 };
        Assert.Equal(("Marek Lis", "agent"), (ForAgent(two).Text, ForAgent(two).Avatar.Kind));
        Assert.Equal("Ines Duarte", ForAgent(two, "agt_marek").Text);
    }

    [Fact, Rule("TI-10")]
    public void If_no_guest_remains_the_last_ones_name_stays()
    {
        var left = Facts with { Guests = [], GuestCount = 0, LastGuest = Given.Niamh };
        Assert.Equal("Niamh O'Brien", ForAgent(left).Text);
        Assert.Equal("NO", ForAgent(left).Avatar.Text);
        Assert.Equal("Jonas Lind", ForAgent(left with { Guests = [Given.Jonas], GuestCount = 1 }).Text);
    }

    [Fact, Rule("TI-10")]
    public void An_erased_guest_is_a_deleted_guest()
    {
        var erased = Given.Niamh with { Erased = true };
        Assert.Equal("Deleted guest", ForAgent(Facts with { Guests = [erased] }).Text);
        Assert.Equal("DG", ForAgent(Facts with { Guests = [erased] }).Avatar.Text);
    }

    [Fact, Rule("TI-3", "TI-10")]
    public void A_guest_goes_on_seeing_the_agent_who_left_last()
    {
        var left = Facts with { Kind = ConversationKind.OneOnOne, Agents = [], AgentCount = 0, LastAgent = Given.Marek };
        Assert.Equal(("Marek", "agent"), (ForGuest(left).Text, ForGuest(left).Avatar.Kind));
    }

    [Fact, Rule("TI-2")]
    public void In_plain_text_every_name_is_set_apart_so_that_their_order_stays()
    {
        var facts = Facts with { Guests = [new("a", "A", null, 1), new("b", "محمد", null, 2), new("c", "B", null, 3)], GuestCount = 4 };
        Assert.Equal("A, محمد, B +1", ForAgent(facts).Text);
        Assert.Equal("\u2068A\u2069, \u2068محمد\u2069, \u2068B\u2069 +1", ForAgent(facts).Isolated());
    }

    [Fact, Rule("TI-1", "TI-2")]
    public void Markup_in_a_name_is_shown_as_it_is()
    {
        const string name = "Alex / \"K\" <b>&amp;</b>";
        Assert.Equal(name, ForAgent(Facts with { Guests = [new GuestCard("gst_1", name, null, 1)] }).Text);
    }

    [Fact, Rule("TI-6")]
    public void A_colour_is_one_of_eight_by_the_id_alone()
    {
        var colors = Enumerable.Range(0, 400).Select(i => Avatar.Of(new AgentCard($"agt_{i:000}", "X")).Color).ToList();
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], colors.Distinct().Order());
        Assert.Equal(Avatar.Of(Given.Marek).Color, Avatar.ForGuests(Given.Marek).Color);
        Assert.Equal(5, Avatar.Of(new AgentCard("agt_ines", "Whoever")).Color);
    }

    [Fact]
    public void Even_nobody_has_a_title() =>
        Assert.Equal("–", ForAgent(Facts with { Guests = [], GuestCount = 0, Agents = [], AgentCount = 0 }).Text);
}
