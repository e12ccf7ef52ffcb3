using XBees.Application.Conversations;

namespace XBees.Application.Phonebook;

/// <summary>Contacts who are added to a conversation come as their names and addresses (AC-4).</summary>
public sealed class InvitedContacts(IContactReader contacts)
{
    public async Task<IReadOnlyList<Invitee>> ReadAsync(
        Caller caller,
        IReadOnlyList<(Invitee Invitee, string? ContactId)> members,
        CancellationToken cancel
    )
    {
        var read = new List<Invitee>(members.Count);
        for (var at = 0; at < members.Count; at++)
        {
            var (invitee, contactId) = members[at];
            read.Add(contactId is null ? invitee : await OneAsync(caller, contactId, $"members[{at}].contactId", cancel));
        }
        return read;
    }

    private async Task<Invitee> OneAsync(Caller caller, string id, string field, CancellationToken cancel)
    {
        // Guests have no phonebook (GU-5); a key sees it by the scope alone.
        var contact = caller is AgentCaller agent && agent.May(KeyScopes.Contacts) ? await contacts.OneAsync(agent, id, cancel) : null;
        return contact is null ? throw new Invalid(field, "There is no such contact.")
            : contact.Email is null ? throw new Invalid(field, "This contact has no e-mail address.")
            : new(null, null, contact.Name, contact.Email);
    }
}
