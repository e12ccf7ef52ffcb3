using NodaTime;

namespace XBees.Domain.Conversations;

// Service and assignee (AS-1 to AS-18).
public sealed partial record Conversation
{
    /// <summary>AS-18: for so long who left by their own assignment may assign once more.</summary>
    public static readonly Duration UndoTime = Duration.FromSeconds(30);

    /// <summary>AS-8, AS-17: an agent's conversation has the field only while a guest is in it.</summary>
    public bool HasServiceField => Origin != Origin.Agent || CurrentGuests.Any();

    /// <summary>Whether the last assignment ended the membership of this agent, a moment ago.</summary>
    public bool HasJustMovedOut(string agentId, Instant now) =>
        AssignedAt is { } at
        && now - at <= UndoTime
        && Members.Any(member => member.Kind == PersonKind.Agent && member.PersonId == agentId && member.LeftAt == at);

    /// <summary>AS-18: such an agent, where it was the own assignment.</summary>
    public bool MayUndo(string agentId, Instant now) => AssignedBy == agentId && HasJustMovedOut(agentId, now);

    /// <summary>All that the plan says, with one notice (AS-9).</summary>
    /// <param name="plan">What is done.</param>
    /// <param name="actor">The agent who assigns; null: a successor takes over (SV-5).</param>
    /// <param name="newId">Makes ids.</param>
    /// <param name="now">The time.</param>
    public Change Assign(AssignmentPlan plan, Person? actor, NewId newId, Instant now)
    {
        if (plan.Refusal is { } refusal)
        {
            throw new Refused(refusal);
        }

        if (plan.IsNothing)
        {
            return Nothing();
        }

        var rows = Seat([.. plan.Joins.Select(joining => Newcomer.Of(joining.Agent, joining.ViaServiceId))], initial: false, newId, now);
        var ended = plan.Leaves.Select(leaving => leaving.Member with { LeftAt = now }).ToList();
        var moved = plan
            .Stays.Where(staying => staying.ViaServiceId != staying.Member.ViaServiceId)
            .Select(staying => staying.Member with { ViaServiceId = staying.ViaServiceId })
            .ToList();
        var known = Members.Select(member => member.Id).ToHashSet();
        var members = Replaced(rows, ended.Concat(moved));
        var after = this with
        {
            Service = plan.Service,
            AssigneeId = plan.Assignee?.Id,
            AssignedBy = actor?.Id,
            AssignedAt = now,
            Members = members,
            Kind = KindWith(members),
        };
        return Tell(after, Notice.Assigned(actor, Told(plan)), newId, now) with
        {
            Added = [.. rows.Where(row => !known.Contains(row.Id))],
            Rejoined = [.. rows.Where(row => known.Contains(row.Id))],
            Ended = ended,
            Moved = moved,
            Assigned = true,
        };
    }

    /// <summary>Newcomers at the end, in the order of joining; the others in their places.</summary>
    private List<Member> Replaced(List<Member> newcomers, IEnumerable<Member> changed)
    {
        var seated = newcomers.Select(row => row.Id).ToHashSet();
        var changes = changed.ToDictionary(row => row.Id);
        return
        [
            .. Members.Where(member => !seated.Contains(member.Id)).Select(member => changes.GetValueOrDefault(member.Id, member)),
            .. newcomers,
        ];
    }

    private AssignmentNotice Told(AssignmentPlan plan) =>
        new()
        {
            Service = plan.Service!,
            Assignee = plan.Assignee is { } assignee ? Person.Of(assignee) : null,
            PreviousService = Service,
            PreviousAssignee = AssigneeId is { } id ? Members.LastOrDefault(member => member.PersonId == id)?.AsPerson() : null,
            Joined = [.. plan.Joins.Take(Limits.PeopleInNotice).Select(joining => Person.Of(joining.Agent))],
            MoreJoined = Math.Max(0, plan.Joins.Count - Limits.PeopleInNotice),
            Left = [.. plan.Leaves.Take(Limits.PeopleInNotice).Select(leaving => leaving.Member.AsPerson())],
            MoreLeft = Math.Max(0, plan.Leaves.Count - Limits.PeopleInNotice),
        };
}
