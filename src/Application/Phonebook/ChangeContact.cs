using XBees.Domain.Phonebook;

namespace XBees.Application.Phonebook;

/// <summary>What changes of a contact.</summary>
/// <param name="Apply">What was typed over what is there.</param>
/// <param name="Shared">Null: it stays in its phonebook.</param>
/// <param name="Force">Although there is another with the same address or number.</param>
public sealed record ContactChange(Func<ContactDraft, ContactDraft> Apply, bool? Shared, bool Force);

/// <summary>An agent changes or deletes a contact that they see.</summary>
public sealed class ChangeContact(IUnitOfWork work, IContactStore contacts, INumberTables numbers)
{
    /// <summary>False: there is none, or it is another agent's own.</summary>
    public async Task<bool> RunAsync(AgentCaller caller, string id, ContactChange change, long? version, CancellationToken cancel)
    {
        var e164 = await numbers.AtHomeAsync(cancel);
        return await work.RunAsync(
            async unit =>
            {
                if (await FindAsync(unit, caller, id, version) is not { } contact)
                {
                    return false;
                }
                var fields = ContactFields.Read(change.Apply(contact.Fields.ToTyped()), e164);
                if (!change.Force && HasNew(contact.Fields, fields) && await contacts.IsDoubleAsync(unit, caller, fields, id))
                {
                    throw new ContactExists(fields, id);
                }
                var owner = change.Shared switch
                {
                    null => contact.OwnerId,
                    true => null,
                    false => caller.PersonId,
                };
                return await contacts.SaveAsync(unit, contact with { OwnerId = owner, Fields = fields })
                    ? true
                    : throw new Refused(RequestRefusals.Stale);
            },
            cancel
        );
    }

    /// <summary>False: there is none, or it is another agent's own.</summary>
    public Task<bool> DeleteAsync(AgentCaller caller, string id, long? version, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
                await FindAsync(unit, caller, id, version) is { } contact
                && (await contacts.DeleteAsync(unit, contact) ? true : throw new Refused(RequestRefusals.Stale)),
            cancel
        );

    private async Task<StoredContact?> FindAsync(IUnit unit, AgentCaller caller, string id, long? version)
    {
        var contact = await contacts.FindAsync(unit, caller, id);
        return contact is null || version is null || version == contact.Version ? contact : throw new Refused(RequestRefusals.Stale);
    }

    // What was a double before, and was wanted, is not asked about at every change.
    private static bool HasNew(ContactFields before, ContactFields after) =>
        after.Email?.Folded != before.Email?.Folded || after.Numbers.Except(before.Numbers).Any();
}
