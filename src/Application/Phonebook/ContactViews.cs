using XBees.Domain.Phonebook;

namespace XBees.Application.Phonebook;

/// <summary>A contact as an agent sees it.</summary>
public sealed record ContactView
{
    public required string Id { get; init; }
    public required long Version { get; init; }

    /// <summary>personal: the caller's alone; shared: every agent's.</summary>
    public required string Phonebook { get; init; }
    public required string Name { get; init; }
    public string? Company { get; init; }
    public string? JobTitle { get; init; }
    public string? Email { get; init; }
    public PhoneView? WorkPhone { get; init; }
    public PhoneView? MobilePhone { get; init; }
    public PhoneView? HomePhone { get; init; }
    public string? Note { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }
}

/// <summary>A telephone number.</summary>
/// <param name="Typed">As it was typed.</param>
/// <param name="Number">In E.164; null: it cannot be dialled.</param>
/// <param name="Extension">To dial afterwards.</param>
public sealed record PhoneView(string Typed, string? Number, string? Extension);

/// <summary>The two phonebooks, as the API names them.</summary>
public static class Phonebooks
{
    public const string Personal = "personal";
    public const string Shared = "shared";

    /// <summary>422 where it is neither.</summary>
    public static bool IsShared(string? typed) =>
        typed switch
        {
            Shared => true,
            Personal => false,
            _ => throw new Invalid("phonebook", "Say personal or shared."),
        };
}

/// <summary>Which contacts are asked for.</summary>
public sealed record ContactsAsked
{
    /// <summary>Of one phonebook; null: of both.</summary>
    public bool? Shared { get; init; }

    /// <summary>What was typed into the search, or null.</summary>
    public string? Query { get; init; }

    /// <summary>By the first letter: a to z, or # for all others; null: all.</summary>
    public char? Letter { get; init; }

    /// <summary>The one before the first that is wanted.</summary>
    public (string SortKey, string Id)? After { get; init; }
    public required int Limit { get; init; }
}

/// <summary>A contact with its place in the list.</summary>
public sealed record ListedContact(ContactView View, ContactFields Fields, string SortKey);

/// <summary>Contacts as they are read.</summary>
public interface IContactReader
{
    Task<IReadOnlyList<ListedContact>> ListAsync(AgentCaller caller, ContactsAsked asked, CancellationToken cancel);

    /// <summary>Null: there is none, or it is another agent's own.</summary>
    Task<ContactView?> OneAsync(AgentCaller caller, string id, CancellationToken cancel);

    /// <summary>Those with this address or one of these numbers (PB-3).</summary>
    Task<IReadOnlyList<ContactView>> SameAsync(
        AgentCaller caller,
        string? emailFolded,
        IReadOnlyList<string> numbers,
        CancellationToken cancel
    );
}
