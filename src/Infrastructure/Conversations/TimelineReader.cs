using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>Timelines, each in its reader's own numbers: what guests may not see is not in their rows, nor in their count (MS-9).</summary>
public sealed class TimelineReader(Db db) : ITimelineReader
{
    public async Task<MessagePage?> PageAsync(Caller caller, string conversationId, MessagePageRequest page, CancellationToken cancel)
    {
        if (!await MayReadAsync(caller, conversationId, cancel))
        {
            return null;
        }
        var rows = page.Since is { } since
            ? await SinceAsync(caller, conversationId, since, page.Limit + 1, cancel)
            : [.. (await BeforeAsync(caller, conversationId, page.Before ?? long.MaxValue, page.Limit + 1, cancel)).Reverse()];
        var more = rows.Count > page.Limit;
        var taken =
            !more ? rows
            : page.Since is null ? [.. rows.Skip(1)]
            : [.. rows.Take(page.Limit)];
        var items = taken.Select(row => row.ToView(caller.Person.Kind)).ToList();
        return new(
            items,
            !more ? null
                : page.Since is null ? items[0].Seq
                : items[^1].Seq
        );
    }

    public async Task<MessageView?> OneAsync(Caller caller, string conversationId, string messageId, CancellationToken cancel)
    {
        if (!await MayReadAsync(caller, conversationId, cancel))
        {
            return null;
        }
        var row = await db.FirstAsync<MessageRow>(
            $"""
            select {MessageRow.Columns}
            from message m
            where m.id = @messageId and m.conversation_id = @conversationId
            """,
            new { messageId, conversationId },
            cancel
        );
        return row is null || (caller.IsGuest && row.ForAgentsOnly) ? null : row.ToView(caller.Person.Kind);
    }

    private async Task<bool> MayReadAsync(Caller caller, string conversationId, CancellationToken cancel) =>
        await db.FirstAsync<string>(
            $"""
            select c.id
            from conversation c
            {Visibility.Join}
            where c.id = @conversationId and {Visibility.Whole(caller)}
            """,
            new { me = caller.PersonId, conversationId },
            cancel
        )
            is not null;

    private Task<IReadOnlyList<MessageRow>> BeforeAsync(
        Caller caller,
        string conversationId,
        long seq,
        int limit,
        CancellationToken cancel
    ) =>
        caller.IsGuest
            ? db.ListAsync<MessageRow>(
                $"""
                select {MessageRow.Columns}
                from message m
                where m.conversation_id = @conversationId and m.guest_seq < @seq and m.for_agents_only = @no
                order by m.guest_seq desc
                {Dialect.Limit}
                """,
                new
                {
                    conversationId,
                    seq,
                    no = false,
                    limit,
                },
                cancel
            )
            : db.ListAsync<MessageRow>(
                $"""
                select {MessageRow.Columns}
                from message m
                where m.conversation_id = @conversationId and m.seq < @seq
                order by m.seq desc
                {Dialect.Limit}
                """,
                new
                {
                    conversationId,
                    seq,
                    limit,
                },
                cancel
            );

    private Task<IReadOnlyList<MessageRow>> SinceAsync(
        Caller caller,
        string conversationId,
        long seq,
        int limit,
        CancellationToken cancel
    ) =>
        caller.IsGuest
            ? db.ListAsync<MessageRow>(
                $"""
                select {MessageRow.Columns}
                from message m
                where m.conversation_id = @conversationId and m.guest_seq > @seq and m.for_agents_only = @no
                order by m.guest_seq
                {Dialect.Limit}
                """,
                new
                {
                    conversationId,
                    seq,
                    no = false,
                    limit,
                },
                cancel
            )
            : db.ListAsync<MessageRow>(
                $"""
                select {MessageRow.Columns}
                from message m
                where m.conversation_id = @conversationId and m.seq > @seq
                order by m.seq
                {Dialect.Limit}
                """,
                new
                {
                    conversationId,
                    seq,
                    limit,
                },
                cancel
            );
}
