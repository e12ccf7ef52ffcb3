using XBees.Application.Conversations;
using XBees.Domain.Guests;

namespace XBees.Application.Guests;

/// <summary>A guest as a block of them sees it.</summary>
/// <param name="Id">The guest.</param>
/// <param name="EmailFolded">The address in its normal form (GU-13), or null.</param>
/// <param name="Network">The mark of the network they came from last; null where it is not known, or no more (PV-5).</param>
public sealed record BlockedGuest(string Id, string? EmailFolded, string? Network);

/// <summary>Who is shut out, and by what (SP-2). Sessions of the guest always are.</summary>
public sealed record GuestBlock
{
    public required string Id { get; init; }
    public required string GuestId { get; init; }

    /// <summary>Whoever gives this address; null: the address is not shut out.</summary>
    public string? EmailFolded { get; init; }

    /// <summary>The mark of a network, never the address itself.</summary>
    public string? Network { get; init; }
    public Instant? NetworkUntil { get; init; }

    /// <summary>The conversation whose mark as spam made it (SP-3); null: somebody blocked the guest.</summary>
    public string? SpamOf { get; init; }
    public required string MadeBy { get; init; }
}

/// <summary>A block as agents and administrators see it.</summary>
public sealed record BlockView
{
    public required string Id { get; init; }
    public required BlockGuestView Guest { get; init; }

    /// <summary>Whether whoever gives the guest's address is shut out too.</summary>
    public bool Email { get; init; }

    /// <summary>Until when whoever comes from the guest's network is shut out too; null: the network is not.</summary>
    public Instant? NetworkUntil { get; init; }

    /// <summary>Whether a conversation was marked as spam (SP-3).</summary>
    public bool Spam { get; init; }
    public required PersonView BlockedBy { get; init; }
    public required Instant BlockedAt { get; init; }
}

/// <summary>Whom a block is about.</summary>
/// <param name="Id">The guest.</param>
/// <param name="Name">As agents read it (TI-7).</param>
/// <param name="Email">Where one is known.</param>
public sealed record BlockGuestView(string Id, string Name, string? Email);

/// <summary>Blocks as they are read.</summary>
public interface IBlockReader
{
    /// <summary>The newest first, from after one on.</summary>
    Task<IReadOnlyList<BlockView>> ListAsync(AgentCaller caller, string? after, int limit, CancellationToken cancel);

    /// <summary>The one that shuts this guest out; null: none does. Whether the caller sees the guest is asked elsewhere.</summary>
    Task<BlockView?> OfGuestAsync(AgentCaller caller, string guestId, CancellationToken cancel);

    /// <summary>Whether who comes from there is shut out now.</summary>
    Task<bool> IsNetworkShutOutAsync(string? network, CancellationToken cancel);
}

/// <summary>Blocks as they are stored.</summary>
public interface IBlockStore
{
    /// <summary>Whether any block is about one of these, or the guest's own address.</summary>
    Task<bool> IsShutOutAsync(IUnit unit, string? guestId, string? emailFolded, string? network);

    Task<IReadOnlyList<BlockedGuest>> GuestsAsync(IUnit unit, IReadOnlyCollection<string> ids);

    /// <summary>The guest, and those who gave this address.</summary>
    Task<IReadOnlyList<string>> SameAsync(IUnit unit, string guestId, string? emailFolded);

    /// <summary>Those whose sessions came from this network last.</summary>
    Task<IReadOnlyList<string>> OfNetworkAsync(IUnit unit, string network);

    /// <summary>In the order of their ids, the next conversation that goes on and that one of the guests is in; null: there is none.</summary>
    Task<string?> NextConversationAsync(IUnit unit, BlockTraces todo);

    /// <summary>The block of this very guest.</summary>
    Task<GuestBlock?> OfGuestAsync(IUnit unit, string guestId);

    Task<GuestBlock?> OneAsync(IUnit unit, string id);

    /// <summary>Every block that shuts this guest out, of whichever guest it is.</summary>
    Task<IReadOnlyList<GuestBlock>> OnAsync(IUnit unit, BlockedGuest guest);

    /// <summary>Those that a mark as spam made.</summary>
    Task<IReadOnlyList<GuestBlock>> OfSpamAsync(IUnit unit, string conversationId);

    /// <summary>Written at once: what is asked later in the unit knows of it.</summary>
    Task SaveAsync(IUnit unit, GuestBlock block, bool isNew);

    /// <summary>False where it is gone already.</summary>
    Task<bool> DropAsync(IUnit unit, string id);

    /// <summary>After the conversations' locks: whoever blocks one of these, or lets them in, waits until this unit is over.</summary>
    Task LockAsync(IUnit unit, IReadOnlyList<BlockedGuest> guests);

    /// <summary>Another conversation of the guest that is spam; null: there is none.</summary>
    Task<string?> OtherSpamAsync(IUnit unit, string guestId, string conversationId);

    /// <summary>Guests who have written something in it.</summary>
    Task<IReadOnlyList<string>> WritersAsync(IUnit unit, string conversationId);

    /// <summary>Since when somebody who is not shut out waits in it for an answer.</summary>
    Task<Instant?> WaitingAsync(IUnit unit, string conversationId);

    /// <summary>The rest follows in units of its own, whichever node runs it, also after a restart.</summary>
    Task LaterAsync(IUnit unit, BlockTraces todo);
}

/// <summary>What a block, or its end, leaves in conversations of its guests.</summary>
/// <param name="By">Who did it.</param>
/// <param name="Via">web or api.</param>
/// <param name="Guests">Whom it is about.</param>
/// <param name="Blocked">Shut out, or no more.</param>
/// <param name="Except">A conversation that tells of it itself (SP-3).</param>
/// <param name="After">Which conversations have it already: those up to this one.</param>
public sealed record BlockTraces(
    Domain.Conversations.Person By,
    string Via,
    IReadOnlyList<string> Guests,
    bool Blocked,
    string? Except = null,
    string After = ""
);

/// <summary>Refuses whoever is shut out, before anything is begun for them (SP-2).</summary>
public sealed class Gate(IBlockStore blocks)
{
    public async Task RefuseAsync(IUnit unit, string? guestId, string? emailFolded, string? network)
    {
        if (await blocks.IsShutOutAsync(unit, guestId, emailFolded, network))
        {
            throw new Refused(BlockRefusals.NotAvailable);
        }
    }
}
