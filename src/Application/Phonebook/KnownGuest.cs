using XBees.Application.Guests;
using XBees.Domain.Guests;
using XBees.Domain.Phonebook;

namespace XBees.Application.Phonebook;

/// <summary>Which contacts a guest is, by address or number (PB-5).</summary>
public sealed class KnownGuest(IGuestReader guests, IContactReader contacts, INumberTables numbers)
{
    /// <returns>None where the caller shares no conversation with the guest.</returns>
    public async Task<IReadOnlyList<ContactView>> ContactsAsync(AgentCaller caller, string guestId, CancellationToken cancel)
    {
        if (await guests.ProfileAsync(caller, guestId, cancel) is not { } guest)
        {
            return [];
        }
        var e164 = await numbers.AtHomeAsync(cancel);
        var found = new List<ContactView>();
        // By each address and number that was given in the guest's name (GU-10).
        foreach (var (email, phone) in guest.Merged.Select(other => (other.Email, other.Phone)).Prepend((guest.Email, guest.Phone)))
        {
            var number = ContactPhone.Read(phone, e164)?.Number;
            found.AddRange(await contacts.SameAsync(caller, EmailAddress.Fold(email), number is null ? [] : [number], cancel));
        }
        return [.. found.DistinctBy(contact => contact.Id)];
    }
}
