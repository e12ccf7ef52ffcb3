using XBees.Domain.Phonebook;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Phonebook;

/// <summary>What of a part is in the phonebook that it goes to.</summary>
internal static class ImportMatches
{
    public static async Task<HashSet<string>> OfAsync(Unit session, string? ownerId, IReadOnlyList<ContactFields> contacts)
    {
        var args = new
        {
            ownerId,
            emails = contacts.Select(one => one.Email?.Folded).OfType<string>().Distinct().ToArray(),
            numbers = contacts.SelectMany(one => one.Numbers).Distinct().ToArray(),
            keys = contacts.Select(one => ContactWords.SortKey(one.Name)).Distinct().ToArray(),
        };
        var there = new HashSet<string>();
        var byEmail = await session.ListAsync<Row>(
            $"select k.sort_key, k.email_folded as what from contact k where {Dialect.In("k.email_folded", "@emails")} and {Owner(ownerId)}",
            args
        );
        foreach (var row in byEmail)
        {
            there.Add(ContactIdentity.OfAddress(row.What!));
            there.Add(ContactIdentity.OfAddress(row.What!, row.SortKey));
        }
        var byNumber = await session.ListAsync<Row>(
            $"""
            select k.sort_key, p.number as what
            from contact_phone p
            join contact k on k.id = p.contact_id
            where {Dialect.In("p.number", "@numbers")} and {Owner(ownerId)}
            """,
            args
        );
        there.UnionWith(byNumber.Select(row => ContactIdentity.OfNumber(row.What!, row.SortKey)));
        var byName = await session.ListAsync<Row>(
            $"select k.sort_key, k.company as what from contact k where {Dialect.In("k.sort_key", "@keys")} and {Owner(ownerId)}",
            args
        );
        there.UnionWith(byName.Select(row => ContactIdentity.OfName(row.SortKey, row.What)));
        return there;
    }

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
