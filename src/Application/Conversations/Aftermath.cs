using XBees.Domain.Conversations;
using XBees.Domain.Services;

namespace XBees.Application.Conversations;

/// <summary>
/// What a change of a service or of an agent means for many conversations. What holds or brings somebody is looked up at each
/// conversation's turn.
/// </summary>
/// <param name="By">Who made the change.</param>
/// <param name="Leaving">Agents who may have to leave (SV-4, LC-3, AD-5).</param>
public sealed record Aftermath(Person By, IReadOnlyList<string> Leaving)
{
    /// <summary>The service whose open conversations <see cref="Joining"/> come to (SV-3).</summary>
    public string? ServiceId { get; init; }
    public IReadOnlyList<string> Joining { get; init; } = [];

    /// <summary>The service that takes over from <see cref="ServiceId"/>, which was deleted (SV-5).</summary>
    public string? SuccessorId { get; init; }
}

public interface IAftermathStore
{
    /// <summary>Of each agent the services that hold them: as an active Standard agent.</summary>
    Task<ILookup<string, string>> HoldingAsync(IUnit unit, IReadOnlyList<string> agents);

    /// <summary>In the order of their ids, conversations that go on and that one of the agents has to leave or is in charge of in vain.</summary>
    Task<IReadOnlyList<string>> LeavingAsync(IUnit unit, IReadOnlyList<string> agents, string after, int limit);

    /// <summary>In the order of their ids, conversations of the service that go on.</summary>
    Task<IReadOnlyList<string>> OfServiceAsync(IUnit unit, string serviceId, string after, int limit);

    /// <summary>How many members the fullest conversation of the service that goes on would have with those who join and without those who leave it.</summary>
    Task<int> FullestAfterAsync(IUnit unit, string serviceId, IReadOnlyList<string> joining, IReadOnlyList<string> leaving);

    /// <summary>The rest follows in units of its own, whichever node runs it, also after a restart.</summary>
    Task LaterAsync(IUnit unit, Aftermath todo, Instant when);
}

/// <summary>
/// Does it for the first conversations in the unit of the change itself, and for the rest right after it: no unit holds many
/// conversations for long. Each is decided on as it is at its turn, so that doing it twice does nothing.
/// </summary>
public sealed class Aftermaths(IConversationStore conversations, IPeopleStore people, IAftermathStore store)
{
    public const int AtOnce = 50;

    private static readonly Duration Straggling = Duration.FromSeconds(2);

    /// <summary>After the change was stored, in its unit. What would get too full refuses all of it (AC-17).</summary>
    public async Task BeginAsync(IUnit unit, Aftermath todo)
    {
        if (todo.Joining.Count > 0)
        {
            await RefuseTooManyAsync(unit, todo.ServiceId!, todo.Joining, todo.Leaving);
        }
        if (await NextAsync(unit, todo, "") is not null)
        {
            await store.LaterAsync(unit, todo, unit.Now);
        }
    }

    /// <summary>SV-5: after the service was deleted, in that unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="by">Who deleted it.</param>
    /// <param name="serviceId">The deleted one.</param>
    /// <param name="left">Who was in it.</param>
    /// <param name="successor">Who takes over.</param>
    public async Task HandOverAsync(IUnit unit, Person by, string serviceId, IReadOnlyList<string> left, ServiceTeam successor)
    {
        await RefuseTooManyAsync(unit, serviceId, [.. successor.Brings().Select(agent => agent.Id)], left);
        var todo = new Aftermath(by, []) { ServiceId = serviceId, SuccessorId = successor.Id };
        await NextAsync(unit, todo, "");
        // Once more a moment later: somebody may be writing to the service's widget right now, in a transaction that does not see this one.
        await store.LaterAsync(unit, todo, unit.Now + Straggling);
    }

    private async Task RefuseTooManyAsync(IUnit unit, string serviceId, IReadOnlyList<string> joining, IReadOnlyList<string> leaving)
    {
        if (await store.FullestAfterAsync(unit, serviceId, joining, leaving) is var wouldBe and > Limits.Members)
        {
            throw new Refused(ConversationRefusals.TooManyMembers(wouldBe));
        }
    }

    /// <summary>Those of the agents whom the service brings.</summary>
    public async Task<IReadOnlyList<string>> BroughtAsync(IUnit unit, string serviceId, IEnumerable<string> agents) =>
        await people.TeamAsync(unit, serviceId) is { } team ? [.. team.Brings().Select(agent => agent.Id).Intersect(agents)] : [];

    /// <returns>From which conversation on there may be more; null: that was all.</returns>
    public async Task<string?> NextAsync(IUnit unit, Aftermath todo, string after)
    {
        IReadOnlyList<string> left = todo.Leaving.Count == 0 ? [] : await store.LeavingAsync(unit, todo.Leaving, after, AtOnce);
        var ofService = todo.Joining.Count > 0 || todo.SuccessorId is not null;
        IReadOnlyList<string> joined = !ofService ? [] : await store.OfServiceAsync(unit, todo.ServiceId!, after, AtOnce);
        var ids = left.Union(joined).Order(StringComparer.Ordinal).Take(AtOnce).ToList();
        var holding = await store.HoldingAsync(unit, todo.Leaving);
        var team = await people.TeamOrSuccessorAsync(unit, todo.SuccessorId ?? todo.ServiceId);
        foreach (var id in ids)
        {
            if (await conversations.LoadLockedAsync(unit, id) is { } before && Decide(before) is { IsNothing: false } change)
            {
                await conversations.SaveAsync(unit, before, change);
            }
        }
        return ids.Count < AtOnce ? null : ids[^1];

        // Both in one change: what is stored of a conversation in this unit is not read again in it.
        Change Decide(Conversation before)
        {
            var change = new Change(before);
            foreach (var agent in todo.Leaving)
            {
                var person = new Person(PersonKind.Agent, agent, null);
                change = change.Then(change.After.PartWith(person, holding[agent].ToHashSet(), todo.By, unit.NewId, unit.Now));
            }
            return team is null ? change
                : todo.SuccessorId is not null ? change.Then(change.After.GoTo(team, unit.NewId, unit.Now))
                : change.Then(change.After.JoinThrough(team, todo.Joining, todo.By, unit.NewId, unit.Now));
        }
    }
}
