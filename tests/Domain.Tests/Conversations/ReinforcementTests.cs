using XBees.Domain.Conversations;
using XBees.Domain.Services;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

public sealed class ReinforcementTests
{
    private static readonly ServiceTeam Sales = new("svc_sales", "Sales", [new(Given.Ines), new(Given.Basic)], Given.Tom);
    private static readonly ServiceTeam Support = new("svc_support", "Support", [new(Given.Marek)], Given.Sofia);
    private static readonly ServiceTeam Empty = new("svc_empty", "Archive", [new(Given.Basic), new(Given.Marek, Paused: true)], Given.Tom);

    [Fact, Rule("RE-1", "RE-3")]
    public void The_service_it_is_assigned_to_now_comes_back()
    {
        var back = Reinforcement.For(new() { Service = Support, FirstService = Sales });
        Assert.Equal([Given.Marek], back.Agents);
        Assert.Equal(new ServiceRef("svc_support", "Support"), back.Via);
        Assert.Null(back.Alarm);
    }

    [Fact, Rule("RE-3")]
    public void Has_it_nobody_to_add_the_one_first_written_to_comes()
    {
        var back = Reinforcement.For(new() { Service = Empty, FirstService = Sales });
        Assert.Equal([Given.Ines], back.Agents);
        Assert.Equal("svc_sales", back.Via!.Id);
    }

    [Fact, Rule("RE-4")]
    public void Without_a_service_the_links_own_agent_comes_back()
    {
        var back = Reinforcement.For(new() { OwnAgent = Given.Basic });
        Assert.Equal([Given.Basic], back.Agents);
        Assert.Null(back.Via);
        Assert.Null(back.Alarm);
    }

    [Fact, Rule("RE-4", "RE-5")]
    public void An_agent_who_was_deactivated_does_not_come_back_and_administrators_hear_of_it()
    {
        var back = Reinforcement.For(new() { OwnAgent = Given.Gone });
        Assert.Empty(back.Agents);
        Assert.True(back.Alarm!.Administrators);
    }

    [Fact, Rule("RE-4")]
    public void With_a_service_its_rules_go_before_the_links_own_agent()
    {
        var back = Reinforcement.For(new() { Service = Empty, OwnAgent = Given.Marek });
        Assert.Equal([Given.Tom], back.Agents);
    }

    [Fact, Rule("RE-5")]
    public void Nobody_can_be_added_so_the_manager_is_added_and_mailed()
    {
        var back = Reinforcement.For(new() { Service = Empty });
        Assert.Equal([Given.Tom], back.Agents);
        Assert.Null(back.Via);
        Assert.Equal(new Alarm(Given.Tom), back.Alarm);
    }

    [Fact, Rule("RE-5")]
    public void Without_a_manager_or_with_a_deactivated_one_administrators_are_mailed()
    {
        foreach (var team in new[] { Empty with { Manager = null }, Empty with { Manager = Given.Gone } })
        {
            var back = Reinforcement.For(new() { Service = team });
            Assert.Empty(back.Agents);
            Assert.Equal(new Alarm(Manager: null), back.Alarm);
            Assert.True(back.Alarm!.GuestSeesOffline);
        }
    }

    [Fact, Rule("AC-17", "RE-5")]
    public void A_service_that_does_not_fit_is_left_out_whole_and_the_guests_message_goes_on()
    {
        var two = Sales with { Agents = [new(Given.Ines), new(Given.Marek)] };
        Assert.Equal([Given.Tom], Reinforcement.For(new() { Service = two, Room = 1 }).Agents);
        var full = Reinforcement.For(new() { Service = two, Room = 0 });
        Assert.Empty(full.Agents);
        Assert.Equal(Given.Tom, full.Alarm!.Manager);
    }

    [Fact, Rule("RE-1", "AC-13")]
    public void Who_comes_back_through_a_service_is_told_to_everyone_in_one_notice()
    {
        var given = new Given();
        var conversation = given.Started(Given.ByWidget(Sales)).Leave(Person.Of(Given.Ines), given.NewId, Given.Now).After;
        var posted = conversation.Post(Person.Of(Given.Niamh), new("Anybody?"), given.NewId, Given.Now).After;
        var change = posted.Reinforce(Reinforcement.For(new() { Service = Sales }), given.NewId, Given.Now);
        var notice = Assert.Single(change.Messages);
        Assert.Equal((null, "Sales", Audience.Everyone), (notice.Notice!.Actor, notice.Notice.Via!.Name, notice.Audience));
        Assert.Equal(posted.Tally.LastSeq + 1, notice.Seq);
        Assert.Equal("svc_sales", Assert.Single(change.Rejoined).ViaServiceId);
    }

    [Fact, Rule("RE-5")]
    public void An_alarm_without_anybody_to_add_still_is_something_to_do()
    {
        var given = new Given();
        var conversation = given.Started(Given.ByLink(Given.Ines)).Leave(Person.Of(Given.Ines), given.NewId, Given.Now).After;
        var change = conversation.Reinforce(Reinforcement.For(new() { OwnAgent = Given.Gone }), given.NewId, Given.Now);
        Assert.False(change.IsNothing);
        Assert.Empty(change.Messages);
        Assert.NotNull(change.Alarm);
    }
}
