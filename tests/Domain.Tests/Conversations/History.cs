using System.Globalization;
using CsCheck;
using NodaTime;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Services;

namespace XBees.Domain.Tests.Conversations;

/// <summary>One step of a generated history; what it means where it is not possible is decided when it is played.</summary>
internal sealed record Step(string Verb, int Who);

/// <summary>How it began, and what happened after.</summary>
internal sealed record Script(string Start, int Team, IReadOnlyList<Step> Steps)
{
    private static readonly string[] Verbs =
    [
        "agent",
        "agent",
        "guest",
        "guest",
        "leave",
        "leave",
        "remove",
        "rename",
        "clear",
        "write",
        "note",
        "lock",
    ];
    private static readonly string[] Starts = ["link", "widget of an agent", "widget of a service", "agent", "agents alone"];

    public static Gen<Script> Any { get; } =
        Gen.Select(
            Gen.Int[0, Starts.Length - 1].Select(i => Starts[i]),
            Gen.Int[0, 5],
            Gen.Select(Gen.Int[0, Verbs.Length - 1].Select(i => Verbs[i]), Gen.Int[0, 7], (verb, who) => new Step(verb, who)).Array[0, 30],
            (start, team, steps) => new Script(start, team, steps)
        );
}

/// <summary>
/// Plays a script and keeps its own simple account of who is there: lists of names, nothing of the Domain's.
/// The account is what the titles are compared with.
/// </summary>
internal sealed class History
{
    private int ids;
    private int minutes;
    private bool noGuests;

    public History(Script script)
    {
        var change = Begin(script);
        Keep(change);
        foreach (var step in script.Steps)
        {
            minutes++;
            Keep(Play(step));
            EverGroup |= AgentsEver.Count > 1;
        }
    }

    public Conversation Conversation { get; private set; } = null!;
    public List<Message> Timeline { get; } = [];
    public List<string> Guests { get; } = [];
    public List<string> Agents { get; } = [];
    public HashSet<string> AgentsEver { get; } = [];
    public string? LastGuest { get; private set; }
    public string? LastAgent { get; private set; }
    public string? Service { get; private set; }
    public string? GivenName { get; private set; }
    public bool ThroughWidget { get; private set; }
    public bool EverGroup { get; private set; }
    public HashSet<ConversationKind> KindsAfterGroup { get; } = [];

    public static string AgentName(string id) => $"Agent {id[4..]}";

    // Every second agent has a name for guests, every third guest none, and every sixth not even an address.
    public static string AgentForGuests(string id) => Number(id) % 2 == 0 ? $"Colleague {id[4..]}" : AgentName(id);

    public static string GuestName(string id) =>
        Number(id) % 3 != 0 ? $"Visitor {id[4..]}"
        : Number(id) % 6 != 0 ? $"visitor{id[4..]}"
        : $"Guest {id[4..]}";

    private static int Number(string id) => int.Parse(id[4..], CultureInfo.InvariantCulture);

    private static AgentCard Agent(int number)
    {
        var id = $"agt_{number}";
        return new(id, AgentName(id), AgentForGuests(id) == AgentName(id) ? null : AgentForGuests(id));
    }

    private static GuestCard Guest(int number)
    {
        var id = $"gst_{number}";
        return new(
            id,
            number % 3 != 0 ? GuestName(id) : null,
            number % 6 != 0 || number % 3 != 0 ? $"visitor{number}@example.com" : null,
            number
        );
    }

    private Instant Now => Given.Now + Duration.FromMinutes(minutes);

    private string NewId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}_{++ids:000000}");

    private Change Begin(Script script)
    {
        var message = new Draft("Hello");
        var team = Enumerable.Range(0, script.Team).Select(Agent).ToList();
        switch (script.Start)
        {
            case "agent" or "agents alone":
                EverGroup = true;
                noGuests = script.Start == "agents alone";
                Came(Agents, "agt_0");
                return Conversation.Start(new AgentStart { Agent = Agent(0) }, NewId, Now);
            case "widget of a service":
                ThroughWidget = true;
                Service = "Sales";
                EverGroup = team.Count != 1;
                Guests.Add("gst_0");
                team.ForEach(agent => Came(Agents, agent.Id));
                return Conversation.Start(
                    new GuestStart
                    {
                        Guest = Guest(0),
                        Origin = Origin.Widget,
                        Service = new ServiceTeam("svc_sales", "Sales", [.. team.Select(agent => new TeamAgent(agent))]),
                        Message = message,
                    },
                    NewId,
                    Now
                );
            default:
                ThroughWidget = script.Start != "link";
                Guests.Add("gst_0");
                Came(Agents, "agt_0");
                return Conversation.Start(
                    new GuestStart
                    {
                        Guest = Guest(0),
                        Origin = ThroughWidget ? Origin.Widget : Origin.Link,
                        Agent = Agent(0),
                        Message = message,
                    },
                    NewId,
                    Now
                );
        }
    }

    private Change Play(Step step)
    {
        // Somebody who is not in the conversation acts where nobody is left, as an administrator does.
        var actor = Conversation.CurrentAgents.FirstOrDefault()?.AsPerson() ?? Person.Of(Agent(99));
        var current = Conversation.Current.ToList();
        var target = current.Count == 0 ? null : current[step.Who % current.Count];
        switch (step.Verb)
        {
            case "agent":
                Came(Agents, $"agt_{step.Who}");
                return Conversation.Add(actor, [Newcomer.Of(Agent(step.Who))], NewId, Now);
            case "guest" when !noGuests:
                Came(Guests, $"gst_{step.Who}");
                return Conversation.Add(actor, [Newcomer.Of(Guest(step.Who))], NewId, Now);
            case "leave" when target is not null:
                Went(target.PersonId);
                return Conversation.Leave(target.AsPerson(), NewId, Now);
            case "remove" when target is not null && target.PersonId != actor.Id:
                Went(target.PersonId);
                return Conversation.Remove(actor, target.Id, confirmed: true, NewId, Now);
            case "rename":
                GivenName = $"Refit {step.Who}";
                return Conversation.Rename(actor, GivenName, NewId, Now);
            case "clear":
                GivenName = null;
                return Conversation.Rename(actor, null, NewId, Now);
            case "lock":
                return Conversation.SetReadOnly(actor, step.Who % 2 == 0, NewId, Now);
            case "write" when target is { Kind: PersonKind.Agent } || (target is not null && !Conversation.ReadOnly):
                return Conversation.Post(target.AsPerson(), new("Hello"), NewId, Now);
            case "note" when target is { Kind: PersonKind.Agent }:
                return Conversation.Post(target.AsPerson(), new("Careful", MessageKind.Note), NewId, Now);
            default:
                return new(Conversation);
        }
    }

    private void Came(List<string> people, string id)
    {
        if (!people.Contains(id))
        {
            people.Add(id);
        }

        if (people == Agents)
        {
            AgentsEver.Add(id);
        }
    }

    private void Went(string id)
    {
        if (Guests.Remove(id))
        {
            LastGuest = id;
        }

        if (Agents.Remove(id))
        {
            LastAgent = id;
        }
    }

    private void Keep(Change change)
    {
        Conversation = change.After;
        Timeline.AddRange(change.Messages);
        if (EverGroup)
        {
            KindsAfterGroup.Add(change.After.Kind);
        }
    }
}
