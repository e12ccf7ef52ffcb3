using XBees.Domain.Agents;
using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>What a message needs of its conversation, loaded in one round trip under the conversation's lock.</summary>
public sealed record PostingLoad
{
    public required PostingHead Head { get; init; }

    /// <summary>The author's row; null for a key that writes without joining.</summary>
    public string? MemberId { get; init; }

    public Instant? WaitingSince { get; init; }

    /// <summary>Resolved, or somebody went on from it: a guest's words may belong elsewhere (ST-3).</summary>
    public bool MayGoOnElsewhere { get; init; }

    /// <summary>The message that this author's client already sent under the same id (MS-2).</summary>
    public string? KnownMessageId { get; init; }
}

/// <summary>A message and the conversation it lies in.</summary>
public sealed record PlacedMessage(string ConversationId, string MessageId);

/// <summary>Conversations as they are stored. Everything here takes the conversation's lock first, so that <c>seq</c> has no gaps.</summary>
public interface IConversationStore
{
    /// <summary>Null where there is no such conversation.</summary>
    Task<PostingLoad?> LoadForPostingAsync(IUnit unit, string id, Caller author, string? clientId);

    /// <summary>Whether a message is there that this author can quote: in the conversation, no notice, and one that they see (MS-7).</summary>
    Task<bool> MayQuoteAsync(IUnit unit, string id, string messageId, Caller author);

    /// <summary>The whole conversation with its members, past ones too.</summary>
    Task<Conversation?> LoadLockedAsync(IUnit unit, string id);

    /// <summary>Makes the beginnings of one guest wait for each other, so that several first messages begin one conversation (C23).</summary>
    Task LockStartsAsync(IUnit unit, string guestId);

    /// <summary>The conversation that this guest's client already began under the same id.</summary>
    Task<string?> FindStartedAsync(IUnit unit, string createdBy, string startId);

    /// <summary>The newest conversation that this guest went on with from here and still is in (ST-3).</summary>
    Task<string?> FindNextAsync(IUnit unit, string id, string guestId);

    /// <summary>A message of this guest's client that was stored in such a one.</summary>
    Task<PlacedMessage?> FindInNextAsync(IUnit unit, string id, string guestId, string clientId);

    /// <summary>A message on the hot path: it, the running numbers, whose words they were, who waits; and the log.</summary>
    void SavePosted(IUnit unit, string id, Message message, string? memberId, Instant? waitingSince, string via);

    /// <summary>After a message into what is resolved: it is new to the others, who see it in their lists again.</summary>
    void Settle(IUnit unit, string id);

    /// <summary>With the message that a guest's wait begins with: the service's time to answer runs (RE-2).</summary>
    void BeginWait(IUnit unit, string id, Instant since);

    /// <summary>Up to where a member has read; never back, and it never withdraws what the others were told (MS-4).</summary>
    Task<bool> SaveReadAsync(IUnit unit, string id, Caller reader, long seq);

    /// <summary>Marks a conversation unread for one member (MS-4); false where they are none.</summary>
    Task<bool> SaveMarkedUnreadAsync(IUnit unit, string id, Caller reader, bool unread);

    /// <summary>The words a member has not sent yet (MS-12); false where they are none.</summary>
    Task<bool> SaveDraftAsync(IUnit unit, string id, Caller author, string? text);

    /// <summary>Whether it stands first in a member's list (LI-1); false where they are none.</summary>
    Task<bool> SavePinnedAsync(IUnit unit, string id, Caller member, bool pinned);

    /// <summary>Out of a member's list until the next message that they see (ST-7); false where they are none.</summary>
    Task<bool> SaveArchivedAsync(IUnit unit, string id, Caller member, bool archived);

    /// <summary>Until when a member hears nothing of it, or null (AC-3); false where they are none.</summary>
    Task<bool> SaveMutedAsync(IUnit unit, string id, Caller member, Instant? until);

    /// <summary>A new conversation with everything in it.</summary>
    Task InsertAsync(IUnit unit, Change change, StartFacts facts);

    /// <summary>What a verb changed, from <paramref name="before"/> on; members who come later have read what was there.</summary>
    Task SaveAsync(IUnit unit, Conversation before, Change change, Tally? readByNewcomers = null);
}

/// <summary>What is kept of a beginning beside the conversation itself.</summary>
/// <param name="StartId">The client's id of it, so that a retry finds it.</param>
/// <param name="Page">The page it began on (GU-11).</param>
/// <param name="Referrer">Where that page was come to from.</param>
/// <param name="Via">web or api.</param>
public sealed record StartFacts(string? StartId, string? Page, string? Referrer, string Via = "web");

/// <summary>Agents, services and guests as conversations need them.</summary>
public interface IPeopleStore
{
    /// <summary>Active agents of these ids; who is missing in the answer is none.</summary>
    Task<IReadOnlyList<AgentCard>> AgentsAsync(IUnit unit, IReadOnlyCollection<string> ids);

    /// <summary>A service with its people; null where there is none, or it was deleted.</summary>
    Task<Domain.Services.ServiceTeam?> TeamAsync(IUnit unit, string serviceId);

    /// <summary>The service, or where it was deleted the one that came after it (SV-5).</summary>
    Task<Domain.Services.ServiceTeam?> TeamOrSuccessorAsync(IUnit unit, string? serviceId);

    Task<IReadOnlyList<Domain.Guests.GuestCard>> GuestsAsync(IUnit unit, IReadOnlyCollection<string> ids);

    /// <summary>The zone that the caller lives in, where it is known.</summary>
    Task<string?> TimeZoneAsync(IUnit unit, Caller caller);

    /// <summary>An active agent by the folded address, if it is one's.</summary>
    Task<AgentCard?> AgentByEmailAsync(IUnit unit, string folded);

    /// <summary>The guest who has proven this address, the newest of several; null where nobody has (GU-10).</summary>
    Task<string?> ProvenGuestAsync(IUnit unit, string emailFolded);

    /// <summary>A mail to this address was acted on: the guest's claim is proven, as long as it is still that address (GU-3).</summary>
    Task ProveAsync(IUnit unit, string guestId, string emailFolded);

    /// <summary>A guest row with the installation's next number (TI-7).</summary>
    Task<Domain.Guests.GuestCard> NewGuestAsync(IUnit unit, NewGuest guest);
}

/// <summary>What guests may add to a conversation (GU-5).</summary>
public interface IGuestAdditions
{
    /// <summary>The switch of the widget that the conversation began at; without a widget it is on.</summary>
    Task<bool> AreAllowedAsync(IUnit unit, string? widgetId);

    /// <summary>Notes the addresses, whosever they are, and tells how many different ones this guest has given here.</summary>
    Task<int> CountAsync(IUnit unit, string conversationId, string guestId, IEnumerable<string> emailsFolded);
}

/// <summary>A guest as they named themselves or were named.</summary>
public sealed record NewGuest(string? Name, string? Email, string? Phone = null, string? Language = null, string? TimeZone = null);
