using NodaTime;

namespace XBees.Domain.Conversations;

// What becomes of conversations when an agent leaves a service, has a Basic licence or is deactivated (SV-4, LC-3, AD-5).
public sealed partial record Conversation
{
    /// <summary>Open for SV-3 to SV-5: what is snoozed goes on as well, what is resolved stays as it was.</summary>
    public bool GoesOn => Status != ConversationStatus.Resolved;

    /// <summary>
    /// Who came through a service that does not hold them any more leaves. Who was added individually stays, and is not in charge where
    /// the service does not hold them (AS-11).
    /// </summary>
    /// <param name="agent">The agent.</param>
    /// <param name="holding">The services that still hold them: as an active Standard agent.</param>
    /// <param name="actor">Who changed the service or the agent.</param>
    /// <param name="newId">Makes ids.</param>
    /// <param name="now">The time of the change.</param>
    public Change PartWith(Person agent, IReadOnlySet<string> holding, Person actor, NewId newId, Instant now)
    {
        if (!GoesOn || MemberOf(agent) is not { } member)
        {
            return Nothing();
        }

        if (member.ViaServiceId is { } via && !holding.Contains(via))
        {
            return End(member, Notice.Left(member.AsPerson()), newId, now);
        }

        return AssigneeId == agent.Id && Service is { } service && !holding.Contains(service.Id)
            ? Unassign(service, member, actor, newId, now)
            : Nothing();
    }

    private Change Unassign(ServiceRef service, Member assignee, Person actor, NewId newId, Instant now)
    {
        var told = new AssignmentNotice
        {
            Service = service,
            PreviousService = service,
            PreviousAssignee = assignee.AsPerson(),
        };
        var after = this with { AssigneeId = null, AssignedBy = actor.Id, AssignedAt = now };
        return Tell(after, Notice.Assigned(actor, told), newId, now) with { Assigned = true };
    }
}
