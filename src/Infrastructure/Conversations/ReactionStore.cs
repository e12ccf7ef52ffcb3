using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>Changes reactions under the conversation's lock. No number and no time of the conversation moves.</summary>
public sealed class ReactionStore : IReactionStore
{
    public const string Changed = "reaction.changed";

    public async Task AddAsync(IUnit unit, string conversationId, string messageId, Caller caller, ReactionKind kind)
    {
        var session = Unit.Of(unit);
        var place = Place(messageId, caller, kind);
        var there = await session.FirstAsync<string>(
            $"select kind from reaction where message_id = @messageId and person_id = @me and kind = @kind",
            place
        );
        if (there is not null)
        {
            return;
        }
        session.Later(
            $"insert into reaction (message_id, person_id, kind, person_kind, created_at) values (@messageId, @me, @kind, @personKind, @now)",
            new
            {
                messageId,
                me = caller.PersonId,
                kind = kind.Name,
                personKind = caller.Person.Kind.Word(),
                now = session.NowMs,
            }
        );
        unit.Log(new(Changed, conversationId, messageId));
    }

    public async Task RemoveAsync(IUnit unit, string conversationId, string messageId, Caller caller, ReactionKind kind)
    {
        var removed = await Unit.Of(unit)
            .ExecuteAsync(
                $"delete from reaction where message_id = @messageId and person_id = @me and kind = @kind",
                Place(messageId, caller, kind)
            );
        if (removed > 0)
        {
            unit.Log(new(Changed, conversationId, messageId));
        }
    }

    /// <summary>Of a message that is deleted (MS-6).</summary>
    internal static void DropAll(Unit session, string messageId) =>
        session.Later($"delete from reaction where message_id = @messageId", new { messageId });

    /// <summary>Who proves to be somebody known takes theirs along (GU-3); where both reacted alike it is one.</summary>
    internal static async Task MoveAsync(Unit session, string conversationId, string from, string to)
    {
        var people = new
        {
            id = conversationId,
            from,
            to,
        };
        await session.ExecuteAsync(
            $"""
            delete from reaction
            where person_id = @from and message_id in (select m.id from message m where m.conversation_id = @id)
                and exists (
                    select 1 from reaction o where o.message_id = reaction.message_id and o.kind = reaction.kind and o.person_id = @to
                )
            """,
            people
        );
        await session.ExecuteAsync(
            $"""
            update reaction set person_id = @to
            where person_id = @from and message_id in (select m.id from message m where m.conversation_id = @id)
            """,
            people
        );
    }

    private static object Place(string messageId, Caller caller, ReactionKind kind) =>
        new
        {
            messageId,
            me = caller.PersonId,
            kind = kind.Name,
        };
}
