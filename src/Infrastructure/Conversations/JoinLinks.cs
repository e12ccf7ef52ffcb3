using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>Links of conversations, for those who hold one and for agents.</summary>
public sealed class JoinLinks(Db db, IJoinTokens tokens, IOrganisationStore organisations) : IJoinLinks
{
    private readonly HeadViews heads = new(db);

    public async Task<JoinFace?> FaceAsync(string token, CancellationToken cancel)
    {
        var id = tokens.ConversationOf(token);
        // Asked in any case: what is not there takes as long as what is closed (attack row 27).
        var row = await db.FirstAsync<FaceRow>(
            $"""
            select c.id, c.link_number, c.public_since, coalesce(a.guest_name, a.name) as agent_name, s.name as service_name
            from conversation c
            left join agent a on a.id = case when c.created_by_kind = @agent then c.created_by else c.origin_agent_id end
            left join service s on s.id = c.service_id
            where c.id = @id
            """,
            new { id = id ?? "", agent = PersonKind.Agent.Word() },
            cancel
        );
        if (row?.PublicSince is null || !tokens.IsRight(token, row.Id, row.LinkNumber))
        {
            return null;
        }
        var organisation = (await organisations.ReadAsync(cancel))?.Name ?? "XBees";
        var title = await heads.TitleForStrangersAsync(row.Id, cancel);
        return new(row.AgentName ?? row.ServiceName ?? organisation, title.Text, title.Avatar, organisation);
    }

    public async Task<JoinLink?> OfAsync(AgentCaller caller, string conversationId, CancellationToken cancel)
    {
        var row = await db.FirstAsync<LinkRow>(
            $"""
            select c.id, c.link_number, c.public_since, c.version
            from conversation c
            {Visibility.Join}
            where c.id = @conversationId and {Visibility.Whole(caller)}
            """,
            new { me = caller.PersonId, conversationId },
            cancel
        );
        return row is null ? null : new(row.PublicSince is not null, row.LinkNumber, row.Version);
    }

    private class LinkRow
    {
        public string Id { get; init; } = "";
        public long LinkNumber { get; init; }
        public long? PublicSince { get; init; }
        public long Version { get; init; }
    }

    private sealed class FaceRow : LinkRow
    {
        public string? AgentName { get; init; }
        public string? ServiceName { get; init; }
    }
}
