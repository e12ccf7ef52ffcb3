using XBees.Application.Guests;
using XBees.Application.Search;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Search;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Guests;

/// <summary>Guests by the search of conversations (SE-2), of those alone whose messages the agent may read: a head tells an administrator nobody's address (LC-2).</summary>
public sealed class GuestSearch(Db db, ISearchReader search)
{
    private const int MostConversations = 50;

    public async Task<IReadOnlyList<GuestSummaryView>> FindAsync(AgentCaller caller, string typed, int limit, CancellationToken cancel)
    {
        if (SearchQuery.Parse(typed) is not { } query)
        {
            return [];
        }
        var found = await search.ConversationsAsync(caller, query, new(null, new()), MostConversations, null, cancel);
        var places = found.Select((one, place) => (one.Row.Id, place)).ToDictionary(one => one.Id, one => one.place);
        var rows = await db.ListAsync<PlacedRow>(
            $"""
            select m.conversation_id, g.id, g.merged_into, g.number, g.name, g.email, g.email_proven_at, g.phone
            from member m
            join guest g on g.id = m.person_id
            join conversation c on c.id = m.conversation_id
            {Visibility.Join}
            where {Dialect.In("m.conversation_id", "@ids")} and g.erased_at is null and {Visibility.Whole(caller)}
            """,
            new { me = caller.PersonId, ids = places.Keys.ToArray() },
            cancel
        );
        var ids = rows.Where(row => query.Matches(Findable.Of([row.Name, row.Email], [row.Phone])))
            .OrderBy(row => places[row.ConversationId])
            .Select(row => row.MergedInto ?? row.Id)
            .Distinct()
            .Take(limit)
            .ToList();
        var profiles = await RowsAsync(ids, cancel);
        return [.. ids.Where(profiles.ContainsKey).Select(id => profiles[id].ToView(caller.Language))];
    }

    internal async Task<IReadOnlyDictionary<string, GuestSummaryRow>> RowsAsync(IReadOnlyList<string> ids, CancellationToken cancel) =>
        (
            await db.ListAsync<GuestSummaryRow>(
                $"select id, number, name, email, email_proven_at, phone from guest where {Dialect.In("id", "@ids")} and erased_at is null",
                new { ids = ids.ToArray() },
                cancel
            )
        ).ToDictionary(row => row.Id);

    private sealed class PlacedRow : GuestSummaryRow
    {
        public string ConversationId { get; init; } = "";
        public string? MergedInto { get; init; }
    }
}

/// <summary>A row of <c>guest</c> in few words.</summary>
internal class GuestSummaryRow
{
    public string Id { get; init; } = "";
    public long Number { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public long? EmailProvenAt { get; init; }
    public string? Phone { get; init; }

    public GuestSummaryView ToView(string language)
    {
        var card = new GuestCard(Id, Name, Email, Number);
        return new()
        {
            Id = Id,
            Name = GuestLabel.For(card, language),
            Avatar = Avatar.Of(card, language),
            Email = Email,
            EmailProven = EmailProvenAt is not null,
            Phone = Phone,
        };
    }
}
