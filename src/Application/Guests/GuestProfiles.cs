using XBees.Domain.Guests;

namespace XBees.Application.Guests;

/// <summary>A guest as an agent changes them: one profile, whatever number of guests it was (GU-10).</summary>
public sealed record GuestProfile
{
    /// <summary>Whose profile it is.</summary>
    public required string Id { get; init; }
    public required long Version { get; init; }
    public required GuestDetails Details { get; init; }

    /// <summary>Everybody whom it is about: the guest, then those who were merged into them.</summary>
    public required IReadOnlyList<string> Ids { get; init; }
    public required bool Blocked { get; init; }

    /// <summary>Of which CRMs there is a record, or one on its way.</summary>
    public required IReadOnlyList<string> Crms { get; init; }

    public MergingGuest ForMerging => new(Id, Details.Name, Blocked, Crms);
}

/// <summary>A merge by hand, with what has to be put back when it is undone.</summary>
/// <param name="Id">The merge.</param>
/// <param name="GuestId">Whose profile stayed.</param>
/// <param name="OtherId">Who became another name of that guest.</param>
/// <param name="Moved">What changed.</param>
/// <param name="MadeAt">When.</param>
public sealed record StoredMerge(string Id, string GuestId, string OtherId, MergeMoves Moved, Instant MadeAt);

/// <summary>What a merge changed beside who is who.</summary>
/// <param name="Guests">Who became another name: the other guest, and those who were that guest's.</param>
/// <param name="Links">CRM records that the profile got.</param>
/// <param name="Blocks">Blocks that were made, as one of the two was shut out.</param>
/// <param name="Name">What all are called since.</param>
/// <param name="Names">What those were called who are called otherwise since.</param>
public sealed record MergeMoves(
    IReadOnlyList<string> Guests,
    IReadOnlyList<string> Links,
    IReadOnlyList<string> Blocks,
    string? Name,
    IReadOnlyDictionary<string, string?> Names
);

/// <summary>Profiles as agents change them.</summary>
public interface IGuestProfiles
{
    /// <summary>By any of its guests; null where the agent shares no conversation with one of them.</summary>
    Task<GuestProfile?> SeenAsync(AgentCaller caller, string guestId, CancellationToken cancel);

    /// <inheritdoc cref="SeenAsync(AgentCaller, string, CancellationToken)"/>
    Task<GuestProfile?> SeenAsync(IUnit unit, AgentCaller caller, string guestId);

    /// <summary>After the conversations' locks, in one order everywhere.</summary>
    Task LockAsync(IUnit unit, params IReadOnlyList<string> guests);

    /// <summary>False where it changed meanwhile.</summary>
    Task<bool> SaveAsync(IUnit unit, GuestProfile profile, GuestDetails details);

    /// <summary>Calls these so and gives what those were called who were called otherwise.</summary>
    Task<IReadOnlyDictionary<string, string?>> NameAsync(IUnit unit, IReadOnlyList<string> guests, string? name);

    /// <summary>Calls these what they were called, as far as they are still called what the merge gave them.</summary>
    Task NameBackAsync(IUnit unit, MergeMoves moved);

    /// <summary>Whoever reads a conversation of one of these is told.</summary>
    Task TellAsync(IUnit unit, IReadOnlyList<string> guests);

    /// <summary>These are other names of the guest.</summary>
    Task JoinAsync(IUnit unit, string guestId, IReadOnlyList<string> others);

    /// <summary>They are who they were: the other a guest of their own, and whoever was theirs again theirs. False where they are not that guest's any more.</summary>
    Task<bool> PartAsync(IUnit unit, StoredMerge merge);

    /// <summary>The guest gets the other's records of these CRMs.</summary>
    /// <returns>Which.</returns>
    Task<IReadOnlyList<string>> MoveCrmAsync(IUnit unit, string from, string to, IReadOnlyList<string> crms);

    /// <summary>Back to whose they were.</summary>
    Task MoveCrmBackAsync(IUnit unit, StoredMerge merge);

    Task KeepAsync(IUnit unit, StoredMerge merge, string madeBy);

    Task<StoredMerge?> MergeAsync(IUnit unit, string id);

    Task ForgetAsync(IUnit unit, StoredMerge merge);
}
