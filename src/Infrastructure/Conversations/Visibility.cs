using XBees.Application.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>
/// Who sees a conversation, as a query asks it; <see cref="Sights"/> says the same of one that was loaded. A query on table <c>conversation c</c> joins the caller's own membership as
/// <c>me</c> (<see cref="Join"/>) and asks <see cref="Whole"/>; parameters: <c>@me</c>.
/// </summary>
internal static class Visibility
{
    public static Sql Join => $"left join member me on me.conversation_id = c.id and me.person_id = @me and me.left_at is null";

    /// <summary>The rows whose messages the caller may read.</summary>
    public static Sql Whole(Caller caller) =>
        caller switch
        {
            AgentCaller { SeesAll: true } => $"c.id is not null",
            AgentCaller => $"(me.id is not null or exists (select 1 from service sv where sv.id = c.service_id and sv.manager_id = @me))",
            _ => $"me.id is not null",
        };

    /// <summary>The rows whose messages the caller's search finds: of their own conversations, and by a key that sees all of all (SE-5).</summary>
    public static Sql Own(AgentCaller caller)
    {
        if (caller.SeesAll)
        {
            return Whole(caller);
        }
        return $"me.id is not null";
    }

    /// <summary>The rows of <c>meeting t</c> that the caller sees: of conversations whose messages they may read, and an agent's own calendar.</summary>
    public static Sql Meetings(Caller caller) => caller is AgentCaller ? $"({Whole(caller)} or t.agent_id = @me)" : Whole(caller);

    /// <summary>
    /// Those of <c>meeting t</c> with host <c>h</c> that have none any more, as nobody would look after them: administrators hand them over or
    /// cancel them (ME-22). Parameters: <c>@now</c>, <c>@standard</c>.
    /// </summary>
    public static Sql WithoutHost => $"(t.starts_at > @now and (h.deactivated_at is not null or h.licence <> @standard))";

    /// <summary>The one <c>meeting t</c> that was asked for by its id.</summary>
    public static Sql Meeting(Caller caller) =>
        caller is AgentCaller { Administrator: true } administrator && administrator.May(KeyScopes.Admin)
            ? $"({Meetings(caller)} or {WithoutHost})"
            : Meetings(caller);

    /// <summary>Whether the caller may read the messages of this one.</summary>
    public static async Task<bool> MayReadAsync(Db db, Caller caller, string conversationId, CancellationToken cancel) =>
        await db.FirstAsync<string>(
            $"""
            select c.id
            from conversation c
            {Join}
            where c.id = @conversationId and {Whole(caller)}
            """,
            new { me = caller.PersonId, conversationId },
            cancel
        )
            is not null;

    /// <summary>The rows of which the caller sees the head at least (LC-2).</summary>
    public static Sql Seen(Caller caller)
    {
        if (Sights.Of(caller, isMember: false, managesService: false) != Sight.Nothing)
        {
            return $"c.id is not null";
        }
        return Whole(caller);
    }

    /// <summary>The rows of <c>contact k</c> that the caller sees (PB-2): the shared ones and their own; nobody reads another's. Parameters: <c>@me</c>.</summary>
    public static Sql Contacts =>
        // No "or" that SQLite takes for two indexes, with which the whole phonebook is sorted for each page, and nothing that PostgreSQL cannot estimate.
        $"not (k.owner_id is not null and k.owner_id <> @me)";

    public static Sql SharedContacts => $"k.owner_id is null";

    public static Sql OwnContacts => $"k.owner_id = @me";

    /// <summary>Whether the caller knows the services themselves: every agent, who may assign to any of them; no guest.</summary>
    public static bool Services(Caller caller) => caller is AgentCaller;
}
