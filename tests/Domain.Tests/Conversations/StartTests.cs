using XBees.Domain.Conversations;
using XBees.Domain.Services;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

public sealed class StartTests
{
    private readonly Given given = new();

    [Fact, Rule("IN-4", "IN-5")]
    public void Through_a_link_it_is_a_public_conversation_with_that_agent()
    {
        var made = Start(Given.ByLink(Given.Ines)).After;
        Assert.Equal(["gst_niamh", "agt_ines"], made.Current.Select(member => member.PersonId));
        Assert.Equal(Given.Now, made.PublicSince);
        Assert.Equal((ConversationKind.OneOnOne, Origin.Link, "agt_ines", 1L), (made.Kind, made.Origin, made.OriginAgentId, made.Version));
        Assert.All(made.Members, member => Assert.Null(member.ViaServiceId));
    }

    [Fact, Rule("IN-4", "LC-1")]
    public void Through_a_widget_the_service_brings_its_Standard_agents_who_are_not_paused()
    {
        var team = new ServiceTeam(
            "svc_sales",
            "Sales",
            [new(Given.Ines), new(Given.Marek), new(Given.Sofia, Paused: true), new(Given.Basic)]
        );
        var made = Start(Given.ByWidget(team)).After;
        Assert.Equal(["agt_ines", "agt_marek"], made.CurrentAgents.Select(agent => agent.PersonId));
        Assert.All(made.CurrentAgents, agent => Assert.Equal("svc_sales", agent.ViaServiceId));
        Assert.Equal(new ServiceRef("svc_sales", "Sales"), made.Service);
        Assert.Equal("svc_sales", made.FirstServiceId);
        Assert.Null(made.OriginAgentId);
        Assert.Null(made.AssigneeId);
    }

    [Fact, Rule("SE-4")]
    public void Guest_and_agents_are_initial_members() =>
        Assert.All(Start(Given.ByWidget(Given.Sales(Given.Ines, Given.Marek))).After.Members, member => Assert.True(member.Initial));

    [Fact, Rule("TI-0", "LC-1")]
    public void A_widget_with_exactly_one_Standard_agent_makes_a_one_on_one_and_a_paused_one_counts()
    {
        Assert.Equal(ConversationKind.OneOnOne, Kind(new TeamAgent(Given.Ines)));
        Assert.Equal(ConversationKind.OneOnOne, Kind(new(Given.Ines), new(Given.Basic), new(Given.Gone)));
        Assert.Equal(ConversationKind.Group, Kind(new(Given.Ines), new(Given.Marek, Paused: true)));
        Assert.Equal(ConversationKind.Group, Kind(new(Given.Ines), new(Given.Marek)));
        Assert.Equal(ConversationKind.Group, Kind(new TeamAgent(Given.Basic)));

        ConversationKind Kind(params TeamAgent[] agents) => Start(Given.ByWidget(new("svc_1", "Sales", agents))).After.Kind;
    }

    [Fact, Rule("IN-3")]
    public void The_first_message_is_in_it_and_one_notice_tells_of_all()
    {
        var change = Start(Given.ByWidget(Given.Sales(Given.Ines, Given.Marek)));
        Assert.Equal([MessageKind.Notice, MessageKind.Text], change.Messages.Select(message => message.Kind));
        Assert.Equal("c1", change.Messages[1].ClientId);
        Assert.Equal(new Tally(2, 1, 1, 1), change.After.Tally);
        var notice = change.Messages[0].Notice!;
        Assert.Equal(("created", "widget", "Sales"), (notice.Type, notice.Origin, notice.Via!.Name));
        Assert.Equal(["Ines Duarte", "Marek Lis"], notice.People.Select(person => person.Name));
        Assert.Equal("Niamh O'Brien", notice.Actor!.Name);
    }

    [Fact, Rule("WI-6")]
    public void The_welcome_text_stands_before_the_guests_words_in_the_name_of_the_service()
    {
        var change = Start(Given.ByWidget(Given.Sales(Given.Ines)) with { Welcome = "How can we help?" });
        var welcome = change.Messages[1];
        Assert.Equal((PersonKind.System, "Sales", "How can we help?"), (welcome.Author.Kind, welcome.Author.Name, welcome.Text));
        Assert.Equal([1L, 2L], change.Messages.Where(message => message.Audience == Audience.Everyone).Select(message => message.GuestSeq));
        Assert.Equal(new Tally(3, 2, 1, 1), change.After.Tally);
    }

    [Fact, Rule("WI-6", "MS-17")]
    public void The_welcome_text_of_an_agent_has_the_name_for_guests()
    {
        var change = Start(Given.ByLink(Given.Marek) with { Welcome = "Hi" });
        Assert.Equal("Marek", change.Messages[1].Author.Name);
    }

    [Theory, Rule("WI-6")]
    [InlineData(null)]
    [InlineData("  ")]
    public void Without_a_welcome_text_there_is_none(string? welcome) =>
        Assert.Equal(2, Start(Given.ByLink(Given.Ines) with { Welcome = welcome }).Messages.Count);

    [Fact, Rule("IN-13", "RE-5")]
    public void Where_the_service_can_bring_nobody_its_manager_is_added_and_mailed()
    {
        var team = new ServiceTeam("svc_1", "Archive", [new(Given.Basic), new(Given.Ines, Paused: true)], Given.Tom);
        var change = Start(Given.ByWidget(team));
        var manager = Assert.Single(change.After.CurrentAgents);
        Assert.Equal(("agt_tom", null), (manager.PersonId, manager.ViaServiceId));
        Assert.Equal(new Alarm(Given.Tom), change.Alarm);
        Assert.False(change.Alarm!.GuestSeesOffline);
        Assert.Equal("svc_1", change.After.Service!.Id);
    }

    [Fact, Rule("IN-13", "RE-5")]
    public void Without_a_manager_the_administrators_are_mailed_and_the_guest_sees_the_offline_text()
    {
        var change = Start(Given.ByWidget(new("svc_1", "Archive", [new(Given.Basic)])));
        Assert.Empty(change.After.CurrentAgents);
        Assert.True(change.Alarm!.Administrators);
        Assert.True(change.Alarm.GuestSeesOffline);
        Assert.Equal("Hello", change.Messages[^1].Text);
    }

    [Fact]
    public void Where_somebody_is_there_nobody_is_alarmed() => Assert.Null(Start(Given.ByWidget(Given.Sales(Given.Ines))).Alarm);

    [Fact, Rule("AC-11", "IN-5", "TI-0")]
    public void An_agents_conversation_is_a_private_group_and_its_first_notice_says_who_made_it()
    {
        var change = Conversation.Start(
            new AgentStart { Agent = Given.Ines, Members = [Newcomer.Of(Given.Niamh), Newcomer.Of(Given.Basic)] },
            given.NewId,
            Given.Now
        );
        var made = change.After;
        Assert.Equal((ConversationKind.Group, Origin.Agent), (made.Kind, made.Origin));
        Assert.Null(made.PublicSince);
        Assert.Null(made.Service);
        Assert.Equal(["agt_ines", "gst_niamh", "agt_basic"], made.Current.Select(member => member.PersonId));
        Assert.All(made.Members, member => Assert.True(member.Initial));
        var notice = Assert.Single(change.Messages);
        Assert.Equal(("created", "Ines Duarte"), (notice.Notice!.Type, notice.Notice.Actor!.Name));
        Assert.Equal(["Niamh O'Brien", "Ben Basic"], notice.Notice.People.Select(person => person.Name));
        Assert.Equal(Audience.Everyone, notice.Audience);
    }

    [Fact, Rule("AC-11")]
    public void It_can_begin_named_described_read_only_public_and_with_a_message()
    {
        var start = new AgentStart
        {
            Agent = Given.Ines,
            Name = " Refit ",
            Description = "What we do\nand when",
            ReadOnly = true,
            Public = true,
            Message = new("Welcome"),
        };
        var change = Conversation.Start(start, given.NewId, Given.Now);
        Assert.Equal(
            ("Refit", "What we do\nand when", true, 1L),
            (change.After.Name, change.After.Description, change.After.ReadOnly, change.After.Version)
        );
        Assert.Equal(Given.Now, change.After.PublicSince);
        Assert.Equal("Welcome", change.Messages[^1].Text);
    }

    [Fact, Rule("AC-11")]
    public void A_participant_without_an_address_is_refused()
    {
        var start = new AgentStart { Agent = Given.Ines, Members = [Newcomer.Of(Given.Amira)] };
        Assert.Equal(["members"], Assert.Throws<Invalid>(() => Conversation.Start(start, given.NewId, Given.Now)).Errors.Keys);
    }

    [Fact, Rule("AC-17")]
    public void A_service_of_a_thousand_agents_is_refused_whole_with_the_number()
    {
        var agents = Enumerable.Range(0, 1_000).Select(i => new TeamAgent(new($"agt_{i}", $"Agent {i}"))).ToList();
        Start(Given.ByWidget(new("svc_1", "Sales", agents[..999])));
        var refused = Assert.Throws<Refused>(() => Start(Given.ByWidget(new("svc_1", "Sales", agents))));
        Assert.Equal("members-limit", refused.Refusal.Slug);
        Assert.Contains("1,001", refused.Refusal.Detail, StringComparison.Ordinal);
    }

    private Change Start(GuestStart start) => Conversation.Start(start, given.NewId, Given.Now);
}
