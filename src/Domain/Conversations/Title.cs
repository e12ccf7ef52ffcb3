using System.Text;
using XBees.Domain.Agents;
using XBees.Domain.Guests;

namespace XBees.Domain.Conversations;

/// <summary>Who reads a title. An administrator or a manager who is no member reads like an agent.</summary>
public sealed record Viewer(PersonKind Kind, string? Id, bool IsMember, string Language = "en")
{
    public static Viewer Guest(string guestId, string language = "en") => new(PersonKind.Guest, guestId, true, language);

    public static Viewer Agent(string agentId, bool isMember, string language = "en") => new(PersonKind.Agent, agentId, isMember, language);
}

/// <summary>The few rows that give a conversation's title and avatar for every reader, however many members it has.</summary>
public sealed record TitleFacts
{
    /// <summary>So many guests are named before "+N".</summary>
    public const int Shown = 3;

    /// <summary>One more agent than is shown, since the reader can be among them.</summary>
    public const int AgentsNeeded = Shown + 1;

    public required string ConversationId { get; init; }
    public required ConversationKind Kind { get; init; }
    public required Origin Origin { get; init; }
    public string? GivenName { get; init; }
    public ServiceRef? Service { get; init; }

    /// <summary>The first current guests in the order of joining, at least three where there are so many.</summary>
    public IReadOnlyList<GuestCard> Guests { get; init; } = [];
    public int GuestCount { get; init; }

    /// <summary>Who left or was removed last; used where no guest is left.</summary>
    public GuestCard? LastGuest { get; init; }

    /// <summary>The first current agents in the order of joining, at least four where there are so many.</summary>
    public IReadOnlyList<AgentCard> Agents { get; init; } = [];
    public int AgentCount { get; init; }

    /// <summary>Who left or was removed last; used where no agent is left.</summary>
    public AgentCard? LastAgent { get; init; }

    public static TitleFacts Of(Conversation conversation) =>
        new()
        {
            ConversationId = conversation.Id,
            Kind = conversation.Kind,
            Origin = conversation.Origin,
            GivenName = conversation.Name,
            Service = conversation.Service,
            Guests = [.. conversation.CurrentGuests.OrderBy(guest => guest.Order).Take(Shown).Select(guest => guest.AsGuest())],
            GuestCount = conversation.CurrentGuests.Count(),
            LastGuest = LastWho(conversation, PersonKind.Guest)?.AsGuest(),
            Agents = [.. conversation.CurrentAgents.OrderBy(agent => agent.Order).Take(AgentsNeeded).Select(agent => agent.AsAgent())],
            AgentCount = conversation.CurrentAgents.Count(),
            LastAgent = LastWho(conversation, PersonKind.Agent)?.AsAgent(),
        };

    private static Member? LastWho(Conversation conversation, PersonKind kind) =>
        conversation
            .Members.Where(member => member.Kind == kind && !member.IsCurrent)
            .OrderBy(member => (member.LeftAt, member.Order))
            .LastOrDefault();
}

/// <summary>What one reader calls a conversation, and how it is drawn (TI-0 to TI-11). The only place that decides it.</summary>
public sealed record Title(string Text, Avatar Avatar)
{
    /// <summary>The names in the text; a page sets each apart, so that "A, محمد, B" keeps its order.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>How many more there are.</summary>
    public int More { get; init; }

    /// <summary>The text for mails and notifications, with every name isolated.</summary>
    public string Isolated() => Join(Names.Select(DisplayName.Isolate), More);

    public static Title For(TitleFacts facts, Viewer viewer)
    {
        var computed = viewer.Kind == PersonKind.Guest ? ForGuest(facts) : ForAgent(facts, viewer);
        // TI-11: renaming changes no avatar.
        return facts.GivenName is { } given ? Named(given, computed.Avatar) : computed;
    }

    // TI-8, in its order.
    private static Title ForGuest(TitleFacts facts)
    {
        if (facts.Service is { } service && (facts.Kind == ConversationKind.Group || facts.Origin == Origin.Widget))
        {
            return Named(service.Name, Avatar.Of(service));
        }

        var agents = facts.AgentCount > 0 ? facts.Agents : [.. new[] { facts.LastAgent }.OfType<AgentCard>()];
        return Listing(agents, Math.Max(facts.AgentCount, agents.Count), agent => agent.NameForGuests, Avatar.ForGuests, facts);
    }

    private static Title ForAgent(TitleFacts facts, Viewer viewer)
    {
        if (facts.GuestCount > 0)
        {
            return OfGuests(facts.Guests, facts.GuestCount, facts, viewer.Language);
        }

        // TI-10: the last guest's name stays.
        return facts.LastGuest is { } last ? OfGuests([last], 1, facts, viewer.Language) : AmongAgents(facts, viewer);
    }

    private static Title OfGuests(IReadOnlyList<GuestCard> guests, int count, TitleFacts facts, string language) =>
        Listing(guests, count, guest => GuestLabel.For(guest, language), guest => Avatar.Of(guest, language), facts);

    // TI-9.
    private static Title AmongAgents(TitleFacts facts, Viewer viewer)
    {
        var others = facts.Agents.Where(agent => agent.Id != viewer.Id).ToList();
        var count = facts.AgentCount - (viewer.IsMember ? 1 : 0);
        if (count > 0)
        {
            return Listing(others, count, agent => agent.Name, Avatar.Of, facts);
        }

        var alone = facts.Agents.Count > 0 ? facts.Agents : [.. new[] { facts.LastAgent }.OfType<AgentCard>()];
        return Listing(alone, alone.Count, agent => agent.Name, Avatar.Of, facts);
    }

    private static Title Listing<T>(IReadOnlyList<T> people, int count, Func<T, string> name, Func<T, Avatar> avatar, TitleFacts facts)
    {
        var shown = people.Take(TitleFacts.Shown).ToList();
        if (shown.Count == 0)
        {
            return Named("–", Avatar.Empty(facts.ConversationId));
        }

        List<string> names = [.. shown.Select(name)];
        var more = count - shown.Count;
        var drawn = count > 1 && shown.Count > 1 ? Avatar.Duo(avatar(shown[0]), avatar(shown[1])) : avatar(shown[0]);
        return new(Join(names, more), drawn) { Names = names, More = more };
    }

    private static Title Named(string name, Avatar avatar) => new(name, avatar) { Names = [name] };

    private static string Join(IEnumerable<string> names, int more)
    {
        var text = new StringBuilder().AppendJoin(", ", names);
        return more > 0 ? text.Append(System.Globalization.CultureInfo.InvariantCulture, $" +{more}").ToString() : text.ToString();
    }
}
