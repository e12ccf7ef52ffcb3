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
        var number = ContactPhone.Read(guest.Phone, await numbers.AtHomeAsync(cancel))?.Number;
        return await contacts.SameAsync(caller, EmailAddress.Fold(guest.Email), number is null ? [] : [number], cancel);
    }
}
