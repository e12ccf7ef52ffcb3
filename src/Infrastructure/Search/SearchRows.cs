using XBees.Domain.Search;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Files;

namespace XBees.Infrastructure.Search;

/// <summary>What a conversation is found by, as the database has it now.</summary>
internal sealed class ConversationFacts(SearchedConversation row, IReadOnlyList<SearchedMember> members)
{
    public string Id => row.Id;

    public string? ServiceId => row.ServiceId;

    public long LastActivityAt => row.LastActivityAt;

    public string? Name => row.Name;

    public IEnumerable<SearchedMember> Initial => members.Where(member => member.Initial && member.ErasedAt is null);

    public IEnumerable<string> AgentsNow =>
        members.Where(member => member.LeftAt is null && member.Kind == "agent").Select(member => member.PersonId);

    /// <summary>Without those who are called like an initial member.</summary>
    private IEnumerable<SearchedMember> Later => members.Where(member => !member.Initial && member.ErasedAt is null);

    public Findable Findable => Of(Initial, Name);

    public Findable FindableByLater => Of(Later, null);

    private static Findable Of(IEnumerable<SearchedMember> members, string? name) =>
        Findable.Of(members.SelectMany(member => new[] { member.Name, member.Email }).Append(name), members.Select(member => member.Phone));
}

/// <summary>A row of <c>conversation</c> as the search needs it.</summary>
internal sealed class SearchedConversation
{
    public string Id { get; init; } = "";
    public string? Name { get; init; }
    public string? ServiceId { get; init; }
    public long LastActivityAt { get; init; }
}

/// <summary>A member, of now or before, as the search needs them.</summary>
internal sealed class SearchedMember : PersonRow
{
    public string ConversationId { get; init; } = "";
    public bool Initial { get; init; }
    public long? LeftAt { get; init; }
    public string? Phone { get; init; }

    public string? Name => AgentName ?? GuestGivenName;

    public string? Email => AgentEmail ?? GuestEmail;
}

/// <summary>A message as the search needs it.</summary>
internal sealed class SearchedMessage
{
    public string Id { get; init; } = "";
    public string ConversationId { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Text { get; init; } = "";
    public string? Files { get; init; }
    public long CreatedAt { get; init; }
    public long? DeletedAt { get; init; }

    /// <summary>Its words, and what its files are called (SE-5).</summary>
    public IEnumerable<string?> Texts => FilesJson.Texts(Text, Files);

    /// <summary>Notices and cards say nothing that anybody typed into a message, and what was deleted is not found (SE-5).</summary>
    public bool IsFindable => Kind is "text" or "note" && DeletedAt is null;
}

/// <summary>An agent as the search needs them.</summary>
internal sealed class SearchedAgent
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";

    public string Known => $"{Name}\n{Email}";
}

/// <summary>What the index holds, read from the database.</summary>
internal sealed class SearchRows(Db db)
{
    /// <summary>Behind every id: ids are made of small letters and digits.</summary>
    private const string Last = "~";

    public async Task<IReadOnlyDictionary<string, ConversationFacts>> ConversationsAsync(string[] ids, CancellationToken cancel)
    {
        if (ids.Length == 0)
        {
            return new Dictionary<string, ConversationFacts>();
        }
        var rows = await db.ListAsync<SearchedConversation>(
            $"select c.id, c.name, c.service_id, c.last_activity_at from conversation c where {Dialect.In("c.id", "@ids")}",
            new { ids },
            cancel
        );
        var members = await db.ListAsync<SearchedMember>(
            $"""
            select m.conversation_id, m.kind, m.person_id, m.initial, m.left_at, g.phone, {PersonRow.Columns}
            from member m
            left join agent a on a.id = m.person_id
            left join guest g on g.id = m.person_id
            where {Dialect.In("m.conversation_id", "@ids")}
            """,
            new { ids },
            cancel
        );
        var known = members.ToLookup(member => member.ConversationId);
        return rows.ToDictionary(row => row.Id, row => new ConversationFacts(row, [.. known[row.Id]]));
    }

    public Task<IReadOnlyList<SearchedMessage>> MessagesAsync(string[] ids, CancellationToken cancel) =>
        db.ListAsync<SearchedMessage>(
            $"select m.id, m.conversation_id, m.kind, m.text, m.files, m.created_at, m.deleted_at from message m where {Dialect.In("m.id", "@ids")}",
            new { ids },
            cancel
        );

    /// <summary>The newest conversations before one, so that what is looked for most is there first.</summary>
    public Task<IReadOnlyList<string>> ConversationsBeforeAsync(string? before, int limit, CancellationToken cancel) =>
        db.ListAsync<string>(
            $"select c.id from conversation c where c.id < @before order by c.id desc {Dialect.Limit}",
            new { before = before ?? Last, limit },
            cancel
        );

    public Task<IReadOnlyList<SearchedMessage>> MessagesBeforeAsync(string? before, int limit, CancellationToken cancel) =>
        db.ListAsync<SearchedMessage>(
            $"""
            select m.id, m.conversation_id, m.kind, m.text, m.files, m.created_at, m.deleted_at
            from message m
            where m.id < @before
            order by m.id desc
            {Dialect.Limit}
            """,
            new { before = before ?? Last, limit },
            cancel
        );

    /// <summary>The conversations that somebody is or was a member of, in the order of their ids.</summary>
    public Task<IReadOnlyList<string>> ConversationsOfAsync(string personId, string after, int limit, CancellationToken cancel) =>
        db.ListAsync<string>(
            $"""
            select m.conversation_id
            from member m
            where m.person_id = @personId and m.conversation_id > @after
            order by m.conversation_id
            {Dialect.Limit}
            """,
            new
            {
                personId,
                after,
                limit,
            },
            cancel
        );

    public Task<IReadOnlyList<SearchedAgent>> AgentsAsync(CancellationToken cancel) =>
        db.ListAsync<SearchedAgent>($"select a.id, a.name, a.email from agent a", cancel: cancel);

    public async Task<SearchedAgent?> AgentAsync(string id, CancellationToken cancel) =>
        await db.FirstAsync<SearchedAgent>($"select a.id, a.name, a.email from agent a where a.id = @id", new { id }, cancel);

    public Task<IReadOnlyList<string>> ManagedByAsync(string agentId, CancellationToken cancel) =>
        db.ListAsync<string>($"select s.id from service s where s.manager_id = @agentId", new { agentId }, cancel);

    public async Task<long> CountAsync(CancellationToken cancel) =>
        await db.FirstAsync<long>($"select count(*) from conversation", cancel: cancel)
        + await db.FirstAsync<long>($"select count(*) from message", cancel: cancel);
}
