using XBees.Application;
using XBees.Application.Phonebook;
using XBees.Domain.Phonebook;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Phonebook;

/// <summary>Contacts as an agent sees them.</summary>
public sealed class ContactReader(Db db) : IContactReader
{
    private const int MostDoubles = 20;

    public async Task<IReadOnlyList<ListedContact>> ListAsync(AgentCaller caller, ContactsAsked asked, CancellationToken cancel)
    {
        var patterns = asked.Query is null ? [] : ContactWords.Patterns(asked.Query);
        if (asked.Query is not null && patterns.Count == 0)
        {
            return [];
        }
        var rows = await db.ListAsync<ContactRow>(
            $"""
            select {ContactRow.Columns}
            from contact k
            where {Within(asked)}{Words(patterns)}{Letter(asked.Letter)}{After(asked)}
            order by {Order(asked)}
            {Dialect.Limit}
            """,
            new
            {
                me = caller.PersonId,
                p0 = patterns.ElementAtOrDefault(0) ?? "%",
                p1 = patterns.ElementAtOrDefault(1) ?? "%",
                p2 = patterns.ElementAtOrDefault(2) ?? "%",
                p3 = patterns.ElementAtOrDefault(3) ?? "%",
                p4 = patterns.ElementAtOrDefault(4) ?? "%",
                p5 = patterns.ElementAtOrDefault(5) ?? "%",
                from = asked.Letter?.ToString(),
                to = asked.Letter is { } letter ? ((char)(letter + 1)).ToString() : null,
                first = "a",
                behind = "{",
                afterKey = asked.After?.SortKey,
                afterId = asked.After?.Id,
                limit = asked.Limit,
            },
            cancel
        );
        return [.. (await ContactRow.WithPhonesAsync(db, rows, cancel)).Select(row => row.ToListed())];
    }

    public async Task<ContactView?> OneAsync(AgentCaller caller, string id, CancellationToken cancel) =>
        (await ByIdsAsync(caller, [id], cancel)).SingleOrDefault();

    public async Task<IReadOnlyList<ContactView>> SameAsync(
        AgentCaller caller,
        string? emailFolded,
        IReadOnlyList<string> numbers,
        CancellationToken cancel
    )
    {
        var ids = await Doubles.IdsAsync(db, caller, emailFolded, numbers, cancel);
        return await ByIdsAsync(caller, [.. ids.Take(MostDoubles)], cancel);
    }

    private async Task<IReadOnlyList<ContactView>> ByIdsAsync(AgentCaller caller, string[] ids, CancellationToken cancel)
    {
        var rows = await db.ListAsync<ContactRow>(
            $"""
            select {ContactRow.Columns}
            from contact k
            where {Dialect.In("k.id", "@ids")} and {Visibility.Contacts}
            order by k.sort_key, k.id
            """,
            new { ids, me = caller.PersonId },
            cancel
        );
        return [.. (await ContactRow.WithPhonesAsync(db, rows, cancel)).Select(row => row.ToView())];
    }

    private static Sql Within(ContactsAsked asked)
    {
        if (asked.Shared is not { } shared)
        {
            return Visibility.Contacts;
        }
        return shared ? Visibility.SharedContacts : Visibility.OwnContacts;
    }

    private static Sql Order(ContactsAsked asked)
    {
        if (asked.Shared is true)
        {
            // PostgreSQL does not see that there is one owner alone, nobody, and that the index is in order.
            return $"k.owner_id, k.sort_key, k.id";
        }
        return $"k.sort_key, k.id";
    }

    // Asked of every row: of one word, as most look for, no more than that.
    private static Sql Words(IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0)
        {
            return $"";
        }
        if (patterns.Count == 1)
        {
            return $" and k.searched like @p0";
        }
        return $"""
             and k.searched like @p0 and k.searched like @p1 and k.searched like @p2
                and k.searched like @p3 and k.searched like @p4 and k.searched like @p5
            """;
    }

    private static Sql Letter(char? letter)
    {
        if (letter is null)
        {
            return $"";
        }
        if (letter == '#')
        {
            return $" and (k.sort_key < @first or k.sort_key >= @behind)";
        }
        return $" and k.sort_key >= @from and k.sort_key < @to";
    }

    private static Sql After(ContactsAsked asked)
    {
        if (asked.After is null)
        {
            return $"";
        }
        return $" and k.sort_key >= @afterKey and (k.sort_key > @afterKey or k.id > @afterId)";
    }
}
