using System.Text.Json;
using XBees.Application.Guests;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Guests;

/// <summary>Merges by hand and what follows them (GU-10).</summary>
internal static class GuestMerges
{
    /// <summary>That there is a record, or something of one: what merely says that none was found does not count.</summary>
    private static Sql IsRecord => $"(l.state <> 'none' or exists (select 1 from crm_activity a where a.link_id = l.id))";

    public static Task<IReadOnlyList<string>> CrmsAsync(SqlSession session, string guestId, CancellationToken cancel) =>
        session.ListAsync<string>(
            $"select l.kind from crm_link l where l.guest_id = @guestId and {IsRecord} order by l.kind",
            new { guestId },
            cancel
        );

    public static async Task JoinAsync(Unit session, string guestId, IReadOnlyList<string> others) =>
        await session.ExecuteAsync(
            $"update guest set merged_into = @guestId, version = version + 1 where {Dialect.In("id", "@ids")}",
            new { guestId, ids = others.ToArray() }
        );

    public static async Task<bool> PartAsync(Unit session, StoredMerge merge)
    {
        var parted = await session.ExecuteAsync(
            $"update guest set merged_into = null, version = version + 1 where id = @otherId and merged_into = @guestId",
            new { otherId = merge.OtherId, guestId = merge.GuestId }
        );
        await session.ExecuteAsync(
            $"""
            update guest set merged_into = @otherId, version = version + 1
            where {Dialect.In("id", "@ids")} and merged_into = @guestId
            """,
            new
            {
                otherId = merge.OtherId,
                guestId = merge.GuestId,
                ids = merge.Moved.Guests.ToArray(),
            }
        );
        await session.ExecuteAsync($"update guest set version = version + 1 where id = @guestId", new { guestId = merge.GuestId });
        return parted == 1;
    }

    public static async Task<IReadOnlyList<string>> MoveCrmAsync(Unit session, string from, string to, IReadOnlyList<string> crms)
    {
        var links = await session.ListAsync<LinkRow>(
            $"select l.id, l.kind from crm_link l where l.guest_id = @from order by l.id",
            new { from }
        );
        var moved = links.Where(link => crms.Contains(link.Kind)).ToList();
        foreach (var link in moved)
        {
            await MoveAsync(session, link.Id, link.Kind, from, to);
        }
        return [.. moved.Select(link => link.Id)];
    }

    public static async Task MoveCrmBackAsync(Unit session, StoredMerge merge)
    {
        foreach (var id in merge.Moved.Links)
        {
            if (await session.FirstAsync<string>($"select l.kind from crm_link l where l.id = @id", new { id }) is { } kind)
            {
                await MoveAsync(session, id, kind, merge.GuestId, merge.OtherId);
            }
        }
    }

    public static Task KeepAsync(Unit session, StoredMerge merge, string madeBy) =>
        session.ExecuteAsync(
            $"""
            insert into guest_merge (id, guest_id, other_id, moved, made_by, made_at)
            values (@id, @guestId, @otherId, @moved, @madeBy, @now)
            """,
            new
            {
                id = merge.Id,
                guestId = merge.GuestId,
                otherId = merge.OtherId,
                moved = JsonSerializer.Serialize(merge.Moved, JsonSerializerOptions.Web),
                madeBy,
                now = session.NowMs,
            }
        );

    public static async Task<StoredMerge?> OneAsync(Unit session, string id) =>
        (
            await session.FirstAsync<MergeRow>($"select id, guest_id, other_id, moved, made_at from guest_merge where id = @id", new { id })
        )?.ToMerge();

    /// <summary>There is one of each CRM for a guest: what only says that none was found makes room.</summary>
    private static async Task MoveAsync(Unit session, string id, string kind, string from, string to)
    {
        await session.ExecuteAsync(
            $"""
            delete from crm_link
            where guest_id = @to and kind = @kind and state = 'none'
                and not exists (select 1 from crm_activity a where a.link_id = crm_link.id)
            """,
            new { to, kind }
        );
        await session.ExecuteAsync(
            $"""
            update crm_link set guest_id = @to
            where id = @id and guest_id = @from
                and not exists (select 1 from crm_link o where o.guest_id = @to and o.kind = @kind)
            """,
            new
            {
                id,
                kind,
                from,
                to,
            }
        );
    }

    private sealed class LinkRow
    {
        public string Id { get; init; } = "";
        public string Kind { get; init; } = "";
    }

    private sealed class MergeRow
    {
        public string Id { get; init; } = "";
        public string GuestId { get; init; } = "";
        public string OtherId { get; init; } = "";
        public string Moved { get; init; } = "";
        public long MadeAt { get; init; }

        public StoredMerge ToMerge() =>
            new(
                Id,
                GuestId,
                OtherId,
                JsonSerializer.Deserialize<MergeMoves>(Moved, JsonSerializerOptions.Web)!,
                Instant.FromUnixTimeMilliseconds(MadeAt)
            );
    }
}
