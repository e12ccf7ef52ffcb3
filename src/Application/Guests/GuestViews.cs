using XBees.Application.Conversations;

namespace XBees.Application.Guests;

/// <summary>A guest as they see themselves.</summary>
public sealed record GuestSelfView
{
    public required string Id { get; init; }

    /// <summary>As TI-7 shows them: the name, the local part of the address, or a number.</summary>
    public required string Name { get; init; }

    public string? Email { get; init; }

    /// <summary>Whether the address is proven or only claimed (GU-3).</summary>
    public bool EmailProven { get; init; }

    public string? Phone { get; init; }

    public string? Language { get; init; }
}

/// <summary>What agents see of a guest (GU-11).</summary>
public sealed record GuestProfileView
{
    /// <summary>Whose profile it is: of a guest who was merged into another, the other (GU-10).</summary>
    public required string Id { get; init; }

    /// <summary>Rises with what agents and guests change; the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>As agents read it (TI-7).</summary>
    public required string Name { get; init; }

    /// <summary>The name itself; null: there is none.</summary>
    public string? GivenName { get; init; }
    public required Domain.Conversations.Avatar Avatar { get; init; }
    public string? Email { get; init; }

    /// <summary>Proven, or only claimed.</summary>
    public bool EmailProven { get; init; }

    /// <summary>Whether a website vouches for who they are (GU-3).</summary>
    public bool Vouched { get; init; }

    /// <summary>Letters that look like others (GU-13).</summary>
    public bool EmailLooksMixed { get; init; }
    public string? Phone { get; init; }

    /// <summary>What an agent wrote.</summary>
    public string? Company { get; init; }
    public string? Language { get; init; }

    /// <summary>For the guest's local time.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether and by what they are shut out (SP-2); null: they are not.</summary>
    public BlockView? Blocked { get; init; }

    /// <summary>The page the newest chat began on.</summary>
    public string? Page { get; init; }
    public string? Referrer { get; init; }
    public required Instant CreatedAt { get; init; }

    /// <summary>When they last agreed to a consent text (PV-1); null: they were asked for none.</summary>
    public Instant? ConsentAt { get; init; }

    /// <summary>Guests who were merged into this one by hand, the newest first (GU-10).</summary>
    public required IReadOnlyList<MergedGuestView> Merged { get; init; }

    /// <summary>Those that they have booked or were invited to, as far as the asking agent may see them, the newest first; at most 20.</summary>
    public required IReadOnlyList<GuestMeetingView> Meetings { get; init; }

    /// <summary>Those the asking agent may see, newest first; at most 20.</summary>
    public required IReadOnlyList<ConversationView> Conversations { get; init; }
}

/// <summary>A guest who is another name of the one at hand, by an agent's word (GU-10).</summary>
public sealed record MergedGuestView
{
    /// <summary>The merge, by which it is undone.</summary>
    public required string Id { get; init; }
    public required string GuestId { get; init; }

    /// <summary>What they were called before.</summary>
    public required string Name { get; init; }
    public string? Email { get; init; }
    public bool EmailProven { get; init; }
    public string? Phone { get; init; }
    public required PersonView MergedBy { get; init; }
    public required Instant MergedAt { get; init; }

    /// <summary>Until when it can be undone; null: not any more.</summary>
    public Instant? UndoUntil { get; init; }
}

/// <summary>A meeting of a guest.</summary>
/// <param name="Id">The meeting.</param>
/// <param name="ConversationId">Where it was booked.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Start">When it begins.</param>
/// <param name="State">As the meeting itself says it.</param>
public sealed record GuestMeetingView(string Id, string ConversationId, string Subject, Instant Start, string State);

/// <summary>A guest among others.</summary>
public sealed record GuestSummaryView
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required Domain.Conversations.Avatar Avatar { get; init; }
    public string? Email { get; init; }
    public bool EmailProven { get; init; }
    public string? Phone { get; init; }
}

/// <summary>What would become of two guests (GU-10).</summary>
public sealed record MergePreview
{
    /// <summary>Of the profile that stays; send it as If-Match.</summary>
    public required long Version { get; init; }
    public required GuestSummaryView Guest { get; init; }
    public required GuestSummaryView Other { get; init; }

    /// <summary>What both will be called; null: neither has a name.</summary>
    public string? Name { get; init; }

    /// <summary>How many conversations the asking agent sees of each; they stay where they are, and are shown together.</summary>
    public required int Conversations { get; init; }

    /// <inheritdoc cref="Conversations"/>
    public required int OtherConversations { get; init; }

    /// <summary>guest or other: who will be shut out, as the other one is (SP-2); null: nothing changes.</summary>
    public string? Blocks { get; init; }

    /// <summary>The CRMs whose record goes from the other to the profile.</summary>
    public required IReadOnlyList<string> MovesCrms { get; init; }

    /// <summary>The CRMs of which both have a record: the profile's is shown, the other's comes back when the merge is undone.</summary>
    public required IReadOnlyList<string> SetsAsideCrms { get; init; }

    /// <summary>For how many days it can be undone.</summary>
    public required int UndoDays { get; init; }
}

/// <summary>Guests as they and agents see them.</summary>
public interface IGuestReader
{
    Task<GuestSelfView?> SelfAsync(string guestId, CancellationToken cancel);

    /// <summary>Null where the agent shares no conversation with the guest.</summary>
    Task<GuestProfileView?> ProfileAsync(AgentCaller caller, string guestId, CancellationToken cancel);

    /// <summary>Guests in conversations that the agent sees, by name, address or number, best first (SE-2).</summary>
    Task<IReadOnlyList<GuestSummaryView>> FindAsync(AgentCaller caller, string typed, int limit, CancellationToken cancel);

    /// <summary>These, in their order.</summary>
    Task<IReadOnlyList<GuestSummaryView>> SummariesAsync(AgentCaller caller, IReadOnlyList<string> ids, CancellationToken cancel);

    /// <summary>Of how many of their conversations the agent may read the messages.</summary>
    Task<int> ConversationsAsync(AgentCaller caller, IReadOnlyList<string> guests, CancellationToken cancel);
}
