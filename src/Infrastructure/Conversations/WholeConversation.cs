using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Services;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>A conversation with all its members, past ones too: what decisions about it are made on.</summary>
internal static class WholeConversation
{
    public static async Task<Conversation?> LoadAsync(SqlSession session, string id, CancellationToken cancel = default)
    {
        var row = await session.FirstAsync<ConversationRow>(
            $"""
            select {ConversationColumns.Shared}, c.origin_agent_id, c.widget_id, c.first_service_id, c.assigned_by, c.assigned_at,
                c.waiting_since, c.escalated_since, c.link_number, c.resolved_at, c.continues_id, c.continued_at,
                c.created_by, c.created_by_kind
            from conversation c
            left join service s on s.id = c.service_id
            where c.id = @id
            """,
            new { id },
            cancel
        );
        if (row is null)
        {
            return null;
        }
        var members = await session.ListAsync<MemberRow>(
            $"""
            select m.id, m.kind, m.person_id, m.ordinal, m.initial, m.via_service_id, m.joined_at, m.left_at, m.removed_by, {PersonRow.Columns}
            from member m
            left join agent a on a.id = m.person_id
            left join guest g on g.id = m.person_id
            where m.conversation_id = @id
            order by m.ordinal
            """,
            new { id },
            cancel
        );
        return row.ToConversation([.. members.Select(member => member.ToMember())]);
    }
}

/// <summary>
/// What a preview reads. The version is read before the members: where somebody changes them in between, the assignment that follows
/// is refused as stale.
/// </summary>
public sealed class AssignmentReader(Db db) : IAssignmentReader
{
    public Task<Conversation?> ConversationAsync(string id, CancellationToken cancel) => WholeConversation.LoadAsync(db, id, cancel);

    public Task<ServiceTeam?> TeamAsync(string serviceId, CancellationToken cancel) => Teams.LoadAsync(db, serviceId, cancel);
}
