using NodaTime;

namespace XBees.Domain.Conversations;

/// <summary>
/// A conversation with its members, past ones too. Verbs return a <see cref="Change"/>; the next verb goes on with its
/// <see cref="Change.After"/>.
/// </summary>
public sealed partial record Conversation
{
    public required string Id { get; init; }
    public long Version { get; init; } = 1;
    public required ConversationKind Kind { get; init; }
    public required Origin Origin { get; init; }

    /// <summary>The one agent whose link or widget was used.</summary>
    public string? OriginAgentId { get; init; }
    public string? WidgetId { get; init; }

    /// <summary>The given name (TI-5).</summary>
    public string? Name { get; init; }
    public string? Description { get; init; }
    public bool ReadOnly { get; init; }

    /// <summary>Since when the link is open (IN-5); null: private.</summary>
    public Instant? PublicSince { get; init; }

    /// <summary>Which link it is: renewing counts on, and the one before opens nothing any more.</summary>
    public long LinkNumber { get; init; } = 1;
    public ServiceRef? Service { get; init; }

    /// <summary>The service the guest first wrote to (RE-3).</summary>
    public string? FirstServiceId { get; init; }
    public string? AssigneeId { get; init; }

    /// <summary>Who assigned it last, and when.</summary>
    public string? AssignedBy { get; init; }
    public Instant? AssignedAt { get; init; }
    public ConversationStatus Status { get; init; }

    /// <summary>Null: until the guest writes (ST-2).</summary>
    public Instant? SnoozedUntil { get; init; }

    /// <summary>Since when it is resolved.</summary>
    public Instant? ResolvedAt { get; init; }

    /// <summary>Since when it is spam (SP-3): resolved, closed to guests, and deleted after a while.</summary>
    public Instant? SpamSince { get; init; }

    /// <summary>The conversation that a guest went on from with this one (ST-3).</summary>
    public string? ContinuesId { get; init; }

    /// <summary>When a guest last went on from here with another one.</summary>
    public Instant? ContinuedAt { get; init; }

    /// <summary>When the guest wrote the first message that is unanswered: the start of the streak (RE-6); null: nobody waits.</summary>
    public Instant? WaitingSince { get; init; }

    /// <summary>The start of the last streak that was escalated: once for each (RE-2).</summary>
    public Instant? EscalatedSince { get; init; }
    public required PersonKind CreatedByKind { get; init; }

    /// <summary>The agent or guest.</summary>
    public required string CreatedBy { get; init; }
    public required Instant CreatedAt { get; init; }
    public Tally Tally { get; init; } = new();

    /// <summary>In the order of joining.</summary>
    public IReadOnlyList<Member> Members { get; init; } = [];

    public IEnumerable<Member> Current => Members.Where(member => member.IsCurrent);
    public IEnumerable<Member> CurrentAgents => Current.Where(member => member.Kind == PersonKind.Agent);
    public IEnumerable<Member> CurrentGuests => Current.Where(member => member.Kind == PersonKind.Guest);

    public Member? MemberOf(Person person) => Current.FirstOrDefault(member => member.Kind == person.Kind && member.PersonId == person.Id);

    public PostingHead HeadFor(Person author) =>
        new()
        {
            Tally = Tally,
            ReadOnly = ReadOnly,
            IsOpen = Status == ConversationStatus.Open,
            IsSpam = SpamSince is not null,
            AuthorIsMember = MemberOf(author) is not null,
            AnyAgentLeft = CurrentAgents.Any(),
        };

    /// <summary>Does not bump the version: a guest's words must not make an agent's If-Match stale.</summary>
    public Change Post(Person author, Draft draft, NewId newId, Instant now)
    {
        var posted = Posting.Post(HeadFor(author), author, draft, newId(Ids.Message), now);
        return new(this with { Tally = posted.Message.Tally }) { Messages = [posted.Message] };
    }

    public Change Rename(Person actor, string? name, NewId newId, Instant now)
    {
        RefuseGuest(actor);
        var given = ConversationName.Read(name);
        return given == Name ? Nothing() : Tell(this with { Name = given }, Notice.Renamed(actor, given), newId, now);
    }

    public Change Describe(Person actor, string? description, NewId newId, Instant now)
    {
        RefuseGuest(actor);
        var given = ConversationDescription.Read(description);
        return given == Description ? Nothing() : Tell(this with { Description = given }, Notice.Described(actor), newId, now);
    }

    /// <summary>AC-10, AC-12.</summary>
    public Change SetReadOnly(Person actor, bool readOnly, NewId newId, Instant now)
    {
        RefuseGuest(actor);
        return readOnly == ReadOnly ? Nothing() : Tell(this with { ReadOnly = readOnly }, Notice.ReadOnly(actor, readOnly), newId, now);
    }

    private void RefuseGuest(Person actor)
    {
        if (actor.Kind == PersonKind.Guest)
        {
            throw new Refused(ReadOnly ? ConversationRefusals.ReadOnly : ConversationRefusals.AgentsOnly);
        }
    }

    private Change Nothing() => new(this);

    private static Change Tell(Conversation changed, Notice notice, NewId newId, Instant now)
    {
        var message = Posting.Write(changed.Tally, notice, newId(Ids.Message), now);
        return new(changed with { Tally = message.Tally, Version = changed.Version + 1 }) { Messages = [message], HeadChanged = true };
    }
}
