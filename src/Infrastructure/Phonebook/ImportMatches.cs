using XBees.Domain.Phonebook;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Phonebook;

/// <summary>
/// What of a part is in the phonebook that it goes to. Asked for is what can match alone: of an address or a number that thousands share
/// only those with the part's own names are read, however much has been imported already.
/// </summary>
internal static class ImportMatches
{
    public static async Task<HashSet<string>> OfAsync(Unit session, string? ownerId, IReadOnlyList<ContactFields> contacts)
    {
        var there = new HashSet<string>();
        var mailed = contacts.Where(one => one.Email is not null).ToList();
        if (mailed.Count > 0)
        {
            await AddressesAsync(session, ownerId, mailed, there);
        }
        var called = contacts.Where(one => one.Email is null && one.Numbers.Count > 0).ToList();
        if (called.Count > 0)
        {
            await NumbersAsync(session, ownerId, called, there);
        }
        var named = contacts.Where(one => one.Email is null && one.Numbers.Count == 0).ToList();
        if (named.Count > 0)
        {
            await NamesAsync(session, ownerId, named, there);
        }
        return there;
    }

    private static async Task AddressesAsync(Unit session, string? ownerId, List<ContactFields> contacts, HashSet<string> there)
    {
        var args = new
        {
            ownerId,
            emails = contacts.Select(one => one.Email!.Folded).Distinct().ToArray(),
            keys = Keys(contacts),
        };
        var taken = await session.ListAsync<string>(
            $"select distinct k.email_folded from contact k where {Dialect.In("k.email_folded", "@emails")} and {Owner(ownerId)}",
            args
        );
        there.UnionWith(taken.Select(email => ContactIdentity.OfAddress(email)));
        var same = await session.ListAsync<Row>(
            $"""
            select k.sort_key, k.email_folded as what
            from contact k
            where {Dialect.In("k.email_folded", "@emails")} and {Dialect.In("k.sort_key", "@keys")} and {Owner(ownerId)}
            """,
            args
        );
        there.UnionWith(same.Select(row => ContactIdentity.OfAddress(row.What!, row.SortKey)));
    }

    private static async Task NumbersAsync(Unit session, string? ownerId, List<ContactFields> contacts, HashSet<string> there)
    {
        var same = await session.ListAsync<Row>(
            $"""
            select k.sort_key, p.number as what
            from contact_phone p
            join contact k on k.id = p.contact_id
            where {Dialect.In("p.number", "@numbers")} and {Dialect.In("k.sort_key", "@keys")} and {Owner(ownerId)}
            """,
            new
            {
                ownerId,
                numbers = contacts.SelectMany(one => one.Numbers).Distinct().ToArray(),
                keys = Keys(contacts),
            }
        );
        there.UnionWith(same.Select(row => ContactIdentity.OfNumber(row.What!, row.SortKey)));
    }

    private static async Task NamesAsync(Unit session, string? ownerId, List<ContactFields> contacts, HashSet<string> there)
    {
        var same = await session.ListAsync<Row>(
            $"select k.sort_key, k.company as what from contact k where {Dialect.In("k.sort_key", "@keys")} and {Owner(ownerId)}",
            new { ownerId, keys = Keys(contacts) }
        );
        there.UnionWith(same.Select(row => ContactIdentity.OfName(row.SortKey, row.What)));
    }

    private static string[] Keys(List<ContactFields> contacts) => [.. contacts.Select(one => ContactWords.SortKey(one.Name)).Distinct()];

    private static Sql Owner(string? ownerId)
    {
        if (ownerId is null)
        {
            return $"k.owner_id is null";
        }
        return $"k.owner_id = @ownerId";
    }

    private sealed class Row
    {
        public string SortKey { get; init; } = "";
        public string? What { get; init; }
    }
}
