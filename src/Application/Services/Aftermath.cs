using XBees.Application.Conversations;
using XBees.Domain.Conversations;

namespace XBees.Application.Services;

/// <summary>What a change of a service or of an agent means for many conversations.</summary>
/// <param name="By">Who made the change.</param>
/// <param name="Agents">Who may have to leave (SV-4, LC-3, AD-5). What holds them is looked up at each conversation's turn.</param>
public sealed record Aftermath(Person By, IReadOnlyList<string> Agents);

public interface IAftermathStore
{
    /// <summary>Of each agent the services that hold them: as an active Standard agent.</summary>
    Task<ILookup<string, string>> HoldingAsync(IUnit unit, IReadOnlyList<string> agents);

    /// <summary>In the order of their ids, conversations that go on and that one of the agents has to leave or is in charge of in vain.</summary>
    Task<IReadOnlyList<string>> LeavingAsync(IUnit unit, IReadOnlyList<string> agents, string after, int limit);

    /// <summary>The rest follows in units of its own, whichever node runs it, also after a restart.</summary>
    Task LaterAsync(IUnit unit, Aftermath todo);
}

/// <summary>
/// Does it for the first conversations in the unit of the change itself, and for the rest right after it: no unit holds many
/// conversations for long. Each is decided on as it is at its turn, so that doing it twice does nothing.
/// </summary>
public sealed class Aftermaths(IConversationStore conversations, IAftermathStore store)
{
    public const int AtOnce = 50;

    /// <summary>After the change was stored, in its unit.</summary>
    public async Task BeginAsync(IUnit unit, Aftermath todo)
    {
        if (await NextAsync(unit, todo, "") is not null)
        {
            await store.LaterAsync(unit, todo);
        }
    }

    /// <returns>From which conversation on there may be more; null: that was all.</returns>
    public async Task<string?> NextAsync(IUnit unit, Aftermath todo, string after)
    {
        var ids = await store.LeavingAsync(unit, todo.Agents, after, AtOnce);
        var holding = await store.HoldingAsync(unit, todo.Agents);
        foreach (var id in ids)
        {
            if (await conversations.LoadLockedAsync(unit, id) is not { } before)
            {
                continue;
            }
            var change = new Change(before);
            foreach (var agent in todo.Agents)
            {
                var person = new Person(PersonKind.Agent, agent, null);
                change = change.Then(change.After.PartWith(person, holding[agent].ToHashSet(), todo.By, unit.NewId, unit.Now));
            }
            if (!change.IsNothing)
            {
                await conversations.SaveAsync(unit, before, change);
            }
        }
        return ids.Count < AtOnce ? null : ids[^1];
    }
}
