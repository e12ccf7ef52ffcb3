using NodaTime;
using XBees.Domain.Agents;
using XBees.Domain.Guests;
using XBees.Domain.Services;

namespace XBees.Domain.Conversations;

/// <summary>A guest's first message through a personal link or a widget (IN-3, IN-4).</summary>
public sealed record GuestStart
{
    public required GuestCard Guest { get; init; }

    /// <summary><see cref="Conversations.Origin.Link"/> or <see cref="Conversations.Origin.Widget"/>.</summary>
    public required Origin Origin { get; init; }
    public string? WidgetId { get; init; }

    /// <summary>The widget's service; else <see cref="Agent"/>.</summary>
    public ServiceTeam? Service { get; init; }

    /// <summary>The one agent of the link or the widget.</summary>
    public AgentCard? Agent { get; init; }

    /// <summary>WI-6: stored before the guest's words, in the name of the service or the agent.</summary>
    public string? Welcome { get; init; }

    /// <summary>The conversation that the guest goes on from (ST-3).</summary>
    public string? Continues { get; init; }
    public required Draft Message { get; init; }
}

/// <summary>A conversation that an agent makes (AC-11).</summary>
public sealed record AgentStart
{
    public required AgentCard Agent { get; init; }
    public string? Name { get; init; }
    public string? Description { get; init; }
    public bool ReadOnly { get; init; }
    public bool Public { get; init; }
    public IReadOnlyList<Newcomer> Members { get; init; } = [];
    public Draft? Message { get; init; }
}

// How a conversation comes into being.
public sealed partial record Conversation
{
    private const string MessageField = "message.text";

    public static Change Start(GuestStart start, NewId newId, Instant now)
    {
        var guest = Person.Of(start.Guest);
        var reinforcement = Reinforcement.For(
            new()
            {
                Service = start.Service,
                OwnAgent = start.Agent,
                Room = Limits.Members - 1,
            }
        );
        // What a service brings at the start is refused when it is too many (AC-17); only later messages go on without it.
        var brought = start.Service?.Brings().ToList() is { Count: > 0 } team ? team : reinforcement.Agents;
        var via = start.Service is { CanAnswer: true } service ? new ServiceRef(service.Id, service.Name) : null;
        var empty = new Conversation
        {
            Id = newId(Ids.Conversation),
            Kind =
                start.Origin == Origin.Agent || start.Service is { StandardCount: not 1 }
                    ? ConversationKind.Group
                    : ConversationKind.OneOnOne,
            Origin = start.Origin,
            OriginAgentId = start.Service is null ? start.Agent?.Id : null,
            WidgetId = start.WidgetId,
            PublicSince = now,
            Service = start.Service is null ? null : new ServiceRef(start.Service.Id, start.Service.Name),
            FirstServiceId = start.Service?.Id,
            ContinuesId = start.Continues,
            CreatedByKind = PersonKind.Guest,
            CreatedBy = start.Guest.Id,
            CreatedAt = now,
        };
        Newcomer[] people = [Newcomer.Of(start.Guest), .. brought.Select(agent => Newcomer.Of(agent, via?.Id))];
        var born = empty.Born(people, guest, via, newId, now) with { Alarm = reinforcement.Alarm };
        return born.Linked(start, newId, now)
            .Welcomed(start, newId, now)
            .Then(after => after.Post(guest, start.Message with { Field = MessageField }, newId, now));
    }

    public static Change Start(AgentStart start, NewId newId, Instant now)
    {
        var agent = Person.Of(start.Agent);
        // AC-11: who is no agent could not be told of the conversation otherwise.
        if (start.Members.Any(member => member is { Kind: PersonKind.Guest, Email: null }))
        {
            throw new Invalid("members", "Everybody needs an e-mail address or is an agent.");
        }

        var empty = new Conversation
        {
            Id = newId(Ids.Conversation),
            Kind = ConversationKind.Group,
            Origin = Origin.Agent,
            Name = ConversationName.Read(start.Name),
            Description = ConversationDescription.Read(start.Description),
            ReadOnly = start.ReadOnly,
            PublicSince = start.Public ? now : null,
            CreatedByKind = PersonKind.Agent,
            CreatedBy = start.Agent.Id,
            CreatedAt = now,
        };
        var born = empty.Born([Newcomer.Of(start.Agent), .. start.Members], agent, null, newId, now);
        return start.Message is null
            ? born
            : born.Then(after => after.Post(agent, start.Message with { Field = MessageField }, newId, now));
    }

    /// <summary>Everyone named here is an initial member (SE-4); one notice tells of all.</summary>
    private Change Born(IReadOnlyList<Newcomer> people, Person creator, ServiceRef? via, NewId newId, Instant now)
    {
        var joined = Join(
            people,
            all => Notice.Created(creator, Origin, [.. all.Where(person => person.Kind != creator.Kind || person.Id != creator.Id)], via),
            initial: true,
            newId,
            now
        );
        return joined with { After = joined.After with { Version = 1 } };
    }
}

internal static class Starting
{
    public static Change Welcomed(this Change born, GuestStart start, NewId newId, Instant now)
    {
        if (start.Welcome is not { } welcome || MessageText.Problem(welcome) is not null)
        {
            return born;
        }

        var author = Person.System(start.Service?.Name ?? start.Agent?.NameForGuests ?? "");
        return born.Then(after =>
        {
            var message = Posting.Write(after.Tally, author, new Draft(MessageText.Read(welcome)), newId(Ids.Message), now);
            return new Change(after with { Tally = message.Tally }) { Messages = [message] };
        });
    }

    public static Change Linked(this Change born, GuestStart start, NewId newId, Instant now)
    {
        if (start.Continues is not { } from)
        {
            return born;
        }

        return born.Then(after =>
        {
            var message = Posting.Write(after.Tally, Notice.Continues(Person.Of(start.Guest), from), newId(Ids.Message), now);
            return new Change(after with { Tally = message.Tally }) { Messages = [message] };
        });
    }

    public static Change Then(this Change first, Func<Conversation, Change> next)
    {
        var second = next(first.After);
        return first with { After = second.After, Messages = [.. first.Messages, .. second.Messages] };
    }
}
