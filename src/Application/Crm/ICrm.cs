using XBees.Domain.Crm;

namespace XBees.Application.Crm;

public enum CrmKind
{
    /// <summary>The built-in one, to try everything without an account.</summary>
    Practice,
    HubSpot,
    Salesforce,
}

/// <summary>How a connected CRM is reached.</summary>
/// <param name="ConnectionId">Whose secret it is.</param>
/// <param name="Secret">What its adapter made of it when it was connected; nobody else reads it.</param>
public sealed record CrmAccess(string ConnectionId, string Secret);

/// <summary>Somebody in a CRM (CR-2).</summary>
public sealed record CrmRecord
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? Company { get; init; }
    public string? Owner { get; init; }
    public string? Status { get; init; }

    /// <summary>Its page at the CRM; null where it has none of its own.</summary>
    public string? Url { get; init; }
}

/// <summary>Somebody in a CRM who was looked for by words (SE-6).</summary>
public sealed record CrmContact(string Id, string Name, string? Company, string? Email, string? Url);

/// <summary>The agent who acts (CR-6).</summary>
public sealed record CrmAuthor(string Name, string Email);

/// <summary>
/// A CRM. All of it goes over a network: it is never called inside a unit, gives up by itself after a while, and throws nothing but
/// <see cref="CrmFailure"/> for whatever the other side does. What it returns is clean (<see cref="CrmText"/>).
/// </summary>
public interface ICrm
{
    CrmKind Kind { get; }

    /// <summary>Whether a new record says by itself which agent made it, where that is none of the CRM's users (CR-6).</summary>
    bool SignsRecords => false;

    /// <summary>What is kept as the secret of a connection that an administrator makes with this token, or with what signing in has brought.</summary>
    Task<string> OpenAsync(string token, CancellationToken cancel);

    /// <summary>Of which organisation an account is: the records of one are nobody's in another. Nothing is asked.</summary>
    string AccountOf(CrmAccess access);

    /// <summary>Makes there what has to be there before anything is written; what is there already stays.</summary>
    Task PrepareAsync(CrmAccess access, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>The fields of a new record, those that are required first.</summary>
    Task<IReadOnlyList<CrmField>> DescribeAsync(CrmAccess access, CancellationToken cancel);

    /// <summary>The record that was made here for them, else by e-mail, else by phone (CR-4); null: there is none.</summary>
    Task<CrmRecord?> FindAsync(CrmAccess access, CrmPerson person, CancellationToken cancel);

    /// <summary>Those whose name, address or company begins with all words of what was typed, the best first (SE-6).</summary>
    Task<IReadOnlyList<CrmContact>> SearchAsync(CrmAccess access, string typed, int most, CancellationToken cancel);

    /// <summary>Makes a record once: the same <see cref="CrmPerson.ExternalId"/> is the same record, and one that the CRM says it has is that one.</summary>
    Task<CrmRecord> CreateAsync(
        CrmAccess access,
        CrmPerson person,
        IReadOnlyDictionary<string, string> values,
        CrmAuthor author,
        CancellationToken cancel
    );

    /// <summary>As it is now; null: it was deleted there (CR-9).</summary>
    Task<CrmRecord?> ReadAsync(CrmAccess access, string recordId, CancellationToken cancel);

    /// <summary>The id of the user who has this agent's address there (CR-6); null: nobody has.</summary>
    Task<string?> UserAsync(CrmAccess access, CrmAuthor author, CancellationToken cancel);

    /// <summary>Logs it once, by its id, as <see cref="CrmActivity.Signed"/> and of <see cref="CrmActivity.UserId"/>.</summary>
    Task LogAsync(CrmAccess access, string recordId, CrmActivity activity, CancellationToken cancel);

    /// <summary>Logs a meeting, or makes the one that has its id what it is now (CR-7).</summary>
    Task LogAsync(CrmAccess access, string recordId, CrmMeeting meeting, CancellationToken cancel);

    /// <summary>It is of no use any more: whatever the other side gave is given back, where it can be.</summary>
    /// <param name="access">What is not kept.</param>
    /// <param name="kept">What is, in its place; what both have in common goes on. Null: nothing.</param>
    /// <param name="cancel">Ends it.</param>
    Task ForgetAsync(CrmAccess access, CrmAccess? kept, CancellationToken cancel) => Task.CompletedTask;
}
