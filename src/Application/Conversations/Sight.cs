using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>What a caller may see of a conversation.</summary>
public enum Sight
{
    Nothing,

    /// <summary>Title, service, assignee, members, waiting: an administrator's (LC-2).</summary>
    Head,

    /// <summary>Messages too: members, managers of its service (LI-3), and keys with <c>conversations:all</c>.</summary>
    Whole,
}

/// <summary>The one place that decides what a caller sees of a conversation that was loaded.</summary>
public static class Sights
{
    public static Sight Of(Caller caller, bool isMember, bool managesService) =>
        isMember || caller is AgentCaller { SeesAll: true } || (managesService && caller is AgentCaller) ? Sight.Whole
        : caller is AgentCaller { Administrator: true, Key: null } ? Sight.Head
        : caller is AgentCaller { Administrator: true } byKey && byKey.May(KeyScopes.Admin) ? Sight.Head
        : Sight.Nothing;

    /// <summary>The same where who manages its service has to be looked up.</summary>
    public static async Task<Sight> OfAsync(IUnit unit, IPeopleStore people, AgentCaller caller, Conversation conversation)
    {
        var isMember = conversation.MemberOf(caller.Person) is not null;
        var manages =
            !isMember && conversation.Service is { } service && (await people.TeamAsync(unit, service.Id))?.Manager?.Id == caller.PersonId;
        return Of(caller, isMember, manages);
    }
}
