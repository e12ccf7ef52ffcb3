using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Guests;

/// <summary>Blocks as they are stored.</summary>
public sealed class BlockStore : IBlockStore
{
    /// <summary>So many guests of one address or network are looked at; the door refuses the others all the same.</summary>
    private const int MostGuests = 500;

    public async Task<bool> IsShutOutAsync(IUnit unit, string? guestId, string? emailFolded, string? network)
    {
        var session = Unit.Of(unit);
        if (
            guestId is not null
            && await session.FirstAsync<string>(
                $"select g.id from guest g where g.id = @guestId and ({GuestBlocks.On($"g.id", $"g.email_folded")})",
                new { guestId }
            )
                is not null
        )
        {
            return true;
        }
        if (emailFolded is not null && await GuestBlocks.HoldAsync(session, emailFolded))
        {
            return true;
        }
        return network is not null
            && await session.FirstAsync<long>(
                $"select case when {GuestBlocks.OnNetwork} then 1 else 0 end",
                new { network, now = session.NowMs }
            ) == 1;
    }

    public async Task<IReadOnlyList<BlockedGuest>> GuestsAsync(IUnit unit, IReadOnlyCollection<string> ids)
    {
        var rows = await Unit.Of(unit)
            .ListAsync<GuestRow>(
                $"""
                select g.id, g.email_folded, s.network
                from guest g
                left join guest_session s on s.id = (
                    select max(n.id) from guest_session n
                    where n.guest_id = g.id and n.network is not null and n.network_at = (
                        select max(o.network_at) from guest_session o where o.guest_id = g.id
                    )
                )
                where {Dialect.In("g.id", "@ids")}
                order by g.id
                """,
                new { ids = ids.ToArray() }
            );
        return [.. rows.Select(row => new BlockedGuest(row.Id, row.EmailFolded, row.Network))];
    }

    public async Task<IReadOnlyList<string>> SameAsync(IUnit unit, string guestId, string? emailFolded) =>
        [
            .. (
                await Unit.Of(unit)
                    .ListAsync<string>(
                        $"select id from guest where email_folded = @emailFolded order by id desc {Dialect.Limit}",
                        new { emailFolded, limit = MostGuests }
                    )
            )
                .Append(guestId)
                .Distinct(),
        ];

    public Task<IReadOnlyList<string>> OfNetworkAsync(IUnit unit, string network) =>
        Unit.Of(unit)
            .ListAsync<string>(
                $"""
                select distinct guest_id from guest_session where network = @network and ended_at is null
                order by guest_id desc
                {Dialect.Limit}
                """,
                new { network, limit = MostGuests }
            );

    public Task<string?> NextConversationAsync(IUnit unit, BlockTraces todo) =>
        Unit.Of(unit)
            .FirstAsync<string>(
                $"""
                select m.conversation_id
                from member m
                join conversation c on c.id = m.conversation_id
                where {Dialect.In("m.person_id", "@guests")} and m.left_at is null and m.conversation_id > @after
                    and m.conversation_id <> @except and c.status <> @resolved
                order by m.conversation_id
                {Dialect.Limit}
                """,
                new
                {
                    guests = todo.Guests.ToArray(),
                    after = todo.After,
                    except = todo.Except ?? "",
                    resolved = "resolved",
                    limit = 1,
                }
            );

    public Task<GuestBlock?> OfGuestAsync(IUnit unit, string guestId) => FirstAsync(unit, $"b.guest_id = @guestId", new { guestId });

    public Task<GuestBlock?> OneAsync(IUnit unit, string id) => FirstAsync(unit, $"b.id = @id", new { id });

    public async Task<IReadOnlyList<GuestBlock>> OnAsync(IUnit unit, BlockedGuest guest) =>
        await ListAsync(unit, $"b.guest_id = @id or b.email_folded = @emailFolded", new { id = guest.Id, emailFolded = guest.EmailFolded });

    public async Task<IReadOnlyList<GuestBlock>> OfSpamAsync(IUnit unit, string conversationId) =>
        await ListAsync(unit, $"b.spam_of = @conversationId", new { conversationId });

    public Task SaveAsync(IUnit unit, GuestBlock block, bool isNew)
    {
        var args = new
        {
            id = block.Id,
            guestId = block.GuestId,
            emailFolded = block.EmailFolded,
            network = block.Network,
            networkUntil = block.NetworkUntil?.ToUnixTimeMilliseconds(),
            spamOf = block.SpamOf,
            madeBy = block.MadeBy,
            now = Unit.Of(unit).NowMs,
        };
        return isNew
            ? Unit.Of(unit)
                .ExecuteAsync(
                    $"""
                    insert into guest_block (id, guest_id, email_folded, network, network_until, spam_of, made_by, made_at)
                    values (@id, @guestId, @emailFolded, @network, @networkUntil, @spamOf, @madeBy, @now)
                    """,
                    args
                )
            : Unit.Of(unit)
                .ExecuteAsync(
                    $"""
                    update guest_block
                    set email_folded = @emailFolded, network = @network, network_until = @networkUntil, spam_of = @spamOf,
                        made_by = @madeBy, made_at = @now
                    where id = @id
                    """,
                    args
                );
    }

    public async Task<bool> DropAsync(IUnit unit, string id) =>
        await Unit.Of(unit).ExecuteAsync($"delete from guest_block where id = @id", new { id }) == 1;

    public async Task LockAsync(IUnit unit, IReadOnlyList<BlockedGuest> guests)
    {
        var names = guests
            .Select(guest => guest.Id)
            .Concat(guests.Select(guest => guest.EmailFolded).OfType<string>().Select(SecretToken.Hash));
        // In one order everywhere.
        foreach (var id in names.Distinct().Order(StringComparer.Ordinal))
        {
            await Unit.Of(unit).ExecuteAsync($"{Dialect.LockGuest}", new { id });
        }
    }

    public Task<string?> OtherSpamAsync(IUnit unit, string guestId, string conversationId) =>
        Unit.Of(unit)
            .FirstAsync<string>(
                $"""
                select c.id
                from conversation c
                where c.spam_since is not null and c.id <> @conversationId and exists (
                    select 1 from message m where m.conversation_id = c.id and m.author_id = @guestId
                ) and exists (select 1 from member gm where gm.conversation_id = c.id and gm.person_id = @guestId)
                order by c.id desc
                {Dialect.Limit}
                """,
                new
                {
                    guestId,
                    conversationId,
                    limit = 1,
                }
            );

    public Task<IReadOnlyList<string>> WritersAsync(IUnit unit, string conversationId) =>
        Unit.Of(unit)
            .ListAsync<string>(
                $"""
                select distinct m.author_id from message m
                where m.conversation_id = @conversationId and m.author_kind = @guest and m.kind = @text and m.author_id is not null
                """,
                new
                {
                    conversationId,
                    guest = "guest",
                    text = "text",
                }
            );

    public async Task<Instant?> WaitingAsync(IUnit unit, string conversationId) =>
        Times.Instant(
            await Unit.Of(unit)
                .FirstAsync<long?>(
                    $"""
                    select min(m.created_at)
                    from message m
                    join guest g on g.id = m.author_id
                    where m.conversation_id = @conversationId and m.kind = @text and m.author_kind = @guest and m.deleted_at is null
                        and not ({GuestBlocks.On($"g.id", $"g.email_folded")})
                        and not exists (
                            select 1 from message a
                            where a.conversation_id = m.conversation_id and a.seq > m.seq and a.kind = @text and a.author_kind = @agent
                        )
                    """,
                    new
                    {
                        conversationId,
                        text = "text",
                        guest = "guest",
                        agent = "agent",
                    }
                )
        );

    public Task LaterAsync(IUnit unit, BlockTraces todo) =>
        Timers.SetAsync(Unit.Of(unit), unit.NewId(Ids.Timer), BlockTimer.KindOfTimer, null, todo, unit.Now);

    private static async Task<GuestBlock?> FirstAsync(IUnit unit, Sql which, object args) =>
        await ListAsync(unit, which, args) is [var first, ..] ? first : null;

    private static async Task<IReadOnlyList<GuestBlock>> ListAsync(IUnit unit, Sql which, object args)
    {
        var rows = await Unit.Of(unit)
            .ListAsync<Row>(
                $"""
                select b.id, b.guest_id, b.email_folded, b.network, b.network_until, b.spam_of, b.made_by
                from guest_block b
                where {which}
                order by b.id
                """,
                args
            );
        return [.. rows.Select(row => row.ToBlock())];
    }

    private sealed class GuestRow
    {
        public string Id { get; init; } = "";
        public string? EmailFolded { get; init; }
        public string? Network { get; init; }
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string GuestId { get; init; } = "";
        public string? EmailFolded { get; init; }
        public string? Network { get; init; }
        public long? NetworkUntil { get; init; }
        public string? SpamOf { get; init; }
        public string MadeBy { get; init; } = "";

        public GuestBlock ToBlock() =>
            new()
            {
                Id = Id,
                GuestId = GuestId,
                EmailFolded = EmailFolded,
                Network = Network,
                NetworkUntil = Times.Instant(NetworkUntil),
                SpamOf = SpamOf,
                MadeBy = MadeBy,
            };
    }
}
