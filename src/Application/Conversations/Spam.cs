using XBees.Application.Guests;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;

namespace XBees.Application.Conversations;

/// <summary>What happens later to spam.</summary>
public interface ISpamTimer
{
    /// <summary>Deletes it then.</summary>
    Task SetAsync(IUnit unit, string conversationId, Instant due);

    Task CancelAsync(IUnit unit, string conversationId);
}

/// <summary>
/// <i>Spam</i> and its end (SP-3), in the unit of whatever brings them about: the guests who wrote it, the timer that deletes it, the
/// audit entry.
/// </summary>
public sealed class SpamMarks(IBlockStore blocks, Blocking blocking, ISpamTimer timer, IAuditTrail audit)
{
    /// <summary>After the conversation was stored; whichever way it went from one to the other.</summary>
    public async Task FollowAsync(IUnit unit, AgentCaller caller, Conversation before, Conversation after)
    {
        if (before.SpamSince is null && after.DeletedAt is { } due)
        {
            await blocking.BlockAsync(unit, caller, await WritersAsync(unit, before), new(Email: true, NetworkUntil: null), before.Id);
            await timer.SetAsync(unit, before.Id, due);
            audit.Note(unit, caller.PersonId, "conversation.spam", before.Id);
        }
        else if (before.SpamSince is not null && after.SpamSince is null)
        {
            await blocking.LiftAsync(unit, caller, await LiftedAsync(unit, before.Id), before.Id);
            await timer.CancelAsync(unit, before.Id);
            audit.Note(unit, caller.PersonId, "conversation.not-spam", before.Id);
        }
    }

    /// <summary>Who wrote in it, and where nobody did every guest in it: whom a guest only added is no sender of spam.</summary>
    private async Task<IReadOnlyList<BlockedGuest>> WritersAsync(IUnit unit, Conversation spam)
    {
        var guests = spam.Members.Where(member => member.Kind == PersonKind.Guest).Select(member => member.PersonId).ToList();
        var writers = (await blocks.WritersAsync(unit, spam.Id)).Intersect(guests).ToList();
        return await blocks.GuestsAsync(unit, writers.Count > 0 ? writers : guests);
    }

    /// <summary>What this mark made, but for guests of other spam: their block is that one's now.</summary>
    private async Task<IReadOnlyList<GuestBlock>> LiftedAsync(IUnit unit, string conversationId)
    {
        var lifted = new List<GuestBlock>();
        foreach (var block in await blocks.OfSpamAsync(unit, conversationId))
        {
            if (await blocks.OtherSpamAsync(unit, block.GuestId, conversationId) is { } other)
            {
                await blocks.SaveAsync(unit, block with { SpamOf = other }, isNew: false);
            }
            else
            {
                lifted.Add(block);
            }
        }
        return lifted;
    }
}

/// <summary>An agent says that a conversation is spam, or that it is none after all (SP-3).</summary>
public sealed class MarkSpam(IUnitOfWork work, IConversationStore conversations, SpamMarks marks)
{
    /// <returns>False where the agent is no member.</returns>
    public Task<bool> RunAsync(AgentCaller caller, string id, bool spam, long? ifMatch, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                var before = await conversations.LoadLockedAsync(unit, id);
                if (before is null || (before.MemberOf(caller.Person) is null && !caller.SeesAll))
                {
                    return false;
                }
                var change = spam
                    ? before.MarkSpam(caller.Person, unit.NewId, unit.Now)
                    : before.NotSpam(caller.Person, unit.NewId, unit.Now);
                if (change.IsNothing)
                {
                    return true;
                }
                if (ifMatch is { } version && version != before.Version)
                {
                    throw new Refused(RequestRefusals.Stale);
                }
                await marks.FollowAsync(unit, caller, before, change.After);
                await conversations.SaveAsync(unit, before, change);
                return true;
            },
            cancel
        );
}
