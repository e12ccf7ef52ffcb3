using XBees.Application.Conversations;
using XBees.Domain.Guests;

namespace XBees.Application.Guests;

/// <summary>
/// An agent says that two guests are one person, or takes it back (GU-10). It is one profile from then on; conversations and sessions stay with
/// whoever began them, so that no browser sees more than it saw before (GU-3).
/// </summary>
public sealed class MergeGuests(
    IUnitOfWork work,
    IGuestProfiles profiles,
    IBlockStore blocks,
    Blocking blocking,
    IGuestHistory history,
    IAuditTrail audit
)
{
    /// <summary>What would become of them; null where the agent does not see the guest.</summary>
    public async Task<(GuestProfile Guest, GuestProfile Other, MergePlan Plan)?> PreviewAsync(
        AgentCaller caller,
        string guestId,
        string otherId,
        CancellationToken cancel
    )
    {
        if (await profiles.SeenAsync(caller, guestId, cancel) is not { } guest)
        {
            return null;
        }
        var other = await profiles.SeenAsync(caller, otherId, cancel) ?? throw Unseen();
        return (guest, other, GuestMerge.Plan(guest.ForMerging, other.ForMerging));
    }

    /// <returns>The merge; null where the agent does not see the guest.</returns>
    public async Task<Created?> RunAsync(AgentCaller caller, string guestId, string otherId, long? version, CancellationToken cancel)
    {
        try
        {
            return await work.CreateAsync(unit => MergeAsync(unit, caller, guestId, otherId, version), cancel);
        }
        catch (Absent)
        {
            return null;
        }
    }

    /// <returns>False where the agent sees no such guest, or there is no such merge of them.</returns>
    public Task<bool> UndoAsync(AgentCaller caller, string guestId, string mergeId, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                if (
                    await profiles.SeenAsync(unit, caller, guestId) is not { } guest
                    || await profiles.MergeAsync(unit, mergeId) is not { } merge
                    || !guest.Ids.Contains(merge.GuestId)
                )
                {
                    return false;
                }
                if (merge.MadeAt + GuestMerge.UndoneWithin < unit.Now)
                {
                    throw new Refused(MergeRefusals.Late);
                }
                await UndoAsync(unit, caller, guest, merge);
                return true;
            },
            cancel
        );

    private async Task<Created> MergeAsync(IUnit unit, AgentCaller caller, string guestId, string otherId, long? version)
    {
        var guest = await profiles.SeenAsync(unit, caller, guestId) ?? throw new Absent();
        var other = await profiles.SeenAsync(unit, caller, otherId) ?? throw Unseen();
        var plan = GuestMerge.Plan(guest.ForMerging, other.ForMerging);
        if (version is not null && version != guest.Version)
        {
            throw new Refused(RequestRefusals.Stale);
        }
        // First, as it takes the lock of a conversation.
        var made = await BlockAsync(unit, caller, guest, other, plan);
        await profiles.LockAsync(unit, guest.Id, other.Id);
        await StillAsync(unit, caller, guest);
        await StillAsync(unit, caller, other);
        var moved = new MergeMoves(
            other.Ids,
            await profiles.MoveCrmAsync(unit, other.Id, guest.Id, plan.MovesCrms),
            made,
            plan.Name,
            await profiles.NameAsync(unit, [.. guest.Ids, .. other.Ids], plan.Name)
        );
        await profiles.JoinAsync(unit, guest.Id, other.Ids);
        await profiles.TellAsync(unit, [.. guest.Ids, .. other.Ids]);
        var merge = new StoredMerge(unit.NewId(Ids.GuestMerge), guest.Id, other.Id, moved, unit.Now);
        await profiles.KeepAsync(unit, merge, caller.PersonId);
        history.Note(unit, guest.Id, caller.Person, GuestEvents.Merged, otherId: other.Id);
        audit.Note(unit, caller.PersonId, "guest.merged", merge.GuestId, With(merge));
        return new(merge.Id);
    }

    /// <summary>Somebody may have changed it before the lock was had.</summary>
    private async Task StillAsync(IUnit unit, AgentCaller caller, GuestProfile profile)
    {
        var now = await profiles.SeenAsync(unit, caller, profile.Id);
        if (now?.Id != profile.Id || now.Version != profile.Version)
        {
            throw new Refused(RequestRefusals.Stale);
        }
    }

    /// <summary>SP-2: nobody comes in by the name that was left open.</summary>
    private async Task<IReadOnlyList<string>> BlockAsync(
        IUnit unit,
        AgentCaller caller,
        GuestProfile guest,
        GuestProfile other,
        MergePlan plan
    )
    {
        if (plan.Blocks is null)
        {
            return [];
        }
        var (open, shut) = plan.Blocks == guest.Id ? (guest, other) : (other, guest);
        var email = false;
        foreach (var one in await blocks.GuestsAsync(unit, [.. shut.Ids]))
        {
            email |= (await blocks.OnAsync(unit, one)).Any(block => block.EmailFolded is not null);
        }
        var made = await blocking.BlockAsync(unit, caller, await blocks.GuestsAsync(unit, [.. open.Ids]), new(email, null), spamOf: null);
        return [.. made.Select(one => one.Id)];
    }

    private async Task UndoAsync(IUnit unit, AgentCaller caller, GuestProfile guest, StoredMerge merge)
    {
        var lifted = new List<GuestBlock>();
        foreach (var id in merge.Moved.Blocks)
        {
            if (await blocks.OneAsync(unit, id) is { } block)
            {
                lifted.Add(block);
            }
        }
        if (lifted.Count > 0)
        {
            await blocking.LiftAsync(unit, caller, lifted);
        }
        await profiles.LockAsync(unit, merge.GuestId, merge.OtherId);
        if (guest.Id != merge.GuestId || !await profiles.PartAsync(unit, merge))
        {
            throw new Refused(MergeRefusals.Changed);
        }
        await profiles.MoveCrmBackAsync(unit, merge);
        await profiles.NameBackAsync(unit, merge.Moved);
        await profiles.TellAsync(unit, guest.Ids);
        await profiles.ForgetAsync(unit, merge);
        history.Note(unit, merge.GuestId, caller.Person, GuestEvents.MergeUndone, otherId: merge.OtherId);
        history.Note(unit, merge.OtherId, caller.Person, GuestEvents.MergeUndone, otherId: merge.GuestId);
        audit.Note(unit, caller.PersonId, "guest.merge-undone", merge.GuestId, With(merge));
    }

    private static Dictionary<string, string> With(StoredMerge merge) => new() { ["guest"] = merge.OtherId };

    private static Invalid Unseen() => new("guestId", "There is no such guest, or you share no conversation with them.");
}
