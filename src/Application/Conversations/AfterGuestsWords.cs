using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>
/// What a guest's message brings about beside itself, in the same transaction: what was snoozed or resolved is open again (ST-3), and
/// where no agent is there one comes back or is told (RE-1 to RE-5).
/// </summary>
public sealed class AfterGuestsWords(IConversationStore conversations, IPeopleStore people, IAlarmMail alarms)
{
    /// <param name="unit">The guest's own write.</param>
    /// <param name="id">The conversation.</param>
    /// <param name="posted">The guest's message, which whoever comes has not read.</param>
    /// <param name="before">The running numbers before that message.</param>
    public async Task RunAsync(IUnit unit, string id, Posted posted, Tally before)
    {
        var stored = await conversations.LoadLockedAsync(unit, id) ?? throw new InvalidOperationException("The conversation vanished.");
        // The message waits to be written with the rest of the unit, so the numbers go on from it.
        var conversation = stored with
        {
            Tally = posted.Message.Tally,
        };
        var team = await people.TeamOrSuccessorAsync(unit, conversation.Service?.Id);
        var change = new Change(conversation);
        if (posted.Reopens)
        {
            var stays = conversation.AssigneeId is { } assignee && team?.Assignees().Any(member => member.Agent.Id == assignee) == true;
            change = change.Then(conversation.Reopen(posted.Message.Author, stays, unit.NewId, unit.Now));
            change = change.Then(change.After.ToSuccessor(team, posted.Message.Author, unit.NewId, unit.Now));
        }
        if (posted.NobodyIsThere)
        {
            var waiting = new WhoIsWaiting
            {
                Service = team,
                FirstService = await people.TeamOrSuccessorAsync(unit, conversation.FirstServiceId),
                OwnAgent = conversation.OriginAgentId is null
                    ? null
                    : (await people.AgentsAsync(unit, [conversation.OriginAgentId])).SingleOrDefault(),
                Room = Limits.Members - conversation.Current.Count(),
            };
            change = change.Then(change.After.Reinforce(Reinforcement.For(waiting), unit.NewId, unit.Now));
        }
        await conversations.SaveAsync(unit, conversation, change, readByNewcomers: before);
        if (change.Alarm is { } alarm)
        {
            await alarms.EnqueueAsync(unit, id, posted.Message.Id, alarm);
        }
    }
}

/// <summary>Tells the manager, or without one the administrators, that a guest waits and nobody is there (RE-5) or nobody answers (RE-2).</summary>
public interface IAlarmMail
{
    /// <summary>Written with the change that caused it, sent after; the message's id makes it once.</summary>
    Task EnqueueAsync(IUnit unit, string conversationId, string messageId, Alarm alarm);

    /// <summary>That a guest has waited too long (RE-2); the start of the streak makes it once.</summary>
    Task EnqueueEscalationAsync(IUnit unit, string conversationId, Instant streak, Alarm alarm);
}
