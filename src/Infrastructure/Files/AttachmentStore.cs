using XBees.Application.Files;
using XBees.Domain.Conversations;
using XBees.Domain.Files;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Widgets;

namespace XBees.Infrastructure.Files;

/// <summary>Table <c>attachment</c>. Each row has a timer until it is sent; that takes away what is not sent, and what is deleted later.</summary>
public sealed class AttachmentStore(Db db, TimeProvider time) : IAttachmentStore
{
    private static readonly Duration Day = Duration.FromHours(24);

    public async Task<AttachingPlace?> PlaceAsync(Caller caller, string conversationId, CancellationToken cancel)
    {
        var row = await db.FirstAsync<PlaceRow>(
            $"""
            select c.read_only_since, me.id as member_id, w.settings
            from conversation c
            {Visibility.Join}
            left join widget w on w.id = c.widget_id
            where c.id = @conversationId and {Visibility.Whole(caller)}
            """,
            new { me = caller.PersonId, conversationId },
            cancel
        );
        return row?.ToPlace(caller);
    }

    public Task<Attached> TodayAsync(string guestId, CancellationToken cancel) =>
        TodayAsync(db, guestId, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);

    public async Task<Attached> TodayLockedAsync(IUnit unit, string guestId)
    {
        var session = Unit.Of(unit);
        await session.ExecuteAsync($"{Dialect.LockGuest}", new { id = guestId });
        return await TodayAsync(session, guestId, session.NowMs, CancellationToken.None);
    }

    public async Task ReserveAsync(IUnit unit, Caller by, string conversationId, FileCard file, long storedBytes)
    {
        var session = Unit.Of(unit);
        session.Later(
            $"""
            insert into attachment (id, conversation_id, uploader_kind, uploader_id, name, type, size, stored_bytes, width, height, alt, created_at)
            values (@id, @conversationId, @kind, @person, @name, @type, @size, @storedBytes, @width, @height, @alt, @now)
            """,
            new
            {
                id = file.Id,
                conversationId,
                kind = by.Person.Kind.Word(),
                person = by.PersonId,
                name = file.Name,
                type = file.Type,
                size = file.Size,
                storedBytes,
                width = (long?)file.Width,
                height = (long?)file.Height,
                alt = file.Alt,
                now = session.NowMs,
            }
        );
        await FileTimer.SetAsync(session, file.Id, session.Now + Day);
        FileRoom.Count(session, storedBytes);
    }

    public Task SaveStoredAsync(IUnit unit, string id) =>
        Unit.Of(unit).ExecuteAsync($"update attachment set stored_at = @now where id = @id", new { id, now = Unit.Of(unit).NowMs });

    public async Task<IReadOnlyList<FileCard>?> TakeAsync(IUnit unit, Caller by, IReadOnlyList<string> ids)
    {
        var session = Unit.Of(unit);
        var args = new { ids = ids.ToArray(), me = by.PersonId };
        // The rows' own lock: of two messages with the same file the second waits here and finds it taken.
        var taken = await session.ExecuteAsync(
            $"""
            update attachment set message_id = null
            where {Dialect.In("id", "@ids")} and uploader_id = @me and message_id is null and stored_at is not null
            """,
            args
        );
        if (taken < ids.Count)
        {
            return null;
        }
        var rows = await session.ListAsync<CardRow>($"select {CardRow.Columns} from attachment a where {Dialect.In("a.id", "@ids")}", args);
        var cards = rows.ToDictionary(row => row.Id, row => row.ToCard(), StringComparer.Ordinal);
        return [.. ids.Select(id => cards[id])];
    }

    /// <summary>In the unit of the message that they go with, wherever it lies in the end (ST-3).</summary>
    internal static void Send(Unit session, string conversationId, Message message)
    {
        var ids = message.Files.Select(file => file.Id).ToArray();
        session.Later(
            $"update attachment set message_id = @messageId, conversation_id = @conversationId where {Dialect.In("id", "@ids")}",
            new
            {
                ids,
                messageId = message.Id,
                conversationId,
            }
        );
        FileTimer.Cancel(session, ids);
    }

    public async Task<FileCard?> SaveAltAsync(IUnit unit, Caller by, string id, string? alt)
    {
        var session = Unit.Of(unit);
        var args = new
        {
            id,
            me = by.PersonId,
            alt,
        };
        return
            await session.ExecuteAsync(
                $"update attachment set alt = @alt where id = @id and uploader_id = @me and message_id is null",
                args
            ) == 0
            ? null
            : (await session.FirstAsync<CardRow>($"select {CardRow.Columns} from attachment a where a.id = @id", args))!.ToCard();
    }

    public async Task<bool> DropOwnAsync(IUnit unit, Caller by, string id) =>
        await Unit.Of(unit)
            .FirstAsync<string>(
                $"select id from attachment where id = @id and uploader_id = @me and message_id is null",
                new { id, me = by.PersonId }
            )
            is not null
        && await DropUnsentAsync(unit, id);

    public async Task<bool> DropUnsentAsync(IUnit unit, string id)
    {
        var session = Unit.Of(unit);
        var bytes = await session.FirstAsync<long?>(
            $"select stored_bytes from attachment where id = @id and message_id is null",
            new { id }
        );
        return bytes is { } stored && await DropAsync(session, id, stored);
    }

    /// <summary>MS-6: what was deleted is opened by nobody from now on, and its bytes go at once after that.</summary>
    internal static async Task DropOfMessagesAsync(Unit session, params string[] messageIds) =>
        await DropAsync(
            session,
            await session.ListAsync<DroppedRow>(
                $"select id, stored_bytes from attachment where {Dialect.In("message_id", "@messageIds")}",
                new { messageIds }
            )
        );

    /// <summary>What is left of a conversation that goes: files that were never sent.</summary>
    internal static async Task DropOfConversationAsync(Unit session, string conversationId) =>
        await DropAsync(
            session,
            await session.ListAsync<DroppedRow>(
                $"select id, stored_bytes from attachment where conversation_id = @conversationId",
                new { conversationId }
            )
        );

    private static async Task DropAsync(Unit session, IReadOnlyList<DroppedRow> rows)
    {
        foreach (var row in rows)
        {
            await session.ExecuteAsync($"delete from attachment where id = @id", new { id = row.Id });
            await GoneAsync(session, row.Id, row.StoredBytes);
        }
    }

    /// <returns>False where it is being sent at this moment.</returns>
    private static async Task<bool> DropAsync(Unit session, string id, long storedBytes)
    {
        if (await session.ExecuteAsync($"delete from attachment where id = @id and message_id is null", new { id }) == 0)
        {
            return false;
        }
        await GoneAsync(session, id, storedBytes);
        return true;
    }

    private static async Task GoneAsync(Unit session, string id, long storedBytes)
    {
        await FileTimer.SetAsync(session, id, session.Now);
        FileRoom.Count(session, -storedBytes);
    }

    private static async Task<Attached> TodayAsync(SqlSession session, string guestId, long now, CancellationToken cancel)
    {
        var row = await session.FirstAsync<TodayRow>(
            $"""
            select count(*) as files, coalesce(sum(size), 0) as bytes
            from attachment
            where uploader_id = @guestId and created_at > @since
            """,
            new { guestId, since = now - (long)Day.TotalMilliseconds },
            cancel
        );
        return new(row!.Files, row.Bytes);
    }

    private sealed class PlaceRow
    {
        public long? ReadOnlySince { get; init; }
        public string? MemberId { get; init; }
        public string? Settings { get; init; }

        public AttachingPlace ToPlace(Caller caller) =>
            new(
                new()
                {
                    Tally = new(),
                    ReadOnly = ReadOnlySince is not null,
                    AuthorIsMember = MemberId is not null || caller is AgentCaller { SeesAll: true },
                    AnyAgentLeft = true,
                },
                Settings is null || WidgetSettingsJson.Read(Settings).Files
            );
    }

    private sealed class TodayRow
    {
        public long Files { get; init; }
        public long Bytes { get; init; }
    }

    private sealed class DroppedRow
    {
        public string Id { get; init; } = "";
        public long StoredBytes { get; init; }
    }
}

/// <summary>A row of <c>attachment a</c> as a file of a message.</summary>
internal class CardRow
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Type { get; init; } = "";
    public long Size { get; init; }
    public long? Width { get; init; }
    public long? Height { get; init; }
    public string? Alt { get; init; }

    public static Sql Columns => $"a.id, a.name, a.type, a.size, a.width, a.height, a.alt";

    public FileCard ToCard() => new(Id, Name, Type, Size, (int?)Width, (int?)Height, Alt);
}
