using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Meetings;

namespace XBees.Infrastructure.Conversations;

/// <summary>Whom some messages name, and the one rendering of it: to agents alone (MS-10).</summary>
internal sealed class Mentions
{
    public static readonly Mentions None = new([]);

    private readonly ILookup<string, Row> byMessage;

    private Mentions(IEnumerable<Row> rows) => byMessage = rows.ToLookup(row => row.MessageId);

    /// <summary>Of those that can name somebody at all: most cannot, and nothing is asked.</summary>
    public static async Task<Mentions> LoadAsync(Db db, IEnumerable<MessageRow> messages, CancellationToken cancel)
    {
        var ids = messages.Where(message => message.Text.Contains('@', StringComparison.Ordinal)).Select(message => message.Id).ToArray();
        return ids.Length == 0
            ? None
            : new(
                await db.ListAsync<Row>(
                    $"""
                    select n.message_id, n.agent_id, n.label, a.name
                    from mention n
                    join agent a on a.id = n.agent_id
                    where {Dialect.In("n.message_id", "@ids")}
                    order by n.message_id, n.agent_id
                    """,
                    new { ids },
                    cancel
                )
            );
    }

    public IReadOnlyList<MentionView> Of(string messageId, Caller reader) =>
        reader.IsGuest ? [] : [.. byMessage[messageId].Select(row => new MentionView(row.AgentId, row.Name, row.Label))];

    public static void Insert(Unit session, string conversationId, Message message)
    {
        foreach (var mention in message.Mentions)
        {
            session.Later(
                $"insert into mention (message_id, agent_id, conversation_id, seq, label) values (@messageId, @agentId, @conversationId, @seq, @label)",
                new
                {
                    messageId = message.Id,
                    agentId = mention.AgentId,
                    conversationId,
                    seq = message.Seq,
                    label = mention.Label,
                }
            );
        }
    }

    /// <summary>An edit takes mentions away and adds none: nobody is called by what they may have read already (MS-5).</summary>
    public static async Task KeepAsync(Unit session, WrittenMessage before, string text)
    {
        if (!before.Text.Contains('@', StringComparison.Ordinal))
        {
            return;
        }
        var rows = await session.ListAsync<Row>($"select agent_id, label from mention where message_id = @id", new { id = before.Id });
        foreach (var row in rows.Where(row => !Mentioning.Names(text, row.Label)))
        {
            session.Later(
                $"delete from mention where message_id = @id and agent_id = @agentId",
                new { id = before.Id, agentId = row.AgentId }
            );
        }
    }

    /// <summary>Of a message that is deleted (MS-6).</summary>
    public static void DropAll(Unit session, string messageId) =>
        session.Later($"delete from mention where message_id = @messageId", new { messageId });

    private sealed class Row
    {
        public string MessageId { get; init; } = "";
        public string AgentId { get; init; } = "";
        public string Label { get; init; } = "";
        public string Name { get; init; } = "";
    }
}

/// <summary>What stands beside the rows of messages: reactions (MS-8) and whom they name (MS-10).</summary>
internal sealed record MessageParts(Reactions Reactions, Mentions Mentions, MeetingCards Meetings)
{
    public static readonly MessageParts None = new(Reactions.None, Mentions.None, MeetingCards.None);

    public static async Task<MessageParts> LoadAsync(Db db, IReadOnlyList<MessageRow> messages, CancellationToken cancel) =>
        new(
            await Reactions.LoadAsync(db, [.. messages.Select(message => message.Id)], cancel),
            await Mentions.LoadAsync(db, messages, cancel),
            await MeetingCards.LoadAsync(db, [.. messages.Select(message => message.MeetingId).OfType<string>()], cancel)
        );
}
