using XBees.Application.Conversations;
using XBees.Application.Meetings;
using XBees.Domain.Guests;

namespace XBees.Application.Phonebook;

/// <summary>What the caller has with a contact, by its address: conversations in common and meetings ahead (PB-5).</summary>
public sealed class Together(IContactReader contacts, IConversationReader conversations, IMeetingReader meetings, TimeProvider time)
{
    private const int Most = 20;

    /// <returns>The newest first, of those the caller may read; null: there is no such contact.</returns>
    public async Task<IReadOnlyList<ConversationView>?> ConversationsAsync(
        AgentCaller caller,
        string contactId,
        CancellationToken cancel
    ) =>
        await contacts.OneAsync(caller, contactId, cancel) is not { } contact ? null
        : EmailAddress.Fold(contact.Email) is { } address ? await conversations.OfAddressAsync(caller, address, Most, cancel)
        : [];

    /// <returns>The next first, without those that were cancelled; null: there is no such contact.</returns>
    public async Task<IReadOnlyList<MeetingView>?> MeetingsAsync(AgentCaller caller, string contactId, CancellationToken cancel)
    {
        if (await contacts.OneAsync(caller, contactId, cancel) is not { } contact)
        {
            return null;
        }
        if (EmailAddress.Fold(contact.Email) is not { } address)
        {
            return [];
        }
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var found = await meetings.ListAsync(caller, new(now, null, null, Most, null) { EmailFolded = address }, cancel);
        return [.. found.Where(meeting => meeting.State != "cancelled")];
    }
}
