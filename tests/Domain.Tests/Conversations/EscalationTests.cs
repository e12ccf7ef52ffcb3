using NodaTime;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Services;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

[Rule("RE-2", "RE-6")]
public sealed class EscalationTests
{
    private static readonly Instant Streak = Given.Now;
    private static readonly Instant Late = Streak + Duration.FromMinutes(60);

    private readonly Given given = new();

    private Conversation Waiting => given.Started(Given.ByWidget(Team(Given.Tom))) with { WaitingSince = Streak };

    [Fact, Rule("AC-13", "MS-13")]
    public void A_standard_manager_is_added_individually_and_mailed_with_one_notice_for_agents()
    {
        var escalation = Escalation.For(Waiting, Team(Given.Tom), Streak, Late);
        var change = Waiting.Escalate(escalation, given.NewId, Late);
        var added = Assert.Single(change.Added);
        Assert.Equal((Given.Tom.Id, null), (added.PersonId, added.ViaServiceId));
        Assert.Equal((Given.Tom, Streak), (change.Alarm!.Manager, change.After.EscalatedSince));
        Assert.Equal((Audience.Agents, "escalated", true, "Tom Ek", "Sales"), Told(change));
    }

    [Fact]
    public void A_basic_manager_one_who_is_there_and_one_who_finds_no_room_is_mailed_only()
    {
        foreach (var manager in new[] { Given.Basic, Given.Ines })
        {
            var change = Waiting.Escalate(Escalation.For(Waiting, Team(manager), Streak, Late), given.NewId, Late);
            Assert.Empty(change.Added);
            Assert.Equal((manager, Streak), (change.Alarm!.Manager, change.After.EscalatedSince));
            Assert.Equal((Audience.Agents, "escalated", false, manager.Name, "Sales"), Told(change));
        }
        var filling = Enumerable.Range(1, Limits.Members).Select(n => Waiting.Members[0] with { Id = $"mem_x{n}", PersonId = $"gst_x{n}" });
        var full = Waiting with { Members = [.. filling] };
        Assert.Equal((null, Given.Tom), (Of(full).Joins, Of(full).Alarm?.Manager));
    }

    [Fact, Rule("RE-5")]
    public void Without_a_manager_administrators_hear_of_it_where_no_agent_is_there_and_nobody_where_one_is()
    {
        foreach (var manager in new[] { null, Given.Gone })
        {
            Assert.Null(Of(Waiting, Team(manager)).Alarm);
            var left = Waiting with { Members = [.. Waiting.Members.Where(member => member.Kind == PersonKind.Guest)] };
            var escalation = Of(left, Team(manager));
            Assert.True(escalation.Alarm!.Administrators);
            var change = left.Escalate(escalation, given.NewId, Late);
            Assert.Equal((Audience.Agents, "escalated", false, null, "Sales"), Told(change));
        }
    }

    [Fact]
    public void It_waits_for_the_minutes_of_the_service_it_has_then()
    {
        Assert.Equal(Late, Escalation.For(Waiting, Team(Given.Tom), Streak, Late - Duration.FromMilliseconds(1)).Again);
        var longer = Of(Waiting, Team(Given.Tom) with { AnswerMinutes = 90 });
        Assert.Equal((Streak + Duration.FromMinutes(90), null), (longer.Again, longer.Alarm));
        Assert.Null(Of(Waiting).Again);
        Assert.NotNull(Escalation.For(Waiting, Team(Given.Tom) with { AnswerMinutes = 1 }, Streak, Streak + Duration.FromMinutes(1)).Alarm);
    }

    [Fact, Rule("ST-5")]
    public void Nothing_happens_once_it_is_answered_escalated_closed_switched_off_or_without_a_guest()
    {
        Conversation[] not =
        [
            Waiting with
            {
                WaitingSince = null,
            },
            Waiting with
            {
                WaitingSince = Streak + Duration.FromMinutes(1),
            },
            Waiting with
            {
                EscalatedSince = Streak,
            },
            Waiting with
            {
                Status = ConversationStatus.Snoozed,
            },
            Waiting with
            {
                Status = ConversationStatus.Resolved,
            },
            Waiting with
            {
                Members = [.. Waiting.CurrentAgents],
            },
        ];
        Assert.All(not, conversation => Assert.Equal(new(null, null, null), Of(conversation)));
        Assert.Equal(new(null, null, null), Of(Waiting, Team(Given.Tom) with { AnswerMinutes = null }));
        Assert.Equal(new(null, null, null), Escalation.For(Waiting, null, Streak, Late));
        Assert.True(Waiting.Escalate(new(Late, null, null), given.NewId, Late).IsNothing);
        // A streak after it is another one.
        Assert.NotNull(Of(Waiting with { EscalatedSince = Streak - Duration.FromHours(1) }).Alarm);
    }

    [Fact, Rule("ST-5")]
    public void What_is_resolved_waits_no_more_and_what_is_snoozed_still_does()
    {
        var ines = Person.Of(Given.Ines);
        Assert.Null(Waiting.SetStatus(ines, new(ConversationStatus.Resolved, null), given.NewId, Late).After.WaitingSince);
        Assert.Equal(Streak, Waiting.SetStatus(ines, new(ConversationStatus.Snoozed, null), given.NewId, Late).After.WaitingSince);
    }

    [Theory, Rule("SV-1")]
    [InlineData(null, true)]
    [InlineData(1, true)]
    [InlineData(10_080, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(10_081, false)]
    public void A_service_sets_minutes_up_to_a_week_or_none(int? minutes, bool accepted)
    {
        if (accepted)
        {
            Assert.Equal(minutes, ServiceTimes.AnswerMinutes(minutes));
        }
        else
        {
            Assert.Contains("answerMinutes", Assert.Throws<Invalid>(() => ServiceTimes.AnswerMinutes(minutes)).Errors.Keys);
        }
    }

    private static Escalation Of(Conversation conversation, ServiceTeam? team = null) =>
        Escalation.For(conversation, team ?? Team(Given.Tom), Streak, Late);

    private static ServiceTeam Team(AgentCard? manager) => Given.Sales(Given.Ines, Given.Marek) with { Manager = manager };

    private static (Audience, string, bool?, string?, string?) Told(Change change)
    {
        var notice = Assert.Single(change.Messages);
        return (
            notice.Audience,
            notice.Notice!.Type,
            notice.Notice.On,
            notice.Notice.People.SingleOrDefault()?.Name,
            notice.Notice.Via?.Name
        );
    }
}
