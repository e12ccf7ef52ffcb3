using XBees.Application.Phonebook;
using XBees.Web.Api.Search;

namespace XBees.Web.Api.Phonebook;

/// <summary>Which contacts are asked for.</summary>
public sealed record ContactsQuery
{
    /// <summary>What is looked for in names, companies, job titles, addresses and numbers: 1 to 200 characters.</summary>
    public string? Q { get; init; }

    /// <summary>personal or shared; absent: both.</summary>
    public string? Phonebook { get; init; }

    /// <summary>By the first letter of the name: a to z, or # for all others.</summary>
    public string? Letter { get; init; }

    /// <summary>Those with the address or the number of this guest.</summary>
    public string? GuestId { get; init; }

    /// <summary>1 to 100, 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The cursor of the page before.</summary>
    public string? After { get; init; }

    /// <summary>Of the list, for its cursors.</summary>
    internal string Name(Caller caller) => $"contacts {caller.PersonId} {Phonebook} {Letter} {Q}";

    internal ContactsAsked ToAsked(IReadOnlyList<string>? place, int limit) =>
        new()
        {
            Shared = Phonebook is null ? null : Phonebooks.IsShared(Phonebook),
            Query = string.IsNullOrEmpty(Q) ? null : SearchPages.Read(Q),
            Letter = ReadLetter(Letter),
            After = place is [var key, var id] ? (key, id) : null,
            Limit = limit,
        };

    private static char? ReadLetter(string? typed) =>
        typed switch
        {
            null or "" => null,
            [(>= 'a' and <= 'z') or '#'] => typed[0],
            _ => throw new Refused(new("unreadable", 400, "This request cannot be read", "Give letter one of a to z, or #.", "letter")),
        };
}
