using NodaTime;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Services;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

/// <summary>One example a rule; <see cref="AssignmentProperties"/> says that it holds for any conversation.</summary>
public sealed class AssignmentPlanTests
{
    private static readonly ServiceTeam Sales = Given.Sales(Given.Ines, Given.Marek);
    private static readonly ServiceTeam Support = Team("Support", new(Given.Sofia), new(Given.Tom));
    private static readonly ServiceTeam Archive = Team("Archive", new(Given.Basic), new(Given.Gone));
    private static readonly ServiceTeam Resting = Team("Resting", new(Given.Sofia, Paused: true), new(Given.Basic));

    private readonly Given given = new();

    [Fact, Rule("AS-3", "AS-2")]
    public void One_on_one_the_services_members_are_added_and_the_agent_stays()
    {
        var plan = Plan(given.Started(Given.ByLink(Given.Ines)), Given.Ines, Support);
        Assert.Equal("Sofia Brandt, Tom Ek", Joins(plan));
        Assert.Empty(plan.Leaves);
        Assert.False(plan.ActorLeaves);
        var stays = Assert.Single(plan.Stays);
        Assert.Equal((Given.Ines.Id, StayReason.OneOnOne, null), (stays.Member.PersonId, stays.Why, stays.ViaServiceId));
    }

    [Fact, Rule("AS-3")]
    public void One_on_one_through_a_service_nobody_is_removed_either_and_an_agent_who_is_in_it_stays()
    {
        var before = given.Started(Given.ByWidget(Given.Sales(Given.Ines)));
        Assert.Equal(ConversationKind.OneOnOne, before.Kind);
        Assert.Empty(Plan(before, Given.Ines, Support).Leaves);
        var own = Plan(before, Given.Ines, Team("Billing", new(Given.Ines), new(Given.Tom)));
        Assert.Equal(("Tom Ek", StayReason.InService), (Joins(own), own.Stays[0].Why));
    }

    [Fact, Rule("AS-4", "AS-8")]
    public void Group_the_previous_services_members_go_and_who_was_added_individually_stays()
    {
        var before = given
            .Started(Given.ByWidget(Sales))
            .Add(Person.Of(Given.Ines), [Newcomer.Of(Given.Sofia)], given.NewId, Given.Now)
            .After;
        var plan = Plan(before, Given.Sofia, Team("Billing", new(Given.Tom), new(Given.Sofia)));
        Assert.Equal("Ines Duarte, Marek Lis", Leaves(plan));
        Assert.All(plan.Leaves, leaving => Assert.Equal(LeaveReason.PreviousService, leaving.Why));
        Assert.Equal("Tom Ek", Joins(plan));
        // Added by hand first, and in the new service as well: that stays as it was.
        Assert.Equal((StayReason.InService, null), (Assert.Single(plan.Stays).Why, plan.Stays[0].ViaServiceId));
        var after = Assigned(before, plan, Given.Sofia);
        Assert.Equal([Given.Niamh.Id], after.CurrentGuests.Select(guest => guest.PersonId));
        Assert.Equal(["Sofia Brandt", "Tom Ek"], after.CurrentAgents.Select(agent => agent.Name).Order());
    }

    [Fact, Rule("AS-4")]
    public void Only_the_immediately_previous_services_members_go()
    {
        // One-on-one Ines stays (AS-3) with the service she came through; the next assignment takes that of Support away, not hers.
        var one = given.Started(Given.ByWidget(Given.Sales(Given.Ines)));
        var two = Assigned(one, Plan(one, Given.Ines, Support), Given.Ines);
        var plan = Plan(two, Given.Tom, Team("Billing", new(Given.Marek), new(Given.Tom)));
        Assert.Equal("Sofia Brandt", Leaves(plan));
        Assert.Equal([("Ines Duarte", StayReason.EarlierService), ("Tom Ek", StayReason.InService)], Stays(plan));
    }

    [Fact, Rule("AS-5", "AS-2", "AS-12")]
    public void Group_an_assigning_agent_who_is_not_in_the_new_service_leaves_in_the_same_step()
    {
        var before = given
            .Started(Given.ByWidget(Sales))
            .Add(Person.Of(Given.Ines), [Newcomer.Of(Given.Basic)], given.NewId, Given.Now)
            .After;
        // Added individually: AS-4 would keep them, AS-5 goes before it.
        var plan = Plan(before, Given.Basic, Support);
        Assert.True(plan.ActorLeaves);
        Assert.Equal(LeaveReason.Assigning, plan.Leaves.Single(leaving => leaving.Member.PersonId == Given.Basic.Id).Why);
        Assert.Equal("Ben Basic, Ines Duarte, Marek Lis", Leaves(plan));
        // The same agent added individually stays when somebody else assigns.
        Assert.DoesNotContain("Ben Basic", Leaves(Plan(before, Given.Ines, Support)));
    }

    [Fact, Rule("AS-5", "AS-10")]
    public void Who_is_in_the_new_service_paused_or_Basic_is_in_it()
    {
        var before = given
            .Started(Given.ByWidget(Sales))
            .Add(Person.Of(Given.Ines), [Newcomer.Of(Given.Sofia), Newcomer.Of(Given.Basic)], given.NewId, Given.Now)
            .After;
        var team = Team("Billing", new(Given.Tom), new(Given.Sofia, Paused: true), new(Given.Basic), new(Given.Marek, Paused: true));
        Assert.False(Plan(before, Given.Sofia, team).ActorLeaves);
        Assert.False(Plan(before, Given.Basic, team).ActorLeaves);
        // Marek came through Sales and pauses in Billing: in both, so he stays.
        Assert.Equal("Ines Duarte", Leaves(Plan(before, Given.Sofia, team)));
    }

    [Fact, Rule("AS-6")]
    public void A_service_without_a_Standard_agent_or_with_paused_ones_alone_is_barred_with_the_reason()
    {
        var before = given.Started(Given.ByLink(Given.Ines));
        Assert.Same(TeamRefusals.NoStandardAgent, Plan(before, Given.Ines, Archive).Refusal);
        Assert.Same(TeamRefusals.AllPaused, Plan(before, Given.Ines, Resting).Refusal);
        Assert.Same(AssignmentRefusals.NoSuchService, AssignmentPlan.For(before, new(Given.Ines.Id, null, null)).Refusal);
        Assert.Null(Sales.Bar);
        var refused = Assert.Throws<Refused>(() => Assigned(before, Plan(before, Given.Ines, Archive), Given.Ines));
        Assert.Equal("no-standard-agent", refused.Refusal.Slug);
    }

    [Fact, Rule("AS-7", "AS-13")]
    public void Where_only_the_assignee_changes_nobody_is_removed_and_the_assignee_joins_if_not_there()
    {
        var started = given.Started(Given.ByWidget(Sales));
        var before = started.Leave(Person.Of(Given.Marek), given.NewId, Given.Now).After;
        var plan = Plan(before, Given.Ines, Sales, Given.Marek);
        Assert.False(plan.ServiceChanges);
        var joining = Assert.Single(plan.Joins);
        Assert.Equal((Given.Marek.Id, Sales.Id, JoinReason.Assignee), (joining.Agent.Id, joining.ViaServiceId, joining.Why));
        Assert.Empty(plan.Leaves);
        var after = Assigned(before, plan, Given.Ines);
        Assert.Equal((Given.Marek.Id, 2), (after.AssigneeId, after.CurrentAgents.Count()));
        // A manager who is no member assigns and joins nothing.
        Assert.Empty(Plan(started, Given.Tom, Sales, Given.Ines).Joins);
        // A service whose agents all pause can still say which of them is in charge; who pauses is not brought, but added.
        var resting = Sales with
        {
            Agents = [new(Given.Ines, Paused: true), new(Given.Marek, Paused: true)],
        };
        Assert.Null(Assert.Single(Plan(before, Given.Ines, resting, Given.Marek).Joins).ViaServiceId);
    }

    [Fact, Rule("AS-7", "AS-14")]
    public void An_agent_of_another_service_brings_the_whole_service_and_is_then_in_charge()
    {
        var before = given.Started(Given.ByWidget(Sales));
        var plan = Plan(before, Given.Ines, Support, Given.Tom);
        Assert.Equal(("Sofia Brandt, Tom Ek", "Ines Duarte, Marek Lis"), (Joins(plan), Leaves(plan)));
        var after = Assigned(before, plan, Given.Ines);
        Assert.Equal((Support.Id, Given.Tom.Id), (after.Service!.Id, after.AssigneeId));
    }

    [Fact, Rule("AS-8", "AS-17")]
    public void An_agents_conversation_has_the_field_while_a_guest_is_in_it_and_its_service_returns_with_the_next()
    {
        var alone = given.Started(Given.Ines, Newcomer.Of(Given.Marek));
        Assert.Same(AssignmentRefusals.NoGuest, Plan(alone, Given.Ines, Support).Refusal);
        var before = alone.Add(Person.Of(Given.Ines), [Newcomer.Of(Given.Niamh)], given.NewId, Given.Now).After;
        // AS-8: as AS-4 and AS-5, with no previous group.
        var plan = Plan(before, Given.Ines, Support);
        Assert.Equal(("Ines Duarte", "Sofia Brandt, Tom Ek"), (Leaves(plan), Joins(plan)));
        Assert.Equal([("Marek Lis", StayReason.Individually)], Stays(plan));
        var after = Assigned(before, plan, Given.Ines);
        var empty = after.Leave(Person.Of(Given.Niamh), given.NewId, Given.Now).After;
        Assert.False(empty.HasServiceField);
        Assert.Same(AssignmentRefusals.NoGuest, Plan(empty, Given.Tom, Sales).Refusal);
        var again = empty.Add(Person.Of(Given.Tom), [Newcomer.Of(Given.Jonas)], given.NewId, Given.Now).After;
        Assert.Equal((true, Support.Id), (again.HasServiceField, again.Service!.Id));
    }

    [Fact, Rule("AS-9", "AC-13")]
    public void One_assignment_writes_one_notice_for_agents_that_says_what_it_did()
    {
        var before = given.Started(Given.ByWidget(Sales));
        var change = before.Assign(Plan(before, Given.Ines, Support, Given.Tom), Person.Of(Given.Ines), given.NewId, Given.Now);
        var notice = Assert.Single(change.Messages);
        Assert.Equal((Audience.Agents, "assigned", "Ines Duarte"), (notice.Audience, notice.Notice!.Type, notice.Notice.Actor!.Name));
        var told = notice.Notice.Assignment!;
        Assert.Equal(
            ("Support", "Tom Ek", "Sales", null),
            (told.Service.Name, told.Assignee!.Name, told.PreviousService!.Name, told.PreviousAssignee)
        );
        Assert.Equal(["Sofia Brandt", "Tom Ek"], told.Joined.Select(person => person.Name));
        Assert.Equal(["Ines Duarte", "Marek Lis"], told.Left.Select(person => person.Name));
        Assert.Equal((before.Version + 1, before.Tally.LastSeq + 1), (change.After.Version, change.After.Tally.LastSeq));
    }

    [Fact, Rule("AS-10", "LC-1")]
    public void Who_is_in_both_stays_without_a_notice_and_only_Standard_agents_come()
    {
        var before = given.Started(Given.ByWidget(Sales));
        var both = Team("Billing", new(Given.Marek), new(Given.Tom), new(Given.Basic), new(Given.Sofia, Paused: true));
        var plan = Plan(before, Given.Tom, both);
        Assert.Equal(("Tom Ek", "Ines Duarte"), (Joins(plan), Leaves(plan)));
        var after = Assigned(before, plan, Given.Tom);
        var marek = after.CurrentAgents.Single(agent => agent.PersonId == Given.Marek.Id);
        // The same membership, which Billing holds from now on: going on to Support removes it.
        Assert.Equal((before.CurrentAgents.Last().JoinedAt, both.Id), (marek.JoinedAt, marek.ViaServiceId));
        Assert.Contains("Marek Lis", Leaves(Plan(after, Given.Tom, Support)));
    }

    [Fact, Rule("AS-10")]
    public void The_service_it_already_has_with_the_same_assignee_does_nothing()
    {
        var before = given.Started(Given.ByWidget(Sales));
        var plan = Plan(before, Given.Sofia, Sales);
        Assert.True(plan.IsNothing);
        var change = before.Assign(plan, Person.Of(Given.Sofia), given.NewId, Given.Now);
        Assert.True(change.IsNothing);
        Assert.Same(before, change.After);
    }

    [Fact, Rule("AS-11", "AS-15")]
    public void The_assignee_is_a_Standard_agent_of_the_service_or_nobody_and_never_by_leaving_out_a_choice()
    {
        var before = given.Started(Given.ByWidget(Sales));
        var team = Team("Billing", new(Given.Tom), new(Given.Basic), new(Given.Gone), new(Given.Sofia, Paused: true));
        foreach (var other in new[] { Given.Basic, Given.Gone, Given.Ines })
        {
            Assert.Same(AssignmentRefusals.AssigneeNotInService, Plan(before, Given.Ines, team, other).Refusal);
        }

        Assert.Null(Plan(before, Given.Ines, team, Given.Sofia).Refusal);
        Assert.Null(Plan(before, Given.Tom, team).Assignee);
        Assert.Equal(["Tom Ek", "Sofia Brandt"], team.Assignees().Select(member => member.Agent.Name));
    }

    [Fact, Rule("AC-17")]
    public void What_would_pass_a_thousand_members_is_refused_whole_with_the_number()
    {
        var before = given.Started(Given.ByLink(Given.Ines));
        var many = Team("Many", [.. Enumerable.Range(0, 999).Select(i => new TeamAgent(new AgentCard($"agt_{i}", $"Agent {i}")))]);
        var refusal = Plan(before, Given.Ines, many).Refusal!;
        Assert.Equal("members-limit", refusal.Slug);
        Assert.Contains("1,001", refusal.Detail, StringComparison.Ordinal);
        // Who goes makes room.
        var group = given.Started(Given.ByWidget(Sales));
        Assert.Null(Plan(group, Given.Ines, many).Refusal);
    }

    [Fact, Rule("AS-18")]
    public void Who_left_by_their_own_assignment_may_assign_again_for_a_moment()
    {
        var before = given.Started(Given.ByWidget(Sales));
        var after = Assigned(before, Plan(before, Given.Ines, Support), Given.Ines);
        Assert.True(after.MayUndo(Given.Ines.Id, Given.Now + Duration.FromSeconds(30)));
        Assert.False(after.MayUndo(Given.Ines.Id, Given.Now + Duration.FromSeconds(31)));
        // Marek was moved out by it and did not do it.
        Assert.Equal((true, false), (after.HasJustMovedOut(Given.Marek.Id, Given.Now), after.MayUndo(Given.Marek.Id, Given.Now)));
        Assert.False(after.MayUndo(Given.Sofia.Id, Given.Now));
        var undone = Assigned(after, Plan(after, Given.Ines, Sales), Given.Ines);
        Assert.Equal(["Ines Duarte", "Marek Lis"], undone.CurrentAgents.Select(agent => agent.Name).Order());
        Assert.Equal(before.Members.Select(member => member.Id), undone.Current.Select(member => member.Id));
    }

    [Fact, Rule("TI-0")]
    public void A_second_agent_by_assignment_makes_a_group()
    {
        var one = given.Started(Given.ByLink(Given.Ines));
        Assert.Equal(ConversationKind.Group, Assigned(one, Plan(one, Given.Ines, Support), Given.Ines).Kind);
        Assert.Equal(ConversationKind.OneOnOne, Assigned(one, Plan(one, Given.Ines, Given.Sales(Given.Ines)), Given.Ines).Kind);
    }

    private static ServiceTeam Team(string name, params TeamAgent[] agents) => new($"svc_{name.ToLowerInvariant()}", name, agents);

    private static AssignmentPlan Plan(Conversation conversation, AgentCard actor, ServiceTeam team, AgentCard? assignee = null) =>
        AssignmentPlan.For(conversation, new(actor.Id, team, assignee?.Id));

    private Conversation Assigned(Conversation before, AssignmentPlan plan, AgentCard actor) =>
        before.Assign(plan, Person.Of(actor), given.NewId, Given.Now).After;

    private static string Joins(AssignmentPlan plan) => string.Join(", ", plan.Joins.Select(joining => joining.Agent.Name).Order());

    private static string Leaves(AssignmentPlan plan) => string.Join(", ", plan.Leaves.Select(leaving => leaving.Member.Name).Order());

    private static IEnumerable<(string, StayReason)> Stays(AssignmentPlan plan) =>
        plan.Stays.Select(staying => (staying.Member.Name!, staying.Why)).ToList();
}
