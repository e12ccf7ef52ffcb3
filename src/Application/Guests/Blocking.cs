using System.Globalization;
using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;

namespace XBees.Application.Guests;

/// <summary>
/// Shuts guests out and lets them in again, in the unit of whatever asks for it: the block, the end of their streams, the notices, who
/// waits, and the audit entry.
/// </summary>
public sealed class Blocking(IConversationStore conversations, IBlockStore blocks, IGuestHistory history, IAuditTrail audit)
{
    /// <param name="unit">The unit.</param>
    /// <param name="caller">Who blocks.</param>
    /// <param name="guests">Whom.</param>
    /// <param name="wish">By what.</param>
    /// <param name="spamOf">The conversation that was marked as spam, or null; it tells of this itself.</param>
    /// <returns>The block of each.</returns>
    public async Task<IReadOnlyList<Created>> BlockAsync(
        IUnit unit,
        AgentCaller caller,
        IReadOnlyList<BlockedGuest> guests,
        BlockWish wish,
        string? spamOf
    )
    {
        wish.Check(unit.Now);
        var traces = new BlockTraces(caller.Person, caller.Via(), await AllAsync(unit, guests, wish.Email), true, spamOf);
        var place = await FirstAsync(unit, traces);
        await blocks.LockAsync(unit, guests);
        var fresh = new List<string>();
        foreach (var guest in traces.Guests)
        {
            if (!await blocks.IsShutOutAsync(unit, guest, null, null))
            {
                fresh.Add(guest);
            }
        }
        var made = new List<Created>();
        foreach (var guest in guests)
        {
            made.Add(await SaveAsync(unit, caller, guest, wish, spamOf));
        }
        await LeaveAsync(unit, traces with { Guests = fresh }, place);
        return made;
    }

    /// <summary>Takes blocks back; what they left in conversations is taken back there.</summary>
    public async Task LiftAsync(IUnit unit, AgentCaller caller, IReadOnlyList<GuestBlock> lifted, string? notSpam = null)
    {
        var guests = lifted.Select(block => new BlockedGuest(block.GuestId, block.EmailFolded, null)).ToList();
        var traces = new BlockTraces(caller.Person, caller.Via(), await AllAsync(unit, guests, email: true), false, notSpam);
        var place = await FirstAsync(unit, traces);
        await blocks.LockAsync(unit, guests);
        var dropped = false;
        foreach (var block in lifted)
        {
            // Two at once: one of them has lifted it.
            if (await blocks.DropAsync(unit, block.Id))
            {
                dropped = true;
                audit.Note(unit, caller.PersonId, "guest.unblocked", block.GuestId);
                history.Note(unit, block.GuestId, caller.Person, GuestEvents.Unblocked);
            }
        }
        if (dropped)
        {
            await LeaveAsync(unit, traces, place);
        }
    }

    /// <summary>The next conversation, in a unit of its own.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="todo">From where on.</param>
    /// <param name="take">Asked once the lock is had; false: somebody else does it.</param>
    public async Task<bool> GoOnAsync(IUnit unit, BlockTraces todo, Func<IUnit, Task<bool>> take)
    {
        var place = await NextAsync(unit, todo);
        if (!await take(unit))
        {
            return false;
        }
        if (place is not null)
        {
            await LeaveAsync(unit, todo, place);
        }
        return true;
    }

    private async Task<IReadOnlyList<string>> AllAsync(IUnit unit, IReadOnlyList<BlockedGuest> guests, bool email)
    {
        var all = new HashSet<string>();
        foreach (var guest in guests)
        {
            all.UnionWith(await blocks.SameAsync(unit, guest.Id, email ? guest.EmailFolded : null));
        }
        return [.. all];
    }

    private async Task<Created> SaveAsync(IUnit unit, AgentCaller caller, BlockedGuest guest, BlockWish wish, string? spamOf)
    {
        if (wish.NetworkUntil is not null && guest.Network is null)
        {
            throw new Invalid("networkUntil", "It is not known any more where this guest comes from.");
        }
        var before = await blocks.OfGuestAsync(unit, guest.Id);
        if (spamOf is not null && before is not null)
        {
            // Who is shut out already stays so, whatever becomes of the spam.
            return new(before.Id, 200);
        }
        var block = new GuestBlock
        {
            Id = before?.Id ?? unit.NewId(Ids.Block),
            GuestId = guest.Id,
            EmailFolded = wish.Email ? guest.EmailFolded : null,
            Network = wish.NetworkUntil is null ? null : guest.Network,
            NetworkUntil = wish.NetworkUntil,
            SpamOf = spamOf,
            MadeBy = caller.PersonId,
        };
        await blocks.SaveAsync(unit, block, isNew: before is null);
        await EndStreamsAsync(unit, block);
        audit.Note(unit, caller.PersonId, "guest.blocked", guest.Id, Detail(block));
        history.Note(unit, guest.Id, caller.Person, GuestEvents.Blocked);
        return new(block.Id, before is null ? 201 : 200);
    }

    /// <summary>No unit holds two conversations: where one is being marked as spam, all others are for later.</summary>
    private Task<Conversation?> FirstAsync(IUnit unit, BlockTraces traces) =>
        traces.Except is null ? NextAsync(unit, traces) : Task.FromResult<Conversation?>(null);

    /// <summary>Locked, before the first write of the unit; null: there is none.</summary>
    private async Task<Conversation?> NextAsync(IUnit unit, BlockTraces traces)
    {
        while (await blocks.NextConversationAsync(unit, traces) is { } id)
        {
            if (await conversations.LoadLockedAsync(unit, id) is { } place)
            {
                return place;
            }
            // Deleted meanwhile.
            traces = traces with
            {
                After = id,
            };
        }
        return null;
    }

    private async Task LeaveAsync(IUnit unit, BlockTraces todo, Conversation? place)
    {
        if (place is not null)
        {
            await TellAsync(unit, todo, place);
        }
        if (todo.Guests.Count > 0 && (place is not null || todo.Except is not null))
        {
            await blocks.LaterAsync(unit, todo with { After = place?.Id ?? todo.After });
        }
    }

    /// <summary>RE-6: who is shut out waits no more; who is not is waited on from their own first words.</summary>
    private async Task TellAsync(IUnit unit, BlockTraces todo, Conversation place)
    {
        var guests = new HashSet<string>();
        foreach (var guest in todo.Guests)
        {
            // Another block may hold them still; and what comes later finds how it is then.
            if (await blocks.IsShutOutAsync(unit, guest, null, null) == todo.Blocked)
            {
                guests.Add(guest);
            }
        }
        var told = place.TellBlocked(todo.By, guests, todo.Blocked, unit.NewId, unit.Now);
        if (told.IsNothing)
        {
            return;
        }
        var waiting =
            place.Status == ConversationStatus.Resolved || (todo.Blocked && place.WaitingSince is null)
                ? place.WaitingSince
                : await blocks.WaitingAsync(unit, place.Id);
        conversations.SavePosted(unit, place.Id, told.Messages.Single(), null, waiting, todo.Via);
        if (waiting is { } since && since != place.WaitingSince && since != place.EscalatedSince)
        {
            conversations.BeginWait(unit, place.Id, since);
        }
    }

    /// <summary>GU-9: on every tab, on every node; whoever comes again is refused at the door.</summary>
    private async Task EndStreamsAsync(IUnit unit, GuestBlock block)
    {
        var same = await blocks.SameAsync(unit, block.GuestId, block.EmailFolded);
        IReadOnlyList<string> near = block.Network is null ? [] : await blocks.OfNetworkAsync(unit, block.Network);
        foreach (var guest in same.Union(near))
        {
            unit.Log(new("session.ended", null, guest, [guest]));
        }
    }

    private static Dictionary<string, string> Detail(GuestBlock block)
    {
        var detail = new Dictionary<string, string>
        {
            ["kinds"] = string.Join(
                ' ',
                new[] { "session", block.EmailFolded is null ? "" : "email", block.Network is null ? "" : "network" }.Where(kind =>
                    kind.Length > 0
                )
            ),
        };
        if (block.NetworkUntil is { } until)
        {
            detail["until"] = until.ToString("uuuu-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
        if (block.SpamOf is not null)
        {
            detail["reason"] = "spam";
        }
        return detail;
    }
}

/// <summary>An agent shuts a guest out whom they see, or lets them in again (SP-2).</summary>
public sealed class BlockGuest(IUnitOfWork work, IGuestProfiles profiles, IBlockStore blocks, Blocking blocking)
{
    /// <returns>The block's id; 200 where the guest was shut out already, and is by this now. Null: the agent sees no such guest.</returns>
    public async Task<Created?> RunAsync(AgentCaller caller, string guestId, BlockWish wish, CancellationToken cancel)
    {
        try
        {
            return await work.CreateAsync(
                async unit =>
                {
                    var guests = await SeenAsync(unit, caller, guestId) ?? throw new Absent();
                    return (await blocking.BlockAsync(unit, caller, guests, wish, spamOf: null))[0];
                },
                cancel
            );
        }
        catch (Absent)
        {
            return null;
        }
    }

    /// <returns>False where the agent sees no such guest.</returns>
    public Task<bool> LiftAsync(AgentCaller caller, string guestId, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                if (await SeenAsync(unit, caller, guestId) is not { } guests)
                {
                    return false;
                }
                var lifted = new List<GuestBlock>();
                foreach (var guest in guests)
                {
                    lifted.AddRange(await blocks.OnAsync(unit, guest));
                }
                await blocking.LiftAsync(unit, caller, [.. lifted.DistinctBy(block => block.Id)]);
                return true;
            },
            cancel
        );

    /// <summary>Everybody who is one guest (GU-10), whose profile it is first; null: the agent sees no such guest.</summary>
    private async Task<IReadOnlyList<BlockedGuest>?> SeenAsync(IUnit unit, AgentCaller caller, string guestId) =>
        await profiles.SeenAsync(unit, caller, guestId) is not { } profile
            ? null
            : [.. (await blocks.GuestsAsync(unit, [.. profile.Ids])).OrderByDescending(guest => guest.Id == profile.Id)];

    /// <summary>From the list of all blocks.</summary>
    /// <returns>False where there is no such block.</returns>
    public Task<bool> LiftOneAsync(AgentCaller administrator, string blockId, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                if (await blocks.OneAsync(unit, blockId) is not { } block)
                {
                    return false;
                }
                await blocking.LiftAsync(unit, administrator, [block]);
                return true;
            },
            cancel
        );
}
