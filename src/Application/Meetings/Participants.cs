using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;

namespace XBees.Application.Meetings;

/// <summary>Further people of a meeting, by the addresses that its booker typed (ME-1).</summary>
public sealed class Participants(Newcomers newcomers, AddedByGuests byGuests)
{
    /// <param name="unit">The unit that books.</param>
    /// <param name="caller">Who books.</param>
    /// <param name="guest">Whom the meeting is with; they are no further person.</param>
    /// <param name="place">The conversation in which the meeting stays, or null where it opens one of its own.</param>
    /// <param name="typed">The addresses.</param>
    public async Task<IReadOnlyList<Newcomer>> ReadAsync(
        IUnit unit,
        Caller caller,
        GuestCard guest,
        Conversation? place,
        IReadOnlyList<string> typed
    )
    {
        var own = EmailAddress.Fold(guest.Email);
        var others = Read(typed).Where(address => address.Folded != own).ToList();
        if (others.Count == 0)
        {
            return [];
        }
        if (place is null)
        {
            return await newcomers.ReadAsync(unit, caller, Invitees(others), []);
        }
        var found = caller.IsGuest
            ? await byGuests.ReadAsync(unit, caller, place, others)
            : await newcomers.ReadAsync(unit, caller, Invitees(others), place.CurrentGuests);
        return [.. found, .. Present(place, others)];
    }

    private static List<Invitee> Invitees(IEnumerable<EmailAddress> addresses) =>
        [.. addresses.Select(address => new Invitee(null, null, null, address.Typed))];

    /// <summary>Who is in the conversation already comes to the meeting as who they are.</summary>
    private static IEnumerable<Newcomer> Present(Conversation place, List<EmailAddress> addresses)
    {
        var named = addresses.Select(address => address.Folded).ToHashSet(StringComparer.Ordinal);
        return place
            .CurrentGuests.Where(member => EmailAddress.Fold(member.Email) is { } folded && named.Contains(folded))
            .Select(member => Newcomer.Of(new GuestCard(member.PersonId, member.Name, member.Email, member.Number, member.Erased)));
    }

    private static List<EmailAddress> Read(IReadOnlyList<string> typed)
    {
        if (typed.Count > Limits.Participants)
        {
            throw new Invalid("participants", $"At most {Limits.Participants}.");
        }
        var errors = new FieldErrors();
        var addresses = new List<EmailAddress>();
        for (var i = 0; i < typed.Count; i++)
        {
            if (EmailAddress.TryRead(typed[i], out var address, out var problem))
            {
                addresses.Add(address);
            }
            errors.Add($"participants[{i}]", problem);
        }
        errors.ThrowIfAny();
        return addresses;
    }
}
