using XBees.Application.Guests;
using XBees.Domain.Guests;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Guests;

/// <summary>Profiles as agents change them (GU-11).</summary>
public sealed class GuestProfiles(Db db) : IGuestProfiles
{
    public Task<GuestProfile?> SeenAsync(AgentCaller caller, string guestId, CancellationToken cancel) =>
        FindAsync(db, caller, guestId, cancel);

    public Task<GuestProfile?> SeenAsync(IUnit unit, AgentCaller caller, string guestId) => FindAsync(Unit.Of(unit), caller, guestId);

    public async Task LockAsync(IUnit unit, params IReadOnlyList<string> guests)
    {
        foreach (var id in guests.Distinct().Order(StringComparer.Ordinal))
        {
            await Unit.Of(unit).ExecuteAsync($"{Dialect.LockGuest}", new { id });
        }
    }

    public async Task<bool> SaveAsync(IUnit unit, GuestProfile profile, GuestDetails details)
    {
        Sql proof = $"null";
        if (GuestEdit.KeepsProof(profile.Details, details))
        {
            proof = $"email_proven_at";
        }
        return await Unit.Of(unit)
                .ExecuteAsync(
                    $"""
                    update guest
                    set name = @name, email = @email, email_folded = @folded, email_proven_at = {proof}, phone = @phone, company = @company,
                        version = version + 1
                    where id = @id and version = @version
                    """,
                    new
                    {
                        id = profile.Id,
                        version = profile.Version,
                        name = details.Name,
                        email = details.Email,
                        folded = EmailAddress.Fold(details.Email),
                        phone = details.Phone,
                        company = details.Company,
                    }
                ) == 1;
    }

    public async Task<IReadOnlyDictionary<string, string?>> NameAsync(IUnit unit, IReadOnlyList<string> guests, string? name)
    {
        if (guests.Count == 0)
        {
            return new Dictionary<string, string?>();
        }
        var rows = await Unit.Of(unit)
            .ListAsync<NameRow>($"select id, name from guest where {Dialect.In("id", "@ids")}", new { ids = guests.ToArray() });
        var before = rows.Where(row => row.Name != name).ToDictionary(row => row.Id, row => row.Name);
        foreach (var id in before.Keys)
        {
            await RenameAsync(Unit.Of(unit), id, name);
        }
        return before;
    }

    public async Task NameBackAsync(IUnit unit, MergeMoves moved)
    {
        foreach (var (id, before) in moved.Names)
        {
            var present = await Unit.Of(unit).FirstAsync<NameRow>($"select id, name from guest where id = @id", new { id });
            if (present?.Name == moved.Name)
            {
                await RenameAsync(Unit.Of(unit), id, before);
            }
        }
    }

    public async Task TellAsync(IUnit unit, IReadOnlyList<string> guests)
    {
        var rows = await Unit.Of(unit)
            .ListAsync<MemberRow>(
                $"select conversation_id, person_id from member where {Dialect.In("person_id", "@ids")}",
                new { ids = guests.ToArray() }
            );
        foreach (var row in rows)
        {
            unit.Log(new("guest.updated", row.ConversationId, row.PersonId));
        }
    }

    public Task JoinAsync(IUnit unit, string guestId, IReadOnlyList<string> others) =>
        GuestMerges.JoinAsync(Unit.Of(unit), guestId, others);

    public Task<bool> PartAsync(IUnit unit, StoredMerge merge) => GuestMerges.PartAsync(Unit.Of(unit), merge);

    public Task<IReadOnlyList<string>> MoveCrmAsync(IUnit unit, string from, string to, IReadOnlyList<string> crms) =>
        GuestMerges.MoveCrmAsync(Unit.Of(unit), from, to, crms);

    public Task MoveCrmBackAsync(IUnit unit, StoredMerge merge) => GuestMerges.MoveCrmBackAsync(Unit.Of(unit), merge);

    public Task KeepAsync(IUnit unit, StoredMerge merge, string madeBy) => GuestMerges.KeepAsync(Unit.Of(unit), merge, madeBy);

    public Task<StoredMerge?> MergeAsync(IUnit unit, string id) => GuestMerges.OneAsync(Unit.Of(unit), id);

    public Task ForgetAsync(IUnit unit, StoredMerge merge) =>
        Unit.Of(unit).ExecuteAsync($"delete from guest_merge where id = @id", new { id = merge.Id });

    private static Task<int> RenameAsync(Unit session, string id, string? name) =>
        session.ExecuteAsync($"update guest set name = @name, version = version + 1 where id = @id", new { id, name });

    private static async Task<GuestProfile?> FindAsync(
        SqlSession session,
        AgentCaller caller,
        string guestId,
        CancellationToken cancel = default
    )
    {
        var ids = await MergedGuests.IdsAsync(session, guestId, cancel);
        if (ids.Count == 0 || !await IsSeenAsync(session, caller, ids, cancel))
        {
            return null;
        }
        var row = await session.FirstAsync<Row>(
            $"select id, version, name, email, phone, company from guest where id = @id and erased_at is null",
            new { id = ids[0] },
            cancel
        );
        return row is null
            ? null
            : new()
            {
                Id = row.Id,
                Version = row.Version,
                Details = new(row.Name, row.Email, row.Phone, row.Company),
                Ids = ids,
                Blocked = await IsBlockedAsync(session, ids, cancel),
                Crms = await GuestMerges.CrmsAsync(session, row.Id, cancel),
            };
    }

    private static async Task<bool> IsSeenAsync(
        SqlSession session,
        AgentCaller caller,
        IReadOnlyList<string> ids,
        CancellationToken cancel
    ) =>
        await session.FirstAsync<string>(
            $"""
            select c.id
            from conversation c
            {Visibility.Join}
            where exists (
                select 1 from member gm
                where gm.conversation_id = c.id and {Dialect.In("gm.person_id", "@ids")} and gm.kind = @guest
            ) and {Visibility.Whole(caller)}
            """,
            new
            {
                me = caller.PersonId,
                ids = ids.ToArray(),
                guest = "guest",
            },
            cancel
        )
            is not null;

    private static async Task<bool> IsBlockedAsync(SqlSession session, IReadOnlyList<string> ids, CancellationToken cancel) =>
        await session.FirstAsync<string>(
            $"select g.id from guest g where {Dialect.In("g.id", "@ids")} and ({GuestBlocks.On($"g.id", $"g.email_folded")})",
            new { ids = ids.ToArray() },
            cancel
        )
            is not null;

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string? Name { get; init; }
        public string? Email { get; init; }
        public string? Phone { get; init; }
        public string? Company { get; init; }
    }

    private sealed class NameRow
    {
        public string Id { get; init; } = "";
        public string? Name { get; init; }
    }

    private sealed class MemberRow
    {
        public string ConversationId { get; init; } = "";
        public string PersonId { get; init; } = "";
    }
}
