using XBees.Domain.Agents;
using XBees.Domain.Services;

namespace XBees.Domain.Conversations;

/// <summary>What an agent wants: a service, and one of its agents or nobody (AS-2, AS-7).</summary>
/// <param name="ActorId">The agent who assigns, a member or not (AS-1).</param>
/// <param name="Service">The service that was chosen, with its people; null where there is none of that id.</param>
/// <param name="AssigneeId">The agent in charge; null: <i>Unassigned</i>, which is a choice (AS-15).</param>
public sealed record AssignmentWish(string ActorId, ServiceTeam? Service, string? AssigneeId);

/// <summary>Why somebody joins by an assignment.</summary>
public enum JoinReason
{
    Service,
    Assignee,
}

/// <summary>Why somebody leaves by one.</summary>
public enum LeaveReason
{
    PreviousService,
    Assigning,
}

/// <summary>Why an agent stays.</summary>
public enum StayReason
{
    OneOnOne,
    InService,
    Individually,
    EarlierService,
    AssigneeOnly,
}

/// <summary>The words of the API for these.</summary>
public static class AssignmentWords
{
    public static string Word(this JoinReason why) => why == JoinReason.Service ? "service" : "assignee";

    public static string Word(this LeaveReason why) => why == LeaveReason.PreviousService ? "previousService" : "assigning";

    public static string Word(this StayReason why) =>
        why switch
        {
            StayReason.OneOnOne => "oneOnOne",
            StayReason.InService => "inService",
            StayReason.Individually => "individually",
            StayReason.EarlierService => "earlierService",
            _ => "assigneeOnly",
        };
}

public sealed record Joining(AgentCard Agent, string? ViaServiceId, JoinReason Why);

public sealed record Leaving(Member Member, LeaveReason Why);

/// <param name="Member">The membership as it was.</param>
/// <param name="ViaServiceId">The service that holds them from now on; null: added individually.</param>
/// <param name="Why">What keeps them.</param>
public sealed record Staying(Member Member, string? ViaServiceId, StayReason Why);

/// <summary>
/// The one place of the rules AS-3 to AS-17: preview, button and effect are all read from it, so that they cannot disagree.
/// </summary>
public sealed record AssignmentPlan
{
    private AssignmentPlan() { }

    /// <summary>Why it cannot be done; null where it can.</summary>
    public Refusal? Refusal { get; private init; }
    public ServiceRef? Service { get; private init; }
    public AgentCard? Assignee { get; private init; }
    public bool ServiceChanges { get; private init; }
    public bool AssigneeChanges { get; private init; }
    public IReadOnlyList<Joining> Joins { get; private init; } = [];
    public IReadOnlyList<Leaving> Leaves { get; private init; } = [];

    /// <summary>Agents alone; guests always stay.</summary>
    public IReadOnlyList<Staying> Stays { get; private init; } = [];

    /// <summary>AS-2: the agent who assigns is removed by it, so the button says <i>Apply and leave</i>.</summary>
    public bool ActorLeaves { get; private init; }

    /// <summary>AS-10: it is assigned like this already.</summary>
    public bool IsNothing => Refusal is null && !ServiceChanges && !AssigneeChanges;

    public static AssignmentPlan For(Conversation conversation, AssignmentWish wish)
    {
        var team = wish.Service;
        if (team is null)
        {
            return Refused(AssignmentRefusals.NoSuchService);
        }

        if (!conversation.HasServiceField)
        {
            return Refused(AssignmentRefusals.NoGuest);
        }

        var changes = team.Id != conversation.Service?.Id;
        if (changes && team.Bar is { } bar)
        {
            return Refused(bar);
        }

        var assignee = team.Assignees().FirstOrDefault(member => member.Agent.Id == wish.AssigneeId)?.Agent;
        if (wish.AssigneeId is not null && assignee is null)
        {
            return Refused(AssignmentRefusals.AssigneeNotInService);
        }

        var plan = new AssignmentPlan
        {
            Service = new(team.Id, team.Name),
            Assignee = assignee,
            ServiceChanges = changes,
            AssigneeChanges = assignee?.Id != conversation.AssigneeId,
        };
        return plan.WithPeople(conversation, wish.ActorId, team);
    }

    private static AssignmentPlan Refused(Refusal refusal) => new() { Refusal = refusal };

    private AssignmentPlan WithPeople(Conversation conversation, string actorId, ServiceTeam team)
    {
        var leaves = new List<Leaving>();
        var stays = new List<Staying>();
        foreach (var member in conversation.CurrentAgents)
        {
            if (WhyLeaves(member, conversation, actorId, team) is { } why)
            {
                leaves.Add(new(member, why));
            }
            else
            {
                stays.Add(Stay(member, conversation, team));
            }
        }

        var joins = Coming(team, stays);
        var wouldBe = conversation.Current.Count() - leaves.Count + joins.Count;
        return joins.Count > 0 && wouldBe > Limits.Members
            ? Refused(ConversationRefusals.TooManyMembers(wouldBe))
            : this with
            {
                Joins = joins,
                Leaves = leaves,
                Stays = stays,
                ActorLeaves = leaves.Exists(leaving => leaving.Member.PersonId == actorId),
            };
    }

    private LeaveReason? WhyLeaves(Member member, Conversation conversation, string actorId, ServiceTeam team)
    {
        // AS-3: one-on-one nobody goes; AS-13: nor where only the assignee changes; AS-10: nor who is in the new service as well.
        if (!ServiceChanges || conversation.Kind == ConversationKind.OneOnOne || team.Has(member.PersonId))
        {
            return null;
        }

        // AS-12: AS-5 goes before AS-4, however the assigning agent had come.
        return member.PersonId == actorId ? LeaveReason.Assigning
            : member.ViaServiceId is not null && member.ViaServiceId == conversation.Service?.Id ? LeaveReason.PreviousService
            : null;
    }

    private Staying Stay(Member member, Conversation conversation, ServiceTeam team)
    {
        if (!ServiceChanges)
        {
            return new(member, member.ViaServiceId, StayReason.AssigneeOnly);
        }

        var inService = team.Has(member.PersonId);
        // Whom a service brought is held by the one they are in now, so that the next assignment finds them; who was added individually
        // first keeps that.
        var via = member.ViaServiceId is not null && inService ? team.Id : member.ViaServiceId;
        var why =
            inService ? StayReason.InService
            : conversation.Kind == ConversationKind.OneOnOne ? StayReason.OneOnOne
            : member.ViaServiceId is null ? StayReason.Individually
            : StayReason.EarlierService;
        return new(member, via, why);
    }

    private List<Joining> Coming(ServiceTeam team, List<Staying> stays)
    {
        var here = stays.Select(staying => staying.Member.PersonId).ToHashSet();
        var brought = team.Brings().Select(agent => agent.Id).ToHashSet();
        // AS-10: only Standard agents are pulled in through a service, and nobody who is here already.
        var joins = ServiceChanges
            ? team.Brings()
                .Where(agent => !here.Contains(agent.Id))
                .Select(agent => new Joining(agent, team.Id, JoinReason.Service))
                .ToList()
            : [];
        if (
            AssigneeChanges
            && Assignee is { } assignee
            && !here.Contains(assignee.Id)
            && !joins.Exists(joining => joining.Agent.Id == assignee.Id)
        )
        {
            // AS-7. A service does not bring who is paused (SV-2): such an assignee counts as added individually.
            joins.Add(new(assignee, brought.Contains(assignee.Id) ? team.Id : null, JoinReason.Assignee));
        }

        return joins;
    }
}
