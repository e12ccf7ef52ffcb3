using XBees.Application.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>Timelines, each in its reader's own numbers: what guests may not see is not in their rows, nor in their count (MS-9).</summary>
public sealed class TimelineReader(Db db) : ITimelineReader
{
    public async Task<MessagePage?> PageAsync(Caller caller, string conversationId, MessagePageRequest page, CancellationToken cancel)
    {
        if (!await Visibility.MayReadAsync(db, caller, conversationId, cancel))
        {
            return null;
        }
        var rows = await RowsAsync(caller, conversationId, page, cancel);
        var more = rows.Count > page.Limit;
        var taken =
            !more ? rows
            : page.Since is null ? [.. rows.Skip(1)]
            : [.. rows.Take(page.Limit)];
        var parts = await MessageParts.LoadAsync(db, taken, cancel);
        var items = taken.Select(row => row.ToView(caller, parts)).ToList();
        return new(
            items,
            !more ? null
                : page.Since is null ? items[0].Seq
                : items[^1].Seq
        );
    }

    public async Task<MessageView?> OneAsync(Caller caller, string conversationId, string messageId, CancellationToken cancel)
    {
        if (!await Visibility.MayReadAsync(db, caller, conversationId, cancel))
        {
            return null;
        }
        var row = await db.FirstAsync<MessageRow>(
            $"""
            select {MessageRow.WithQuote}
            from message m
            {MessageRow.Quoted}
            where m.id = @messageId and m.conversation_id = @conversationId
            """,
            new { messageId, conversationId },
            cancel
        );
        return row is null || (caller.IsGuest && row.ForAgentsOnly)
            ? null
            : row.ToView(caller, await MessageParts.LoadAsync(db, [row], cancel));
    }

    public async Task<MessageView?> SentAsync(Caller caller, string conversationId, string messageId, CancellationToken cancel)
    {
        var place = await db.FirstAsync<string>($"select conversation_id from message where id = @messageId", new { messageId }, cancel);
        if (place is null || await OneAsync(caller, place, messageId, cancel) is not { } message)
        {
            return null;
        }
        return place == conversationId ? message : message.In(place);
    }

    public async Task<IReadOnlyList<EarlierText>?> EarlierAsync(
        AgentCaller caller,
        string conversationId,
        string messageId,
        int limit,
        long after,
        CancellationToken cancel
    )
    {
        if (await OneAsync(caller, conversationId, messageId, cancel) is null)
        {
            return null;
        }
        var rows = await db.ListAsync<EarlierRow>(
            $"""
            select r.number, r.text, r.written_at
            from message_revision r
            where r.message_id = @messageId and r.number > @after
            order by r.number
            {Dialect.Limit}
            """,
            new
            {
                messageId,
                after,
                limit,
            },
            cancel
        );
        return [.. rows.Select(row => row.ToView())];
    }

    /// <summary>One more than a page, oldest first, in the numbers of whoever reads.</summary>
    private async Task<IReadOnlyList<MessageRow>> RowsAsync(
        Caller caller,
        string conversationId,
        MessagePageRequest page,
        CancellationToken cancel
    )
    {
        Sql seq = $"m.seq";
        Sql sight = $"";
        if (caller.IsGuest)
        {
            seq = $"m.guest_seq";
            sight = $" and m.for_agents_only = @no";
        }
        Sql place = $"{seq} < @from";
        Sql order = $"{seq} desc";
        if (page.Since is not null)
        {
            place = $"{seq} > @from";
            order = seq;
        }
        var rows = await db.ListAsync<MessageRow>(
            $"""
            select {MessageRow.WithQuote}
            from message m
            {MessageRow.Quoted}
            where m.conversation_id = @conversationId and {place}{sight}
            order by {order}
            {Dialect.Limit}
            """,
            new
            {
                conversationId,
                from = page.Since ?? page.Before ?? long.MaxValue,
                no = false,
                limit = page.Limit + 1,
            },
            cancel
        );
        return page.Since is null ? [.. rows.Reverse()] : rows;
    }

    private sealed class EarlierRow
    {
        public long Number { get; init; }
        public string Text { get; init; } = "";
        public long WrittenAt { get; init; }

        public EarlierText ToView() => new(Text, Instant.FromUnixTimeMilliseconds(WrittenAt)) { Number = Number };
    }
}
