using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Files;

namespace XBees.Infrastructure.Conversations;

/// <summary>Changes messages that are there already, under the conversation's lock. No number and no time of the conversation moves.</summary>
public sealed class MessageStore : IMessageStore
{
    public async Task<MessageLoad?> LoadLockedAsync(IUnit unit, string conversationId, string messageId, Caller caller)
    {
        var session = Unit.Of(unit);
        await session.ExecuteAsync($"{Dialect.Lock}", new { id = conversationId });
        var row = await session.FirstAsync<Row>(
            $"""
            select m.id, m.kind, m.author_kind, m.author_id, m.for_agents_only, m.text, m.guest_seq, m.created_at, m.edited_at, m.deleted_at,
                c.read_only_since, me.id as member_id, s.manager_id
            from message m
            join conversation c on c.id = m.conversation_id
            {Visibility.Join}
            left join service s on s.id = c.service_id
            where m.id = @messageId and m.conversation_id = @conversationId
            """,
            new
            {
                messageId,
                conversationId,
                me = caller.PersonId,
            }
        );
        return row?.ToLoad(caller);
    }

    public async Task SaveTextAsync(IUnit unit, string conversationId, WrittenMessage before, string text)
    {
        var session = Unit.Of(unit);
        session.Later(
            $"""
            insert into message_revision (message_id, number, text, written_at)
            select @id, count(r.message_id) + 1, @before, @since
            from message_revision r
            where r.message_id = @id
            """,
            new
            {
                id = before.Id,
                before = before.Text,
                since = before.TextSince.ToUnixTimeMilliseconds(),
            }
        );
        await Mentions.KeepAsync(session, before, text);
        session.Later(
            $"update message set text = @text, edited_at = @now where id = @id",
            new
            {
                id = before.Id,
                text,
                now = session.NowMs,
            }
        );
        await ChangedAsync(unit, "message.updated", conversationId, before);
    }

    public async Task SaveDeletedAsync(IUnit unit, string conversationId, WrittenMessage before)
    {
        var session = Unit.Of(unit);
        session.Later($"delete from message_revision where message_id = @id", new { id = before.Id });
        ReactionStore.DropAll(session, before.Id);
        Mentions.DropAll(session, before.Id);
        session.Later(
            $"update message set text = @nothing, files = null, quote_id = null, deleted_at = @now where id = @id",
            new
            {
                id = before.Id,
                nothing = "",
                now = session.NowMs,
            }
        );
        await AttachmentStore.DropOfMessagesAsync(session, before.Id);
        await ChangedAsync(unit, "message.deleted", conversationId, before);
    }

    private static async Task ChangedAsync(IUnit unit, string what, string conversationId, WrittenMessage before)
    {
        if (before is { Kind: MessageKind.Text, AuthorKind: PersonKind.Agent })
        {
            await UnreadMailTimer.WriteAnewAsync(Unit.Of(unit), conversationId, before.GuestSeq);
        }
        unit.Log(new(what, conversationId, before.Id));
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Kind { get; init; } = "";
        public string AuthorKind { get; init; } = "";
        public string? AuthorId { get; init; }
        public bool ForAgentsOnly { get; init; }
        public string Text { get; init; } = "";
        public long GuestSeq { get; init; }
        public long CreatedAt { get; init; }
        public long? EditedAt { get; init; }
        public long? DeletedAt { get; init; }
        public long? ReadOnlySince { get; init; }
        public string? MemberId { get; init; }
        public string? ManagerId { get; init; }

        public MessageLoad? ToLoad(Caller caller)
        {
            var isMember = MemberId is not null;
            var manages = caller is AgentCaller && ManagerId == caller.PersonId;
            if (Sights.Of(caller, isMember, manages) != Sight.Whole || (caller.IsGuest && ForAgentsOnly))
            {
                return null;
            }
            var writes = isMember || caller is AgentCaller { SeesAll: true };
            return new(ToMessage(), new(caller.Person, writes, manages, ReadOnlySince is not null));
        }

        private WrittenMessage ToMessage() =>
            new()
            {
                Id = Id,
                Kind = RowWords.MessageKind(Kind),
                AuthorKind = RowWords.PersonKind(AuthorKind),
                AuthorId = AuthorId,
                Audience = ForAgentsOnly ? Audience.Agents : Audience.Everyone,
                Text = Text,
                GuestSeq = GuestSeq,
                CreatedAt = Instant.FromUnixTimeMilliseconds(CreatedAt),
                EditedAt = Times.Instant(EditedAt),
                DeletedAt = Times.Instant(DeletedAt),
            };
    }
}
