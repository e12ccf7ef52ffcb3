using NodaTime;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Services;
using XBees.Testing;
using Xunit;

namespace XBees.Domain.Tests.Conversations;

public sealed class JoiningServiceTests
{
    private static readonly Instant Later = Given.Now + Duration.FromMinutes(5);
    private static readonly Person Ada = new(PersonKind.Agent, "agt_ada", "Ada Admin");
    private static readonly ServiceTeam Sales = Given.Sales(Given.Ines, Given.Marek, Given.Sofia, Given.Basic, Given.Gone);
    private readonly Given given = new();

    private Conversation Before() => given.Started(Given.ByWidget(Given.Sales(Given.Ines, Given.Tom)));

    [Fact, Rule("SV-3", "AC-13", "LC-1")]
    public void Newcomers_whom_the_service_brings_join_with_one_notice_and_nobody_else_does()
    {
        var change = Join(Before(), Given.Sofia, Given.Marek, Given.Basic, Given.Gone);
        Assert.Equal([Given.Marek.Id, Given.Sofia.Id], change.Added.Select(member => member.PersonId).Order());
        Assert.All(change.Added, member => Assert.Equal(("svc_sales", false), (member.ViaServiceId, member.Initial)));
        var notice = Assert.Single(change.Messages).Notice!;
        Assert.Equal((NoticeType.Joined, Ada, "Sales", 2), (notice.Type, notice.Actor, notice.Via!.Name, notice.People.Count));
        Assert.True(Join(change.After, Given.Sofia, Given.Marek).IsNothing);
        Assert.True(Join(Before()).IsNothing);
    }

    [Fact, Rule("SV-3", "SV-2")]
    public void Who_pauses_or_is_there_already_does_not_join()
    {
        var added = Before().Add(Person.Of(Given.Ines), [Newcomer.Of(Given.Sofia)], given.NewId, Later).After;
        Assert.True(Join(added, Given.Sofia).IsNothing);
        var paused = Sales with { Agents = [new(Given.Ines), new(Given.Sofia, Paused: true)] };
        Assert.True(Before().JoinThrough(paused, [Given.Sofia.Id], Ada, given.NewId, Later).IsNothing);
    }

    [Fact, Rule("SV-3", "AS-8", "AS-17")]
    public void What_is_resolved_another_services_or_without_a_guest_stays_as_it_is()
    {
        var before = Before();
        Assert.True(Join(before with { Status = ConversationStatus.Resolved }, Given.Sofia).IsNothing);
        Assert.False(Join(before with { Status = ConversationStatus.Snoozed }, Given.Sofia).IsNothing);
        Assert.True(Join(before with { Service = new("svc_other", "Other") }, Given.Sofia).IsNothing);
        var own = given.Started(Given.Ines, Newcomer.Of(Given.Niamh)) with { Service = new("svc_sales", "Sales") };
        Assert.False(Join(own, Given.Sofia).IsNothing);
        Assert.True(Join(own.Leave(Person.Of(Given.Niamh), given.NewId, Later).After, Given.Sofia).IsNothing);
    }

    [Fact, Rule("AC-17", "SV-3")]
    public void What_would_get_too_full_is_left_as_it_is()
    {
        var crowd = Enumerable.Range(0, Limits.Members - 4).Select(i => Newcomer.Of(new GuestCard($"gst_{i}", $"Guest {i}", null, i)));
        var full = Before().Add(Person.Of(Given.Ines), [.. crowd], given.NewId, Later).After;
        Assert.Equal(Limits.Members - 1, full.Current.Count());
        Assert.Single(Join(full, Given.Sofia).Added);
        Assert.True(Join(full, Given.Sofia, Given.Marek).IsNothing);
    }

    private Change Join(Conversation before, params AgentCard[] newcomers) =>
        before.JoinThrough(Sales, [.. newcomers.Select(agent => agent.Id)], Ada, given.NewId, Later);
}
