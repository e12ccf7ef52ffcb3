using NodaTime;

namespace XBees.Domain.Conversations;

// What became of a guest outside of the conversation (AC-6, AC-7).
public sealed partial record Conversation
{
    /// <summary>Agents are told of a record or a contact that one of them made of a guest. Where the guest is not in it there is nothing to tell.</summary>
    public Change TellOfGuest(Person actor, string guestId, string type, string? crm, NewId newId, Instant now)
    {
        var guest = CurrentGuests.FirstOrDefault(one => one.PersonId == guestId);
        return guest is null ? Nothing() : Note(Notice.OfGuest(type, actor, guest.AsPerson(), crm), newId, now);
    }
}
