using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>What a conversation is assigned to.</summary>
/// <param name="Service">The service, or null where it has none.</param>
/// <param name="Assignee">The agent in charge; null: <i>Unassigned</i>.</param>
public sealed record AssignedTo(ServiceView? Service, PersonView? Assignee);

/// <summary>A conversation as it is assigned now.</summary>
public sealed record AssignmentView
{
    public required string Id { get; init; }

    /// <summary>For the next If-Match.</summary>
    public required long Version { get; init; }

    public required ServiceView? Service { get; init; }

    /// <summary>The agent in charge; null: <i>Unassigned</i>.</summary>
    public required PersonView? Assignee { get; init; }

    /// <summary>What it was before this request; the same where nothing changed. For an undo (AS-18).</summary>
    public required AssignedTo From { get; init; }

    /// <summary>Whether the caller left by it (AS-2). For 30 seconds they may assign it once more (AS-18).</summary>
    public required bool Left { get; init; }
}

/// <summary>Somebody else was first (AS-9).</summary>
/// <param name="Version">For the next If-Match.</param>
/// <param name="Now">Service and assignee as they are.</param>
/// <param name="By">Who assigned it last; null where nobody has.</param>
public sealed record AssignmentConflict(long Version, AssignedTo Now, PersonView? By);

/// <summary>One of both.</summary>
/// <param name="Assigned">It is assigned as asked.</param>
/// <param name="Conflict">The version asked for is an old one; nothing was changed.</param>
public sealed record AssignOutcome(AssignmentView? Assigned, AssignmentConflict? Conflict);

/// <summary>What is asked for.</summary>
/// <param name="ServiceId">The service.</param>
/// <param name="AssigneeId">One of its Standard agents; null: <i>Unassigned</i>.</param>
/// <param name="Version">The version that the caller decided on.</param>
public sealed record AssignmentRequest(string ServiceId, string? AssigneeId, long Version);

/// <summary>Service and assignee in one transaction: load, plan, apply at the version of If-Match, save (AS-9).</summary>
public sealed class AssignConversation(IUnitOfWork work, IConversationStore conversations, IPeopleStore people)
{
    /// <returns>Null where the caller may not see the conversation.</returns>
    public Task<AssignOutcome?> RunAsync(AgentCaller caller, string id, AssignmentRequest asked, CancellationToken cancel) =>
        work.RunAsync(unit => RunAsync(unit, caller, id, asked), cancel);

    private async Task<AssignOutcome?> RunAsync(IUnit unit, AgentCaller caller, string id, AssignmentRequest asked)
    {
        var before = await conversations.LoadLockedAsync(unit, id);
        if (before is null)
        {
            return null;
        }
        // AS-1: members, the manager of its service, and who sees its head.
        var assigns = await Sights.OfAsync(unit, people, caller, before) != Sight.Nothing || before.MayUndo(caller.PersonId, unit.Now);
        // Whom the other's assignment moved out a moment ago lost the race to it, and is told so instead of finding nothing there.
        if (!assigns && !before.HasJustMovedOut(caller.PersonId, unit.Now))
        {
            return null;
        }
        var team = await people.TeamAsync(unit, asked.ServiceId);
        var plan = AssignmentPlan.For(before, new(caller.PersonId, team, asked.AssigneeId));
        // Asking for what already is answers 200, also with an old ETag.
        if (plan.IsNothing)
        {
            return Done(caller, before, before, unit.Now);
        }
        if (!assigns || asked.Version != before.Version)
        {
            return new(null, new(before.Version, To(before, caller), await LastByAsync(unit, before, caller)));
        }
        var change = before.Assign(plan, caller.Person, unit.NewId, unit.Now);
        await conversations.SaveAsync(unit, before, change);
        return Done(caller, before, change.After, unit.Now);
    }

    private static AssignOutcome Done(AgentCaller caller, Conversation before, Conversation after, Instant now) =>
        new(
            new()
            {
                Id = after.Id,
                Version = after.Version,
                Service = To(after, caller).Service,
                Assignee = To(after, caller).Assignee,
                From = To(before, caller),
                Left = after.MayUndo(caller.PersonId, now),
            },
            null
        );

    private static AssignedTo To(Conversation conversation, AgentCaller reader) =>
        new(
            conversation.Service is { } service ? new(service.Id, service.Name) : null,
            conversation.AssigneeId is { } id
                ? PersonView.Of(conversation.Members.Last(member => member.PersonId == id).AsPerson(), reader)
                : null
        );

    private async Task<PersonView?> LastByAsync(IUnit unit, Conversation conversation, AgentCaller reader)
    {
        if (conversation.AssignedBy is not { } id)
        {
            return null;
        }
        // Who has left, or never was a member, is named as well; of a deactivated agent the row alone is left.
        var known = conversation.Members.LastOrDefault(member => member.PersonId == id)?.AsPerson();
        return known is not null ? PersonView.Of(known, reader)
            : await people.AgentsAsync(unit, [id]) is [var agent, ..] ? PersonView.Of(Person.Of(agent), reader)
            : null;
    }
}
