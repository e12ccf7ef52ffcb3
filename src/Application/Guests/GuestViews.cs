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
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required Domain.Conversations.Avatar Avatar { get; init; }
    public string? Email { get; init; }

    /// <summary>Proven, or only claimed.</summary>
    public bool EmailProven { get; init; }

    /// <summary>Letters that look like others (GU-13).</summary>
    public bool EmailLooksMixed { get; init; }
    public string? Phone { get; init; }
    public string? Language { get; init; }

    /// <summary>For the guest's local time.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether and by what they are shut out (SP-2); null: they are not.</summary>
    public BlockView? Blocked { get; init; }

    /// <summary>The page the newest chat began on.</summary>
    public string? Page { get; init; }
    public string? Referrer { get; init; }
    public required Instant CreatedAt { get; init; }

    /// <summary>Those the asking agent may see, newest first; at most 20.</summary>
    public required IReadOnlyList<ConversationView> Conversations { get; init; }
}

/// <summary>Guests as they and agents see them.</summary>
public interface IGuestReader
{
    Task<GuestSelfView?> SelfAsync(string guestId, CancellationToken cancel);

    /// <summary>Null where the agent shares no conversation with the guest.</summary>
    Task<GuestProfileView?> ProfileAsync(AgentCaller caller, string guestId, CancellationToken cancel);
}
