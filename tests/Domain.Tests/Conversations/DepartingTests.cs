using NodaTime;
using XBees.Domain.Conversations;
using XBees.Testing;
using Xunit;

namespace XBees.Domain.Tests.Conversations;

public sealed class DepartingTests
{
    private static readonly Instant Later = Given.Now + Duration.FromMinutes(5);
    private static readonly Person Ada = new(PersonKind.Agent, "agt_ada", "Ada Admin");
    private static readonly Person Marek = Person.Of(Given.Marek);
    private readonly Given given = new();

    /// <summary>A group of Sales with Ines and Marek, and Sofia added individually.</summary>
    private Conversation Group() =>
        given
            .Started(Given.ByWidget(Given.Sales(Given.Ines, Given.Marek)))
            .Add(Person.Of(Given.Ines), [Newcomer.Of(Given.Sofia)], given.NewId, Later)
            .After;

    [Fact, Rule("SV-4", "AC-13")]
    public void Who_came_through_the_service_leaves_with_one_notice_for_everyone_and_is_no_assignee()
    {
        var before = Group() with { AssigneeId = Given.Marek.Id };
        var change = Part(before, Marek);
        Assert.Equal(Given.Marek.Id, Assert.Single(change.Ended).PersonId);
        Assert.Null(change.After.AssigneeId);
        var notice = Assert.Single(change.Messages).Notice!;
        Assert.Equal((NoticeType.Left, Audience.Everyone, "Marek Lis"), (notice.Type, notice.Audience(), notice.People[0].Name));
        Assert.Equal(before.Version + 1, change.After.Version);
        Assert.Equal(before.Service, change.After.Service);
    }

    [Fact, Rule("SV-4")]
    public void Who_is_still_held_by_the_service_that_brought_them_stays()
    {
        var before = Group() with { AssigneeId = Given.Marek.Id };
        Assert.True(Part(before, Marek, "svc_sales").IsNothing);
        Assert.Single(Part(before, Marek, "svc_other").Ended);
    }

    [Fact, Rule("SV-4", "LC-3", "AD-5", "AS-11")]
    public void Who_was_added_individually_stays_and_is_assignee_no_more_which_agents_alone_read()
    {
        var before = Group() with { AssigneeId = Given.Sofia.Id };
        var change = Part(before, Person.Of(Given.Sofia));
        Assert.Empty(change.Ended);
        Assert.NotNull(change.After.MemberOf(Person.Of(Given.Sofia)));
        Assert.Null(change.After.AssigneeId);
        Assert.True(change.Assigned);
        Assert.Equal((Ada.Id, Later), (change.After.AssignedBy, change.After.AssignedAt));
        var notice = Assert.Single(change.Messages).Notice!;
        Assert.Equal((NoticeType.Assigned, Audience.Agents, Ada), (notice.Type, notice.Audience(), notice.Actor));
        Assert.Equal(("Sales", "Sales"), (notice.Assignment!.Service.Name, notice.Assignment.PreviousService!.Name));
        Assert.Equal(("Sofia Brandt", null), (notice.Assignment.PreviousAssignee!.Name, notice.Assignment.Assignee));
        Assert.True(Part(before, Person.Of(Given.Sofia), "svc_sales").IsNothing);
        Assert.True(Part(Group(), Person.Of(Given.Sofia)).IsNothing);
    }

    [Fact, Rule("SV-4")]
    public void What_is_resolved_stays_as_it_was_and_what_is_snoozed_goes_on()
    {
        var before = Group();
        Assert.True(Part(before with { Status = ConversationStatus.Resolved }, Marek).IsNothing);
        Assert.Single(Part(before with { Status = ConversationStatus.Snoozed }, Marek).Ended);
        Assert.True(Part(Part(before, Marek).After, Marek).IsNothing);
    }

    private Change Part(Conversation before, Person agent, params string[] holding) =>
        before.PartWith(agent, holding.ToHashSet(), Ada, given.NewId, Later);
}
