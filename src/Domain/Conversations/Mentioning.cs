using XBees.Domain.Agents;

namespace XBees.Domain.Conversations;

/// <summary>An agent whom a message names (MS-10).</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="Label">What stands behind the <c>@</c> in the text.</param>
public sealed record Mention(string AgentId, string Label);

/// <summary><c>@</c> and the name of an agent, member or not (MS-10). What guests read names nobody by a name that is not for them (MS-17).</summary>
public static class Mentioning
{
    public const int Most = 20;

    /// <param name="text">As it is stored.</param>
    /// <param name="kind">A note may name an agent by either name.</param>
    /// <param name="ids">Whom the author means.</param>
    /// <param name="agents">Those of them who are active agents.</param>
    public static IReadOnlyList<Mention> Read(
        string text,
        MessageKind kind,
        IReadOnlyCollection<string> ids,
        IReadOnlyList<AgentCard> agents
    )
    {
        if (ids.Count > Most)
        {
            throw new Invalid("mentions", $"A message names {Most} agents at most.");
        }

        return [.. ids.Distinct(StringComparer.Ordinal).Select(id => Read(text, kind, agents.FirstOrDefault(agent => agent.Id == id)))];
    }

    /// <summary>Whether the text still names whom it named.</summary>
    public static bool Names(string text, string label)
    {
        var wanted = "@" + label;
        for (var at = text.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = text.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            var end = at + wanted.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static Mention Read(string text, MessageKind kind, AgentCard? agent)
    {
        if (agent is null)
        {
            throw new Invalid("mentions", "There is no such agent.");
        }

        string[] labels = kind == MessageKind.Note ? [agent.Name, agent.NameForGuests] : [agent.NameForGuests];
        var label = labels.FirstOrDefault(one => Names(text, one));
        return label is null ? throw new Invalid("mentions", $"The text does not name @{labels[0]}.") : new(agent.Id, label);
    }
}
