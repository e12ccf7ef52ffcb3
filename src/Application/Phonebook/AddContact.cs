using XBees.Application.Conversations;
using XBees.Domain.Phonebook;

namespace XBees.Application.Phonebook;

/// <summary>There is one with the same address or number already (PB-3): the caller is told which.</summary>
public sealed class ContactExists(ContactFields fields, string? exceptId) : Exception(ContactRefusals.Doubles.Detail)
{
    public ContactFields Fields { get; } = fields;

    /// <summary>The one that is being changed; null: a new one.</summary>
    public string? ExceptId { get; } = exceptId;
}

/// <summary>Of which guest a contact is made, and whose agents are told of it (AC-13).</summary>
public sealed record ContactOfGuest(string GuestId, string ConversationId);

/// <summary>An agent adds a contact (PB-1).</summary>
public sealed class AddContact(IUnitOfWork work, IContactStore contacts, INumberTables numbers, TellOfGuest agents)
{
    /// <param name="caller">Whose own it is where it is not shared.</param>
    /// <param name="draft">As it was typed.</param>
    /// <param name="shared">For every agent.</param>
    /// <param name="force">Although there is one with the same address or number.</param>
    /// <param name="from">Of whom it is, where it is made from a conversation.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<Created> RunAsync(
        AgentCaller caller,
        ContactDraft draft,
        bool shared,
        bool force,
        ContactOfGuest? from,
        CancellationToken cancel
    )
    {
        var fields = ContactFields.Read(draft, await numbers.AtHomeAsync(cancel));
        return await work.CreateAsync(
            async unit =>
            {
                var place = await agents.LockAsync(unit, caller, from?.ConversationId);
                if (!force && await contacts.IsDoubleAsync(unit, caller, fields, exceptId: null))
                {
                    throw new ContactExists(fields, exceptId: null);
                }
                var contact = new StoredContact(unit.NewId(Ids.Contact), shared ? null : caller.PersonId, 1, fields);
                await contacts.AddAsync(unit, contact);
                agents.Tell(unit, caller, place, from?.GuestId ?? "");
                return new Created(contact.Id);
            },
            cancel
        );
    }
}
