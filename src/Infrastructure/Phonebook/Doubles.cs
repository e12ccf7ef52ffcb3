using XBees.Application;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Phonebook;

/// <summary>Contacts with the same address or number, of those that the caller sees (PB-3).</summary>
internal static class Doubles
{
    public static async Task<IReadOnlyList<string>> IdsAsync(
        SqlSession session,
        AgentCaller caller,
        string? emailFolded,
        IReadOnlyList<string> numbers,
        CancellationToken cancel
    )
    {
        // Two lists instead of one "or", so that each walks its own index.
        var byEmail = emailFolded is null
            ? []
            : await session.ListAsync<string>(
                $"select k.id from contact k where k.email_folded = @emailFolded and {Visibility.Contacts}",
                new { emailFolded, me = caller.PersonId },
                cancel
            );
        var byNumber =
            numbers.Count == 0
                ? []
                : await session.ListAsync<string>(
                    $"""
                    select k.id
                    from contact_phone p
                    join contact k on k.id = p.contact_id
                    where {Dialect.In("p.number", "@numbers")} and {Visibility.Contacts}
                    """,
                    new { numbers = numbers.ToArray(), me = caller.PersonId },
                    cancel
                );
        return [.. byEmail.Union(byNumber)];
    }
}
