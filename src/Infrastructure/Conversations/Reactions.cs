using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>What people reacted to some messages with, and the one rendering of it for each reader (MS-8).</summary>
internal sealed class Reactions
{
    /// <summary>As many people as a notice names; the count says how many there are.</summary>
    private const int Named = 20;

    public static readonly Reactions None = new([]);

    private readonly ILookup<string, Row> byMessage;

    private Reactions(IEnumerable<Row> rows) => byMessage = rows.ToLookup(row => row.MessageId);

    public static async Task<Reactions> LoadAsync(Db db, string[] messageIds, CancellationToken cancel)
    {
        if (messageIds.Length == 0)
        {
            return None;
        }
        var rows = await db.ListAsync<Row>(
            $"""
            select t.message_id, t.reaction, t.kind, t.person_id, t.place, c.read_only_since, {PersonRow.Columns}
            from (
                select r.message_id, r.kind as reaction, r.person_kind as kind, r.person_id,
                    row_number() over (partition by r.message_id, r.kind order by r.created_at, r.person_id) as place
                from reaction r
                where {Dialect.In("r.message_id", "@ids")}
            ) t
            join message m on m.id = t.message_id
            join conversation c on c.id = m.conversation_id
            left join agent a on a.id = t.person_id and t.place <= @named
            left join guest g on g.id = t.person_id and t.place <= @named
            order by t.message_id, t.place
            """,
            new { ids = messageIds, named = Named },
            cancel
        );
        return new(rows);
    }

    /// <summary>Who reacted to it sees it otherwise than everybody else of their kind.</summary>
    public bool AnyOf(string messageId, Caller reader) => byMessage[messageId].Any(row => row.PersonId == reader.PersonId);

    public IReadOnlyList<ReactionView> Of(string messageId, Caller reader)
    {
        var byKind = byMessage[messageId].ToLookup(row => row.Reaction);
        return [.. ReactionKind.All.Where(kind => byKind.Contains(kind.Name)).Select(kind => View(kind, [.. byKind[kind.Name]], reader))];
    }

    private static ReactionView View(ReactionKind kind, IReadOnlyList<Row> rows, Caller reader)
    {
        // AC-12: who does not see members does not see who reacted.
        var unnamed = reader.IsGuest && rows[0].ReadOnlySince is not null;
        return new(
            kind.Name,
            rows.Count,
            rows.Any(row => row.PersonId == reader.PersonId),
            unnamed ? null : [.. rows.Take(Named).Select(row => PersonView.Of(row.Person(), reader))]
        );
    }

    private sealed class Row : PersonRow
    {
        public string MessageId { get; init; } = "";
        public string Reaction { get; init; } = "";
        public long Place { get; init; }
        public long? ReadOnlySince { get; init; }

        public Person Person() => Kind == "agent" ? Domain.Conversations.Person.Of(Agent()) : Domain.Conversations.Person.Of(Guest());
    }
}
