using XBees.Application.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Files;
using XBees.Infrastructure.Meetings;

namespace XBees.Infrastructure.Conversations;

/// <summary>
/// Deletes a conversation with everything that belongs to it, one short unit after another, however much that is. The first takes it
/// out of everybody's sight; broken off in between, doing it again goes on. What readers of the log hold of it (the search, open
/// pages) goes by the log. A new table that refers to a conversation, a member or a message is to be added here; a test says so.
/// </summary>
public sealed class ConversationRemoval(Units units, IConversationStore conversations)
{
    private const int Chunk = 200;
    private const string Gone = "conversation.removed";

    /// <param name="id">The conversation.</param>
    /// <param name="may">Asked under its lock, before anything is done; false: it stays.</param>
    /// <param name="last">In the unit that ends it.</param>
    /// <param name="cancel">Ends it between two units.</param>
    /// <returns>False where it is there no more, or stays.</returns>
    public async Task<bool> RunAsync(
        string id,
        Func<IUnit, Domain.Conversations.Conversation, bool> may,
        Func<IUnit, Task> last,
        CancellationToken cancel
    )
    {
        if (!await units.RunAsync(unit => HideAsync(Unit.Of(unit), id, may), cancel))
        {
            return false;
        }
        while (await units.RunAsync(unit => DropMessagesAsync(Unit.Of(unit), id), cancel) == Chunk)
        {
            cancel.ThrowIfCancellationRequested();
        }
        return await units.RunAsync(
            async unit =>
            {
                // Two nodes at once, where one was thought dead: one of them ends it.
                if (!await EndAsync(Unit.Of(unit), id))
                {
                    return false;
                }
                await last(unit);
                return true;
            },
            cancel
        );
    }

    private async Task<bool> HideAsync(Unit unit, string id, Func<IUnit, Domain.Conversations.Conversation, bool> may)
    {
        if (await conversations.LoadLockedAsync(unit, id) is not { } conversation || !may(unit, conversation))
        {
            return false;
        }
        // Mails that have not left yet lie in a lane of the membership, or of the invitation.
        var lanes = await unit.ListAsync<string>(
            $"""
            select m.id from member m where m.conversation_id = @id
            union all
            select i.id from invitation i where i.conversation_id = @id
            """,
            new { id }
        );
        await unit.ExecuteAsync(
            $"delete from delivery where {Dialect.In("lane", "@lanes")} and done_at is null",
            new { lanes = lanes.Select(lane => $"mail {lane}").ToArray() }
        );
        unit.Later($"delete from guest_link where member_id in (select m.id from member m where m.conversation_id = @id)", new { id });
        unit.Later($"delete from guest_mail where member_id in (select m.id from member m where m.conversation_id = @id)", new { id });
        unit.Later($"delete from invitation where conversation_id = @id", new { id });
        unit.Later($"delete from unsubscription where conversation_id = @id", new { id });
        await MeetingStore.DropOfConversationAsync(unit, id);
        unit.Later($"delete from guest_addition where conversation_id = @id", new { id });
        unit.Later($"delete from member where conversation_id = @id", new { id });
        unit.Later($"update conversation set continues_id = null where continues_id = @id", new { id });
        unit.Log(new(Gone, id, null, [.. conversation.Current.Select(member => member.PersonId)]));
        return true;
    }

    private static async Task<int> DropMessagesAsync(Unit unit, string id)
    {
        var gone = await unit.ListAsync<string>(
            $"select m.id from message m where m.conversation_id = @id order by m.seq desc {Dialect.Limit}",
            new { id, limit = Chunk }
        );
        var args = new { gone = gone.ToArray() };
        await unit.ExecuteAsync($"update message set quote_id = null where {Dialect.In("quote_id", "@gone")}", args);
        await unit.ExecuteAsync($"delete from message_revision where {Dialect.In("message_id", "@gone")}", args);
        await unit.ExecuteAsync($"delete from mention where {Dialect.In("message_id", "@gone")}", args);
        await unit.ExecuteAsync($"delete from reaction where {Dialect.In("message_id", "@gone")}", args);
        await AttachmentStore.DropOfMessagesAsync(unit, args.gone);
        await unit.ExecuteAsync($"delete from message where {Dialect.In("id", "@gone")}", args);
        return gone.Count;
    }

    private static async Task<bool> EndAsync(Unit unit, string id)
    {
        await unit.ExecuteAsync($"{Dialect.Lock}", new { id });
        var manager = await unit.FirstAsync<string>(
            $"select s.manager_id from conversation c join service s on s.id = c.service_id where c.id = @id",
            new { id }
        );
        await unit.ExecuteAsync($"delete from timer where conversation_id = @id and claim is null", new { id });
        await AttachmentStore.DropOfConversationAsync(unit, id);
        await unit.ExecuteAsync($"delete from signal where conversation_id = @id", new { id });
        if (await unit.ExecuteAsync($"delete from conversation where id = @id", new { id }) == 0)
        {
            return false;
        }
        unit.Log(new(Gone, id, null, manager is null ? null : [manager]));
        return true;
    }
}
