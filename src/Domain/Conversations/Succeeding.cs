using NodaTime;
using XBees.Domain.Services;

namespace XBees.Domain.Conversations;

// SV-5: what has to go on finds another service in place of one that was deleted.
public sealed partial record Conversation
{
    /// <summary>
    /// As an assignment that nobody makes (AS-3, AS-4): whom the deleted service brought goes, whom the successor brings comes, and the
    /// assignee stays where the successor could name them. Where it can bring nobody, or too many, those who are here stay.
    /// </summary>
    public Change GoTo(ServiceTeam successor, NewId newId, Instant now)
    {
        if (!GoesOn || Service is not { } deleted || deleted.Id == successor.Id)
        {
            return Nothing();
        }

        var stays = AssigneeId is { } assignee && successor.Assignees().Any(member => member.Agent.Id == assignee);
        var plan = AssignmentPlan.For(this, new(NobodyAssigns, successor, stays ? AssigneeId : null));
        return plan.Refusal is null ? Assign(plan, null, newId, now).Released(deleted.Id) : TakeOver(successor, deleted, stays, newId, now);
    }

    /// <summary>The same for what was resolved when its service was deleted and is open again; the agent who opens it stays in it.</summary>
    /// <param name="team">The service of it, or the one that came after.</param>
    /// <param name="opener">Who opened it.</param>
    /// <param name="newId">Makes ids.</param>
    /// <param name="now">The time.</param>
    public Change ToSuccessor(ServiceTeam? team, Person opener, NewId newId, Instant now)
    {
        if (team is null || team.Id == Service?.Id || !GoesOn)
        {
            return Nothing();
        }

        if (MemberOf(opener) is not { ViaServiceId: not null } member)
        {
            return GoTo(team, newId, now);
        }

        var kept = member with { ViaServiceId = null };
        var change = (this with { Members = [.. Members.Select(other => other.Id == kept.Id ? kept : other)] }).GoTo(team, newId, now);
        return change with { Moved = [kept, .. change.Moved] };
    }

    /// <summary>AS-5 is about whoever assigns.</summary>
    private const string NobodyAssigns = "";

    private Change TakeOver(ServiceTeam successor, ServiceRef deleted, bool assigneeStays, NewId newId, Instant now)
    {
        var service = new ServiceRef(successor.Id, successor.Name);
        var after = this with { Service = service, AssigneeId = assigneeStays ? AssigneeId : null, AssignedBy = null, AssignedAt = now };
        var told = Tell(after, Notice.Assigned(null, new() { Service = service, PreviousService = deleted }), newId, now);
        return (told with { Assigned = true }).Released(deleted.Id);
    }
}

internal static class Succeeding
{
    /// <summary>A deleted service holds nobody: who stays is there individually from now on.</summary>
    public static Change Released(this Change change, string deleted)
    {
        var released = change
            .After.CurrentAgents.Where(member => member.ViaServiceId == deleted)
            .Select(member => member with { ViaServiceId = null })
            .ToDictionary(member => member.Id);
        return change with
        {
            After = change.After with
            {
                Members = [.. change.After.Members.Select(member => released.GetValueOrDefault(member.Id, member))],
            },
            Moved = [.. change.Moved, .. released.Values],
        };
    }
}
