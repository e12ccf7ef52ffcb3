namespace XBees.Domain.Guests;

/// <summary>A guest as a merge sees them: all that is one guest already.</summary>
/// <param name="Id">Whose profile it is.</param>
/// <param name="Name">The name.</param>
/// <param name="Blocked">Whether anything shuts them out (SP-2).</param>
/// <param name="Crms">Of which CRMs they have a record, or one on its way.</param>
public sealed record MergingGuest(string Id, string? Name, bool Blocked, IReadOnlyList<string> Crms);

/// <summary>What becomes of two guests who are found to be one (GU-10).</summary>
/// <param name="Name">What both are called.</param>
/// <param name="Blocks">Who is shut out with the other; null: nobody.</param>
/// <param name="MovesCrms">Records that the profile gets from the other.</param>
/// <param name="SetsAside">Records of the other that are not shown while the two are one: the profile has one of that CRM.</param>
public sealed record MergePlan(string? Name, string? Blocks, IReadOnlyList<string> MovesCrms, IReadOnlyList<string> SetsAside);

/// <summary>Agents say that two guests are one person (GU-10).</summary>
public static class GuestMerge
{
    /// <summary>How long it can be undone.</summary>
    public static readonly NodaTime.Duration UndoneWithin = NodaTime.Duration.FromDays(Limits.MergeUndoDays);

    /// <param name="guest">Whose profile stays.</param>
    /// <param name="other">Who becomes another name of that guest.</param>
    public static MergePlan Plan(MergingGuest guest, MergingGuest other)
    {
        if (guest.Id == other.Id)
        {
            throw new Refused(MergeRefusals.Same);
        }
        return new(
            guest.Name ?? other.Name,
            guest.Blocked == other.Blocked ? null
                : guest.Blocked ? other.Id
                : guest.Id,
            [.. other.Crms.Except(guest.Crms)],
            [.. other.Crms.Intersect(guest.Crms)]
        );
    }
}

/// <summary>Why two guests are not merged, or a merge not undone.</summary>
public static class MergeRefusals
{
    public static readonly Refusal Same = new("guests-same", 409, "These two are one guest already", "Choose another guest.");

    public static readonly Refusal Changed = new(
        "merge-changed",
        409,
        "This merge cannot be undone now",
        "The profile was merged with another one since. Undo that first."
    );

    public static readonly Refusal Late = new(
        "merge-too-old",
        409,
        "This merge cannot be undone any more",
        $"A merge can be undone for {Limits.MergeUndoDays} days."
    );
}
