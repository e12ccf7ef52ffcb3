using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>What a caller may see of a conversation.</summary>
internal enum Sight
{
    Nothing,

    /// <summary>Title, service, assignee, members, waiting: an administrator's (LC-2).</summary>
    Head,

    /// <summary>Messages too: members, managers of its service (LI-3), and keys with <c>conversations:all</c>.</summary>
    Whole,
}

/// <summary>
/// The one place that decides who sees a conversation. A query on table <c>conversation c</c> joins the caller's own membership as
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

    /// <summary>Whether the caller knows the services themselves: every agent, who may assign to any of them; no guest.</summary>
    public static bool Services(Caller caller) => caller is AgentCaller;

    /// <summary>What a caller sees of one row that was loaded.</summary>
    public static Sight Of(Caller caller, bool isMember, bool managesService) =>
        isMember || caller is AgentCaller { SeesAll: true } || (managesService && caller is AgentCaller) ? Sight.Whole
        : caller is AgentCaller { Administrator: true, Key: null } ? Sight.Head
        : caller is AgentCaller { Administrator: true } byKey && byKey.May(KeyScopes.Admin) ? Sight.Head
        : Sight.Nothing;
}
