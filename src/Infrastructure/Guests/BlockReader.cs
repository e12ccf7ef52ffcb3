using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Guests;

/// <summary>Blocks as agents and administrators see them.</summary>
public sealed class BlockReader(Db db, TimeProvider time) : IBlockReader
{
    /// <summary>Behind every id: ids are made of small letters and digits.</summary>
    private const string Last = "~";

    public Task<IReadOnlyList<BlockView>> ListAsync(AgentCaller caller, string? after, int limit, CancellationToken cancel) =>
        ReadAsync(caller, $"b.id < @after", new { after = after ?? Last, limit }, cancel);

    public async Task<BlockView?> OfGuestAsync(AgentCaller caller, string guestId, CancellationToken cancel)
    {
        var ids = await MergedGuests.IdsAsync(db, guestId, cancel);
        if (ids.Count == 0)
        {
            return null;
        }
        var found = await ReadAsync(
            caller,
            $"""
            {Dialect.In("b.guest_id", "@ids")}
                or b.email_folded in (select o.email_folded from guest o where {Dialect.In("o.id", "@ids")})
            """,
            new { ids = ids.ToArray(), limit = 10 },
            cancel
        );
        return found.OrderByDescending(block => block.Guest.Id == ids[0]).FirstOrDefault();
    }

    public async Task<bool> IsNetworkShutOutAsync(string? network, CancellationToken cancel) =>
        network is not null
        && await db.FirstAsync<long>(
            $"select case when {GuestBlocks.OnNetwork} then 1 else 0 end",
            new { network, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancel
        ) == 1;

    private async Task<IReadOnlyList<BlockView>> ReadAsync(AgentCaller caller, Sql which, object args, CancellationToken cancel)
    {
        var rows = await db.ListAsync<Row>(
            $"""
            select b.id, b.guest_id, b.email_folded, b.network, b.network_until, b.spam_of, b.made_by, b.made_at,
                a.name as made_by_name, g.name, g.email, g.number, g.erased_at
            from guest_block b
            join guest g on g.id = b.guest_id
            left join agent a on a.id = b.made_by
            where {which}
            order by b.id desc
            {Dialect.Limit}
            """,
            args,
            cancel
        );
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return [.. rows.Select(row => row.ToView(caller, now))];
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
        public long MadeAt { get; init; }
        public string? MadeByName { get; init; }
        public string? Name { get; init; }
        public string? Email { get; init; }
        public long Number { get; init; }
        public long? ErasedAt { get; init; }

        public BlockView ToView(AgentCaller caller, long now) =>
            new()
            {
                Id = Id,
                Guest = new(GuestId, GuestLabel.For(new(GuestId, Name, Email, Number, ErasedAt is not null), caller.Language), Email),
                Email = EmailFolded is not null,
                NetworkUntil = NetworkUntil > now ? Times.Instant(NetworkUntil) : null,
                Spam = SpamOf is not null,
                BlockedBy = new(PersonKind.Agent.Word(), MadeBy, MadeByName ?? ""),
                BlockedAt = Instant.FromUnixTimeMilliseconds(MadeAt),
            };
    }
}
