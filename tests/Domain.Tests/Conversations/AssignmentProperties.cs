using System.Globalization;
using CsCheck;
using NodaTime;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Services;
using XBees.Testing;

namespace XBees.Domain.Tests.Conversations;

/// <summary>Any conversations, services, licences, pauses and assigners: the preview, the button and the effect never disagree.</summary>
public sealed class AssignmentProperties
{
    [Fact, Rule("AS-2", "AS-9")]
    public void What_was_shown_is_what_happens() =>
        Every(
            (before, plan, change, actor) =>
            {
                Assert.Equal(plan.Joins.Select(joining => joining.Agent.Id).Order(), Ids(change.After).Except(Ids(before)).Order());
                Assert.Equal(plan.Leaves.Select(leaving => leaving.Member.PersonId).Order(), Ids(before).Except(Ids(change.After)).Order());
                Assert.Equal(
                    plan.Stays.Select(staying => staying.Member.PersonId).Order(),
                    Ids(before).Intersect(Ids(change.After)).Order()
                );
                Assert.Equal(plan.ActorLeaves, Ids(before).Contains(actor) && !Ids(change.After).Contains(actor));
                Assert.Equal(plan.Service, change.After.Service);
                Assert.Equal(plan.Assignee?.Id, change.After.AssigneeId);
            }
        );

    [Fact, Rule("AS-3", "AS-4", "AS-5", "AS-7", "AS-8", "AS-10", "AS-12", "AS-13", "AS-14")]
    public void Who_is_there_afterwards_is_who_the_rules_name() =>
        Every((before, plan, change, actor, wish) => Assert.Equal(Expected(before, wish, actor).Order(), Ids(change.After).Order()));

    [Fact, Rule("AS-4", "AS-9", "AS-10")]
    public void Guests_stay_and_each_change_writes_one_notice_and_one_version_and_nothing_writes_none() =>
        Every(
            (before, plan, change, actor) =>
            {
                Assert.Equal(before.CurrentGuests, change.After.CurrentGuests);
                Assert.Equal(plan.IsNothing ? 0 : 1, change.Messages.Count);
                Assert.Equal(before.Version + change.Messages.Count, change.After.Version);
                Assert.Equal(
                    plan.IsNothing,
                    (before.Service?.Id, before.AssigneeId) == (change.After.Service?.Id, change.After.AssigneeId)
                );
            }
        );

    [Fact, Rule("AS-9")]
    public void Notices_form_one_chain() =>
        Every(history =>
        {
            foreach (var (earlier, later) in history.Notices.Zip(history.Notices.Skip(1)))
            {
                Assert.Equal(earlier.Service, later.PreviousService);
            }
        });

    [Fact, Rule("AS-6", "AS-11", "LC-1")]
    public void Nobody_comes_but_Standard_agents_of_the_service_and_the_assignee_is_one_of_them_and_a_member() =>
        Every(
            (before, plan, change, actor, wish) =>
            {
                Assert.All(
                    plan.Joins,
                    joining => Assert.Equal((Licence.Standard, true), (joining.Agent.Licence, wish.Service!.Has(joining.Agent.Id)))
                );
                Assert.True(plan.Assignee is null || Ids(change.After).Contains(plan.Assignee.Id));
                Assert.True(!plan.ServiceChanges || wish.Service!.CanAnswer);
            }
        );

    [Fact, Rule("TI-0")]
    public void Once_a_group_always_a_group() =>
        Every(
            (before, plan, change, actor) =>
                Assert.True(change.After.Kind == ConversationKind.Group || before.Kind == ConversationKind.OneOnOne)
        );

    private static List<string> Ids(Conversation conversation) => [.. conversation.CurrentAgents.Select(agent => agent.PersonId)];

    /// <summary>The rules read once more, as sets of names.</summary>
    private static HashSet<string> Expected(Conversation before, AssignmentWish wish, string actor)
    {
        var team = wish.Service!;
        var expected = Ids(before).ToHashSet();
        if (before.Service?.Id != team.Id)
        {
            var members = team.Agents.Where(member => member.Agent.Active).Select(member => member.Agent.Id).ToHashSet();
            if (before.Kind == ConversationKind.Group)
            {
                var throughPrevious = before.CurrentAgents.Where(agent => agent.ViaServiceId is { } via && via == before.Service?.Id);
                expected.ExceptWith(
                    throughPrevious.Select(agent => agent.PersonId).Append(actor).Where(id => !members.Contains(id)).ToList()
                );
            }

            expected.UnionWith(
                team.Agents.Where(member => member is { Paused: false, Agent: { Active: true, Licence: Licence.Standard } })
                    .Select(member => member.Agent.Id)
            );
        }

        if (wish.AssigneeId is { } assignee)
        {
            expected.Add(assignee);
        }

        return expected;
    }

    private static void Every(Action<AssignmentHistory> holds) =>
        AssignmentScript.Any.Sample(script => holds(new AssignmentHistory(script)), iter: Cases.Count);

    private static void Every(Action<Conversation, AssignmentPlan, Change, string> holds) =>
        Every((before, plan, change, actor, _) => holds(before, plan, change, actor));

    private static void Every(Action<Conversation, AssignmentPlan, Change, string, AssignmentWish> holds) =>
        AssignmentScript.Any.Sample(script => _ = new AssignmentHistory(script, holds), iter: Cases.Count);
}

/// <summary>A step of a generated history.</summary>
internal sealed record AssignmentStep(string Verb, int Who, int Service, int Assignee);

/// <summary>The company, how the conversation began, and what happened after.</summary>
internal sealed record AssignmentScript(
    string Start,
    IReadOnlyList<int> Agents,
    IReadOnlyList<IReadOnlyList<int>> Services,
    IReadOnlyList<AssignmentStep> Steps
)
{
    public const int People = 7;
    private static readonly string[] Starts = ["link", "service", "agent"];
    private static readonly string[] Verbs = ["assign", "assign", "assign", "again", "add", "leave", "guest"];

    public static Gen<AssignmentScript> Any { get; } =
        Gen.Select(
            Gen.Int[0, Starts.Length - 1].Select(i => Starts[i]),
            // Of each agent: 0 Basic, 1 deactivated, else Standard.
            Gen.Int[0, 6].Array[People].Select(of => (IReadOnlyList<int>)of),
            // Of each agent in each service: 0 paused, 1 and 2 there, else not.
            Gen.Int[0, 5].Array[People].Select(of => (IReadOnlyList<int>)of).Array[3].Select(of => (IReadOnlyList<IReadOnlyList<int>>)of),
            Gen.Select(
                Gen.Int[0, Verbs.Length - 1].Select(i => Verbs[i]),
                Gen.Int[0, People - 1],
                Gen.Int[0, 2],
                Gen.Int[0, People + 3],
                (verb, who, service, assignee) => new AssignmentStep(verb, who, service, assignee)
            ).Array[1, 15],
            (start, agents, services, steps) => new AssignmentScript(start, agents, services, steps)
        );
}

/// <summary>Plays a script; every assignment that is not refused is shown to the property.</summary>
internal sealed class AssignmentHistory
{
    private readonly AssignmentScript script;
    private readonly Action<Conversation, AssignmentPlan, Change, string, AssignmentWish> seen;
    private int ids;
    private int minutes;
    private Conversation conversation;
    private AssignmentStep? last;

    public AssignmentHistory(AssignmentScript script)
        : this(script, (_, _, _, _, _) => { }) { }

    public AssignmentHistory(AssignmentScript script, Action<Conversation, AssignmentPlan, Change, string, AssignmentWish> seen)
    {
        (this.script, this.seen) = (script, seen);
        conversation = Begin();
        foreach (var step in script.Steps)
        {
            minutes++;
            conversation = Play(step);
        }
    }

    public List<AssignmentNotice> Notices { get; } = [];

    private Instant Now => Given.Now + Duration.FromMinutes(minutes);

    private string NewId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}_{++ids:000000}");

    private AgentCard Agent(int number) =>
        new(
            $"agt_{number}",
            $"Agent {number}",
            Licence: script.Agents[number] == 0 ? Licence.Basic : Licence.Standard,
            Active: script.Agents[number] != 1
        );

    private ServiceTeam Service(int number) =>
        new(
            $"svc_{number}",
            $"Service {number}",
            [
                .. Enumerable
                    .Range(0, AssignmentScript.People)
                    .Where(agent => script.Services[number][agent] <= 2)
                    .Select(agent => new TeamAgent(Agent(agent), Paused: script.Services[number][agent] == 0)),
            ]
        );

    private Conversation Begin() =>
        script.Start switch
        {
            "link" => Conversation.Start(Given.ByLink(Agent(0)), NewId, Now).After,
            "service" => Conversation.Start(Given.ByWidget(Service(0)), NewId, Now).After,
            _ => Conversation.Start(new AgentStart { Agent = Agent(0), Members = [Newcomer.Of(Given.Niamh)] }, NewId, Now).After,
        };

    private Conversation Play(AssignmentStep step) =>
        step.Verb switch
        {
            "assign" => Assign(last = step),
            "again" when last is not null => Assign(last),
            "add" => conversation.Add(Person.Of(Agent(step.Who)), [Newcomer.Of(Agent(step.Who))], NewId, Now).After,
            "leave" when conversation.MemberOf(Person.Of(Agent(step.Who))) is not null => conversation
                .Leave(Person.Of(Agent(step.Who)), NewId, Now)
                .After,
            "guest" => conversation.Add(Person.Of(Agent(step.Who)), [Newcomer.Of(Given.Jonas)], NewId, Now).After,
            _ => conversation,
        };

    private Conversation Assign(AssignmentStep step)
    {
        var actor = Agent(step.Who);
        var wish = new AssignmentWish(
            actor.Id,
            Service(step.Service),
            step.Assignee < AssignmentScript.People ? Agent(step.Assignee).Id : null
        );
        var plan = AssignmentPlan.For(conversation, wish);
        if (plan.Refusal is not null)
        {
            return conversation;
        }

        var change = conversation.Assign(plan, Person.Of(actor), NewId, Now);
        Notices.AddRange(change.Messages.Select(message => message.Notice!.Assignment!));
        seen(conversation, plan, change, actor.Id, wish);
        return change.After;
    }
}
