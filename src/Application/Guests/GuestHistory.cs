using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;

namespace XBees.Application.Guests;

/// <summary>What can happen to what is known of a guest; the words are the API's.</summary>
public static class GuestEvents
{
    public const string Changed = "changed";
    public const string Proven = "proven";
    public const string Blocked = "blocked";
    public const string Unblocked = "unblocked";
    public const string Merged = "merged";
    public const string MergeUndone = "merge-undone";
}

/// <summary>Writes who did what to what is known of a guest, with the change itself (GU-11).</summary>
public interface IGuestHistory
{
    /// <param name="unit">The unit.</param>
    /// <param name="guestId">Of whom.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="what">One of <see cref="GuestEvents"/>.</param>
    /// <param name="change">From what to what.</param>
    /// <param name="otherId">The other guest of a merge.</param>
    void Note(IUnit unit, string guestId, Person by, string what, FieldChange? change = null, string? otherId = null);
}

/// <summary>Something that happened to what is known of a guest.</summary>
public sealed record GuestChangeView
{
    public required string Id { get; init; }
    public required Instant At { get; init; }

    /// <summary>changed, proven, blocked, unblocked, merged or merge-undone.</summary>
    public required string Kind { get; init; }

    /// <summary>The agent, or the guest.</summary>
    public required PersonView By { get; init; }

    /// <summary>Of a change: name, email, phone or company.</summary>
    public string? Field { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }

    /// <summary>Of a merge: the other guest.</summary>
    public PersonView? Other { get; init; }
}

/// <summary>The history of a guest as agents read it.</summary>
public interface IGuestHistoryReader
{
    /// <summary>The newest first, from after one on; null where the agent shares no conversation with the guest.</summary>
    Task<IReadOnlyList<GuestChangeView>?> ListAsync(AgentCaller caller, string guestId, string? after, int limit, CancellationToken cancel);
}
