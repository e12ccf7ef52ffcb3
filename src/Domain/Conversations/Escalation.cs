using NodaTime;
using XBees.Domain.Agents;
using XBees.Domain.Services;

namespace XBees.Domain.Conversations;

/// <summary>
/// What becomes of a guest who waited for an answer (RE-2, RE-6): once for each streak of unanswered messages. The manager is mailed, and
/// added where they are Standard and not there already. Without a manager those who are there see how long it is; where nobody is, the
/// administrators are mailed (RE-5).
/// </summary>
/// <param name="Again">It is not yet time: when to look again.</param>
/// <param name="Joins">Who is added.</param>
/// <param name="Alarm">Who is mailed; null: nothing happens.</param>
public sealed record Escalation(Instant? Again, AgentCard? Joins, Alarm? Alarm)
{
    private static readonly Escalation Nothing = new(null, null, null);

    /// <summary>When a streak is escalated by this service; null: never.</summary>
    public static Instant? Due(Instant streak, ServiceTeam? service) =>
        service?.AnswerMinutes is { } minutes ? streak + Duration.FromMinutes(minutes) : null;

    /// <param name="conversation">As it is now.</param>
    /// <param name="service">Its service now.</param>
    /// <param name="streak">The start of the streak that the timer was set for.</param>
    /// <param name="now">The time.</param>
    public static Escalation For(Conversation conversation, ServiceTeam? service, Instant streak, Instant now)
    {
        if (
            conversation.WaitingSince != streak
            || conversation.EscalatedSince == streak
            || conversation.Status != ConversationStatus.Open
            || !conversation.CurrentGuests.Any()
            || Due(streak, service) is not { } due
        )
        {
            return Nothing;
        }

        if (due > now)
        {
            return Nothing with { Again = due };
        }

        if (service!.Manager is not { Active: true } manager)
        {
            return conversation.CurrentAgents.Any() ? Nothing : Nothing with { Alarm = new(null) };
        }

        var joins =
            manager.Licence == Licence.Standard
            && conversation.CurrentAgents.All(member => member.PersonId != manager.Id)
            && conversation.Current.Count() < Limits.Members;
        return new(null, joins ? manager : null, new(manager));
    }
}

// A guest who waits (RE-2).
public sealed partial record Conversation
{
    /// <summary>Told to agents alone (AC-13). Who is added is added individually: no service takes them along again.</summary>
    public Change Escalate(Escalation escalation, NewId newId, Instant now)
    {
        if (escalation.Alarm is not { } alarm)
        {
            return Nothing();
        }

        var escalated = this with { EscalatedSince = WaitingSince };
        var change = escalation.Joins is { } joins
            ? escalated.Join([Newcomer.Of(joins)], people => Notice.Escalated(people, Service, joined: true), initial: false, newId, now)
            : Tell(escalated, Notice.Escalated(alarm.Manager is { } told ? [Person.Of(told)] : [], Service, joined: false), newId, now);
        return change with { Alarm = alarm };
    }
}
