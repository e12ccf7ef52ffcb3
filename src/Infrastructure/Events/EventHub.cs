using XBees.Application.Conversations;
using XBees.Application.Events;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Events;

/// <summary>All live readers of this node. The tail reads each entry once and hands it over here, to whoever may see it.</summary>
public sealed class EventHub(Db db)
{
    /// <summary>A browser has one stream; what opens more at once than this is no browser.</summary>
    private const int MostPerPerson = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<EventConnection>> byPerson = [];
    private readonly HashSet<EventConnection> seeEverything = [];
    private volatile bool stopping;

    /// <summary>The last entry that was handed over.</summary>
    public LogCursor Position { get; private set; } = LogCursor.Start;

    public bool IsStopping => stopping;

    /// <summary>Wakes who follows the log at their own pace as soon as the tail has read on.</summary>
    public LogSignal Moved { get; } = new();

    public int Count
    {
        get
        {
            lock (gate)
            {
                return byPerson.Values.Sum(connections => connections.Count);
            }
        }
    }

    /// <summary>Registers a reader: nothing that is handed over after this is missed.</summary>
    public EventConnection Connect(Caller caller)
    {
        lock (gate)
        {
            var connection = new EventConnection(this, caller, Position);
            if (!byPerson.TryGetValue(caller.PersonId, out var others))
            {
                byPerson[caller.PersonId] = others = [];
            }
            others.Add(connection);
            if (others.Count > MostPerPerson)
            {
                others[0].CutOff();
            }
            if (caller is AgentCaller { SeesAll: true } or AgentCaller { Administrator: true })
            {
                seeEverything.Add(connection);
            }
            if (stopping)
            {
                connection.CutOff();
            }
            return connection;
        }
    }

    /// <summary>Where a tail begins; the readers of before have to resume.</summary>
    public void Begin(LogCursor position)
    {
        lock (gate)
        {
            Position = position;
        }
    }

    /// <summary>Closes every stream at once, so that their readers resume on another node.</summary>
    public void Stop()
    {
        // Who closes meanwhile waits at the gate: a connection that is gone cannot be cut.
        lock (gate)
        {
            stopping = true;
            foreach (var connection in byPerson.Values.SelectMany(connections => connections).ToList())
            {
                connection.CutOff();
            }
        }
    }

    /// <summary>Hands a batch of the log to everybody whom it concerns.</summary>
    public async Task TakeAsync(IReadOnlyList<LoggedEntry> entries, CancellationToken cancel)
    {
        if (PassedUnseen(entries))
        {
            return;
        }
        var facts = await EventFacts.LoadAsync(db, entries, null, entries.Any(EventFacts.IsOfService) ? Guests() : [], cancel);
        lock (gate)
        {
            foreach (var entry in entries)
            {
                Deliver(entry, facts);
            }
            Position = entries[^1].Cursor;
        }
    }

    /// <summary>Shows that somebody types to those who see the conversation now (MS-3).</summary>
    public async Task ShowAsync(Typing typing, CancellationToken cancel)
    {
        var entry = new LoggedEntry(LogCursor.Start, "typing", typing.ConversationId, null, [], 0);
        var facts = await EventFacts.LoadAsync(db, [entry], null, [], cancel);
        var made = new Dictionary<PersonView, StreamEvent>();
        lock (gate)
        {
            foreach (var connection in Concerned(facts.PeopleOf(entry)))
            {
                var caller = connection.Caller;
                if (caller.PersonId != typing.Author.Id && !(caller.IsGuest && typing.Note) && facts.SightOf(entry, caller) == Sight.Whole)
                {
                    var author = typing.AuthorFor(caller);
                    if (!made.TryGetValue(author, out var shown))
                    {
                        made[author] = shown = new("typing", new TypingEvent(typing.ConversationId, author, typing.Stop));
                    }
                    connection.Offer(new(null, shown));
                }
            }
        }
    }

    internal LogCursor? Quiet(EventConnection connection)
    {
        lock (gate)
        {
            return connection.Waiting.TryPeek(out _) ? null : Position;
        }
    }

    internal void Remove(EventConnection connection)
    {
        lock (gate)
        {
            seeEverything.Remove(connection);
            if (byPerson.TryGetValue(connection.Caller.PersonId, out var others) && others.Remove(connection) && others.Count == 0)
            {
                byPerson.Remove(connection.Caller.PersonId);
            }
        }
    }

    private bool PassedUnseen(IReadOnlyList<LoggedEntry> entries)
    {
        lock (gate)
        {
            if (byPerson.Count > 0)
            {
                return false;
            }
            Position = entries[^1].Cursor;
            return true;
        }
    }

    private void Deliver(LoggedEntry entry, EventFacts facts)
    {
        if (entry.Type == "session.ended")
        {
            End(entry.SubjectId ?? "");
            return;
        }
        foreach (var connection in EventFacts.IsOfService(entry) ? Everybody() : Concerned(facts.PeopleOf(entry)))
        {
            if (facts.For(entry, connection.Caller) is { } made)
            {
                connection.Offer(new(entry.Cursor, made));
            }
        }
    }

    private void End(string subject)
    {
        foreach (var connection in Everybody().Where(connection => connection.BelongsTo(subject)))
        {
            connection.EndSession();
        }
    }

    private IReadOnlyCollection<string> Guests()
    {
        lock (gate)
        {
            return
            [
                .. Everybody().Where(connection => connection.Caller.IsGuest).Select(connection => connection.Caller.PersonId).Distinct(),
            ];
        }
    }

    private IEnumerable<EventConnection> Everybody() => byPerson.Values.SelectMany(connections => connections);

    private IEnumerable<EventConnection> Concerned(IEnumerable<string> people) =>
        people
            .SelectMany(person => byPerson.TryGetValue(person, out var connections) ? connections : [])
            .Where(connection => !seeEverything.Contains(connection))
            .Concat(seeEverything);
}
