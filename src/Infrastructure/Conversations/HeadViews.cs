using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Crm;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>What heads need beside their rows: the few members of their titles, and the last entry.</summary>
internal sealed class HeadViews(Db db)
{
    public async Task<IReadOnlyList<ConversationView>> ViewsAsync(Caller caller, IReadOnlyList<HeadRow> rows, CancellationToken cancel)
    {
        var facts = await FactsAsync(rows, cancel);
        var whole = rows.Where(row => Sights.Of(caller, row.IsMember, row.ManagerId == caller.PersonId) == Sight.Whole).ToList();
        var last = await LastAsync(caller, whole, cancel);
        var seen = whole.Select(row => row.Id).ToHashSet();
        var companies = caller.IsGuest || seen.Count == 0 ? null : await new CompanyTags(db).OfAsync([.. seen], cancel);
        return
        [
            .. rows.Select(row =>
                row.ToView(caller, facts[row.Id], seen.Contains(row.Id), last.GetValueOrDefault(row.Id), companies?[row.Id] ?? [])
            ),
        ];
    }

    /// <summary>What a guest who is no member yet calls it (IN-9).</summary>
    public async Task<Title> TitleForStrangersAsync(string id, CancellationToken cancel)
    {
        var row = await db.FirstAsync<HeadRow>(
            $"""
            select {HeadRow.Columns}
            from conversation c
            {HeadRow.Joins}
            where c.id = @id
            """,
            new { me = "", id },
            cancel
        );
        return Title.For((await FactsAsync([row!], cancel))[id], Viewer.Guest(""));
    }

    public async Task<Dictionary<string, TitleFacts>> FactsAsync(IReadOnlyList<HeadRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0)
        {
            return [];
        }
        var people = await db.ListAsync<TitlePersonRow>(
            $"""
            select t.conversation_id, t.kind, t.person_id, t.left_at, {PersonRow.Columns}
            from (
                select m.conversation_id, m.kind, m.person_id, m.left_at, m.ordinal,
                    row_number() over (
                        partition by m.conversation_id, m.kind, case when m.left_at is null then 0 else 1 end
                        order by m.left_at desc, m.ordinal
                    ) as place
                from member m
                where {Dialect.In("m.conversation_id", "@ids")}
            ) t
            left join agent a on a.id = t.person_id
            left join guest g on g.id = t.person_id
            where t.place <= @needed and (t.left_at is null or t.place = @first)
            order by t.conversation_id, t.ordinal
            """,
            new
            {
                ids = rows.Select(row => row.Id).ToArray(),
                needed = TitleFacts.AgentsNeeded,
                first = 1,
            },
            cancel
        );
        var known = people.ToLookup(person => person.ConversationId);
        return rows.ToDictionary(row => row.Id, row => row.ToFacts([.. known[row.Id]]));
    }

    public async Task<Dictionary<string, LastMessageView>> LastAsync(Caller caller, IReadOnlyList<HeadRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0)
        {
            return [];
        }
        Sql newest = $"m.seq = c.last_seq";
        if (caller.IsGuest)
        {
            newest = $"m.guest_seq = c.last_guest_seq and m.for_agents_only = @no";
        }
        var last = await db.ListAsync<LastRow>(
            $"""
            select m.conversation_id, {MessageRow.Columns}
            from conversation c
            join message m on m.conversation_id = c.id and {newest}
            where {Dialect.In("c.id", "@ids")}
            """,
            new { ids = rows.Select(row => row.Id).ToArray(), no = false },
            cancel
        );
        return last.ToDictionary(row => row.ConversationId, row => row.ToLast(caller));
    }
}
