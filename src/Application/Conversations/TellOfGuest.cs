using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>Tells the agents of the conversation from which an agent made a record or a contact of a guest (AC-13).</summary>
public sealed class TellOfGuest(IConversationStore conversations, IPeopleStore people)
{
    /// <summary>Its lock comes before every other.</summary>
    /// <returns>Null where none is named.</returns>
    /// <exception cref="Invalid">The agent does not see what is said in it.</exception>
    public async Task<Conversation?> LockAsync(IUnit unit, AgentCaller caller, string? id)
    {
        if (id is null)
        {
            return null;
        }
        var place = await conversations.LoadLockedAsync(unit, id);
        return place is not null && await Sights.OfAsync(unit, people, caller, place) == Sight.Whole
            ? place
            : throw new Invalid("conversationId", "There is no such conversation.");
    }

    /// <param name="unit">The unit that has its lock.</param>
    /// <param name="caller">Who made it.</param>
    /// <param name="place">Where it is told, or null.</param>
    /// <param name="guestId">Of whom.</param>
    /// <param name="crm">The CRM's name; null: it is a contact.</param>
    public void Tell(IUnit unit, AgentCaller caller, Conversation? place, string guestId, string? crm = null)
    {
        var type = crm is null ? NoticeType.InPhonebook : NoticeType.InCrm;
        if (place?.TellOfGuest(caller.Person, guestId, type, crm, unit.NewId, unit.Now) is { IsNothing: false } told)
        {
            conversations.SavePosted(unit, place.Id, told.Messages.Single(), null, place.WaitingSince, caller.Via());
        }
    }
}
