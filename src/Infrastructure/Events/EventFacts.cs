using XBees.Application.Conversations;
using XBees.Application.Events;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Meetings;

namespace XBees.Infrastructure.Events;

/// <summary>
/// What a batch of log entries is about, as it is now: who may see each conversation, and the messages and places themselves. Bodies
/// are made here and not when something is written, so that nobody gets what they may not see any more.
/// </summary>
internal sealed class EventFacts
{
    private const string ServiceRenamed = "service.renamed";
    private const string ConversationGone = "conversation.removed";

    private readonly Dictionary<string, ConversationRow> conversations;
    private readonly ILookup<string, string> members;
    private readonly Dictionary<string, LastRow> messages;
    private readonly Dictionary<string, PlaceRow> places;
    private readonly MessageParts parts;
    private readonly Dictionary<(string, string), StreamEvent> made = [];

    /// <summary>Of services with a new name: their guests, of those who were asked about.</summary>
    private ServiceGuests guests = ServiceGuests.None;

    private static readonly string[] MeetingChanges = ["meeting.booked", "meeting.changed", "meeting.cancelled"];

    private EventFacts(
        IEnumerable<ConversationRow> conversations,
        IEnumerable<MemberRow> members,
        IEnumerable<LastRow> messages,
        IEnumerable<PlaceRow> places,
        MessageParts parts
    )
    {
        this.conversations = conversations.ToDictionary(row => row.Id);
        this.members = members.ToLookup(row => row.ConversationId, row => row.PersonId);
        this.messages = messages.ToDictionary(row => row.Id);
        this.places = places.ToDictionary(row => row.Id);
        this.parts = parts;
    }

    /// <param name="db">Where it is read.</param>
    /// <param name="entries">The batch.</param>
    /// <param name="only">Where one caller alone is asked about: who else is a member does not matter.</param>
    /// <param name="listening">The guests who would be told of a service.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static async Task<EventFacts> LoadAsync(
        Db db,
        IReadOnlyList<LoggedEntry> entries,
        Caller? only,
        IReadOnlyCollection<string> listening,
        CancellationToken cancel
    )
    {
        var facts = await LoadAsync(db, entries, only, cancel);
        facts.guests = await ServiceGuests.LoadAsync(db, Subjects(entries, [ServiceRenamed]), listening, cancel);
        return facts;
    }

    private static async Task<EventFacts> LoadAsync(Db db, IReadOnlyList<LoggedEntry> entries, Caller? only, CancellationToken cancel)
    {
        var ids = entries.Select(entry => entry.ConversationId).OfType<string>().Distinct().ToArray();
        if (ids.Length == 0)
        {
            return new([], [], [], [], MessageParts.None);
        }
        var conversations = await db.ListAsync<ConversationRow>(
            $"""
            select c.id, c.version, s.manager_id, w.settings as widget_settings
            from conversation c
            left join service s on s.id = c.service_id
            left join widget w on w.id = c.widget_id
            where {Dialect.In("c.id", "@ids")}
            """,
            new { ids },
            cancel
        );
        Sql mine = $"";
        if (only is not null)
        {
            mine = $" and person_id = @me";
        }
        var members = await db.ListAsync<MemberRow>(
            $"""
            select conversation_id, person_id
            from member
            where {Dialect.In("conversation_id", "@ids")} and left_at is null{mine}
            """,
            new { ids, me = only?.PersonId },
            cancel
        );
        var heads = new EventFacts(conversations, members, [], [], MessageParts.None);
        var wanted = only is null ? entries : [.. entries.Where(entry => heads.SightOf(entry, only) == Sight.Whole)];
        var messages = await MessagesAsync(db, wanted, cancel);
        var parts = new MessageParts(
            // Of what is new nobody has heard a reaction yet: each comes as an event of its own.
            await Reactions.LoadAsync(db, Subjects(wanted, ["message.updated", ReactionStore.Changed]), cancel),
            await Mentions.LoadAsync(db, messages, cancel),
            await MeetingCards.LoadAsync(
                db,
                [.. messages.Select(message => message.MeetingId).OfType<string>().Union(Subjects(wanted, MeetingChanges))],
                cancel
            )
        );
        return new(conversations, members, messages, await PlacesAsync(db, wanted, cancel), parts);
    }

    /// <summary>Whether anybody can be concerned, member of something or not.</summary>
    public static bool IsOfService(LoggedEntry entry) => entry.Type is "service.updated" or ServiceRenamed;

    /// <summary>Everybody who can be concerned, beside those who see all or every head.</summary>
    public IEnumerable<string> PeopleOf(LoggedEntry entry)
    {
        if (entry.ConversationId is not { } id || !conversations.TryGetValue(id, out var conversation))
        {
            // Deleted meanwhile: who had sight of it is named by the entry that says so.
            return entry.Type == ConversationGone ? entry.People : [];
        }
        var people = members[id].Concat(entry.People);
        return conversation.ManagerId is { } manager ? people.Append(manager).Distinct() : people.Distinct();
    }

    /// <summary>What this entry is for this caller, if it is anything.</summary>
    public StreamEvent? For(LoggedEntry entry, Caller caller) =>
        IsOfService(entry)
            ? OfService(entry, caller)
            : SightOf(entry, caller) switch
            {
                Sight.Whole => Whole(entry, caller),
                _ when entry.People.Contains(caller.PersonId) || IsGoneFor(entry, caller) => Removed(entry),
                Sight.Head => Head(entry),
                _ => null,
            };

    /// <summary>Who sees every head saw this one.</summary>
    private bool IsGoneFor(LoggedEntry entry, Caller caller) =>
        entry.Type == ConversationGone
        && !conversations.ContainsKey(entry.ConversationId!)
        && Sights.Of(caller, isMember: false, managesService: false) != Sight.Nothing;

    public Sight SightOf(LoggedEntry entry, Caller caller) =>
        entry.ConversationId is { } id && conversations.TryGetValue(id, out var conversation)
            ? Sights.Of(caller, members[id].Contains(caller.PersonId), conversation.ManagerId == caller.PersonId)
            : Sight.Nothing;

    private StreamEvent? OfService(LoggedEntry entry, Caller caller)
    {
        var id = entry.SubjectId ?? "";
        if (Visibility.Services(caller))
        {
            return Make("service", id, id => new ServiceEvent(id), "service.updated");
        }
        // A guest knows a service by the title that it gives (TI-4), and by no id.
        return entry.Type == ServiceRenamed && guests.Of(id, caller.PersonId) ? StreamEvent.TitlesChanged : null;
    }

    private StreamEvent? Whole(LoggedEntry entry, Caller caller) =>
        entry.Type switch
        {
            "message.created" or "message.updated" or "message.deleted" => Message(entry, caller),
            ReactionStore.Changed => Reaction(entry, caller),
            "read.changed" => Read(entry, caller),
            "seen.changed" => Seen(entry, caller),
            // Guests hear neither of services, who is in charge and what else is for agents (AC-13) nor of the status (ST-6).
            "assignment.changed" or "status.changed" or "head.changed" => caller.IsGuest ? null : Head(entry),
            "place.changed" => Place(entry, caller),
            "meeting.booked" or "meeting.changed" or "meeting.cancelled" => Meeting(entry, caller),
            _ => caller.IsGuest ? ForGuests(entry) : Head(entry),
        };

    private StreamEvent? Message(LoggedEntry entry, Caller caller)
    {
        if (!messages.TryGetValue(entry.SubjectId ?? "", out var row) || (caller.IsGuest && row.ForAgentsOnly))
        {
            return null;
        }
        var variant = VariantFor(caller, entry.Type, row.Id) + (row.MeetingId is null ? "" : caller.PersonId);
        return Make(variant, entry, id => new MessageEvent(id, row.ToView(caller, parts)));
    }

    private StreamEvent? Reaction(LoggedEntry entry, Caller caller)
    {
        if (!messages.TryGetValue(entry.SubjectId ?? "", out var row) || (caller.IsGuest && row.ForAgentsOnly))
        {
            return null;
        }
        var seq = caller.IsGuest ? row.GuestSeq : row.Seq;
        return Make(
            VariantFor(caller, entry.Type, row.Id),
            entry,
            id => new ReactionEvent(id, row.Id, seq, parts.Reactions.Of(row.Id, caller))
        );
    }

    private StreamEvent? Meeting(LoggedEntry entry, Caller caller) =>
        parts.Meetings.Of(entry.SubjectId, caller) is { } meeting
            ? Make($"{entry.Type} {meeting.Id} {caller.PersonId}", entry, id => new MeetingEvent(id, meeting))
            : null;

    /// <summary>Readers of one kind and language get the same bytes, but for those who reacted themselves.</summary>
    private string VariantFor(Caller caller, string type, string messageId) =>
        $"{type} {caller.Person.Kind} {caller.Language} {messageId} {(parts.Reactions.AnyOf(messageId, caller) ? caller.PersonId : "")}";

    private StreamEvent? Read(LoggedEntry entry, Caller caller)
    {
        if (!places.TryGetValue(entry.SubjectId ?? "", out var place))
        {
            return null;
        }
        if (place.PersonId == caller.PersonId)
        {
            return Make($"own {place.Id}", entry, _ => place.Own());
        }
        return place.IsGuest && !caller.IsGuest
            ? Make($"guest {place.Id}", entry, id => new GuestReadEvent(id, place.Id, place.Kind, place.PersonId, place.SeenSeq))
            : null;
    }

    /// <summary>Pinned, muted, archived: for one's own devices alone.</summary>
    private StreamEvent? Place(LoggedEntry entry, Caller caller)
    {
        const string name = "conversation.updated";
        return !places.TryGetValue(entry.SubjectId ?? "", out var place) || place.PersonId != caller.PersonId ? null
            : caller.IsGuest ? Make($"plain {name}", entry, id => new ConversationEvent(id), name)
            : Make($"head {name}", entry, id => new VersionedEvent(id, conversations[id].Version), name);
    }

    /// <summary>Guests hear of an agent's reading by this entry alone, which is there where the guests' number rose (MS-9).</summary>
    private StreamEvent? Seen(LoggedEntry entry, Caller caller) =>
        caller.IsGuest && places.TryGetValue(entry.SubjectId ?? "", out var place) && conversations[place.ConversationId].ShowsSeen
            ? Make($"seen {place.Id}", entry, id => new SeenEvent(id, place.Kind, place.SeenByAgents), "read.changed")
            : null;

    private StreamEvent? Head(LoggedEntry entry) =>
        NameOf(entry) is { } name ? Make($"head {name}", entry, id => new VersionedEvent(id, conversations[id].Version), name) : null;

    private StreamEvent? ForGuests(LoggedEntry entry) =>
        NameOf(entry) is { } name ? Make($"plain {name}", entry, id => new ConversationEvent(id), name) : null;

    private StreamEvent Removed(LoggedEntry entry) => Make("removed", entry, id => new ConversationEvent(id), "conversation.removed");

    /// <summary>What is about the conversation itself; a guest's new name is its new title (TI-1).</summary>
    private static string? NameOf(LoggedEntry entry) =>
        entry.Type switch
        {
            "conversation.created" or "conversation.updated" or "members.changed" or "assignment.changed" or "status.changed" => entry.Type,
            "guest.updated" or "head.changed" => "conversation.updated",
            _ => null,
        };

    private StreamEvent Make(string variant, LoggedEntry entry, Func<string, object> data, string? name = null) =>
        Make(variant, entry.ConversationId!, data, name ?? entry.Type);

    private StreamEvent Make(string variant, string id, Func<string, object> data, string name)
    {
        if (!made.TryGetValue((variant, id), out var known))
        {
            made[(variant, id)] = known = new(name, data(id));
        }
        return known;
    }

    private static async Task<IReadOnlyList<LastRow>> MessagesAsync(Db db, IReadOnlyList<LoggedEntry> entries, CancellationToken cancel)
    {
        var ids = Subjects(entries, ["message.created", "message.updated", "message.deleted", ReactionStore.Changed]);
        return ids.Length == 0
            ? []
            : await db.ListAsync<LastRow>(
                $"select m.conversation_id, {MessageRow.WithQuote} from message m {MessageRow.Quoted} where {Dialect.In("m.id", "@ids")}",
                new { ids },
                cancel
            );
    }

    private static async Task<IReadOnlyList<PlaceRow>> PlacesAsync(Db db, IReadOnlyList<LoggedEntry> entries, CancellationToken cancel)
    {
        var ids = Subjects(entries, ["read.changed", "seen.changed", "place.changed"]);
        return ids.Length == 0
            ? []
            : await db.ListAsync<PlaceRow>(
                $"""
                select m.id, m.conversation_id, m.kind, m.person_id, m.seen_seq, m.read_seq, m.read_guest_seq, m.read_count, m.own_after,
                    m.marked_unread, c.message_count, c.guest_message_count,
                    (
                        select max(a.seen_guest_seq) from member a where a.conversation_id = m.conversation_id and a.kind = @agent
                    ) as seen_by_agents
                from member m
                join conversation c on c.id = m.conversation_id
                where {Dialect.In("m.id", "@ids")}
                """,
                new { ids, agent = "agent" },
                cancel
            );
    }

    private static string[] Subjects(IReadOnlyList<LoggedEntry> entries, string[] types) =>
        [
            .. entries
                .Where(entry => types.Contains(entry.Type, StringComparer.Ordinal))
                .Select(entry => entry.SubjectId)
                .OfType<string>()
                .Distinct(),
        ];
}
