using XBees.Application.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Crm;

/// <summary>The companies of the guests of conversations, as their records were read last (TG-2); no CRM is asked for them.</summary>
internal sealed class CompanyTags(Db db)
{
    /// <summary>Of each conversation, in the order in which its guests came; a company that several are of once.</summary>
    public async Task<ILookup<string, TagView>> OfAsync(IReadOnlyList<string> conversations, CancellationToken cancel)
    {
        var rows = await db.ListAsync<Row>(
            $"""
            select m.conversation_id, l.record
            from member m
            join guest g on g.id = m.person_id
            join crm_link l on l.guest_id = coalesce(g.merged_into, g.id)
            join crm_connection k on k.id = l.connection_id
            where {Dialect.In("m.conversation_id", "@ids")} and m.kind = @guest and m.left_at is null
                and l.state = @linked and l.record is not null and k.active = @yes
            order by m.conversation_id, m.ordinal, l.id
            """,
            new
            {
                ids = conversations.ToArray(),
                guest = "guest",
                linked = CrmLinkRow.Word(Application.Crm.CrmLinkState.Linked),
                yes = true,
            },
            cancel
        );
        return rows.Select(row => (row, Record: CrmLinkRow.ReadRecord(row.Record)))
            .Where(one => one.Record.Company is not null)
            .DistinctBy(one => (one.row.ConversationId, one.Record.Company!.ToUpperInvariant()))
            .ToLookup(one => one.row.ConversationId, one => new TagView("company", one.Record.Company!, one.Record.Url));
    }

    private sealed class Row
    {
        public string ConversationId { get; init; } = "";
        public string Record { get; init; } = "";
    }
}
