using XBees.Domain.Conversations;
using XBees.Domain.Guests;

namespace XBees.Application.Conversations;

/// <summary>Whom a guest brings into a conversation that is there (GU-5): as a member, or to a meeting that stays in it.</summary>
public sealed class AddedByGuests(IGuestAdditions additions, Newcomers newcomers)
{
    /// <summary>
    /// By addresses alone: what a guest calls somebody else goes into no mail (attack row 22). Addresses are counted, not people, so that
    /// the limit does not tell whose they were.
    /// </summary>
    public async Task<IReadOnlyList<Newcomer>> ReadAsync(
        IUnit unit,
        Caller guest,
        Conversation place,
        IReadOnlyCollection<EmailAddress> addresses
    )
    {
        if (!await additions.AreAllowedAsync(unit, place.WidgetId))
        {
            throw new Refused(ConversationRefusals.NoAdding);
        }
        var given = await additions.CountAsync(unit, place.Id, guest.PersonId, addresses.Select(address => address.Folded));
        if (given > Limits.AddedByGuest)
        {
            throw new Refused(ConversationRefusals.TooManyAdded);
        }
        return await newcomers.ReadAsync(
            unit,
            guest,
            [.. addresses.Select(address => new Invitee(null, null, null, address.Typed))],
            place.CurrentGuests
        );
    }
}
