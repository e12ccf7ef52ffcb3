using XBees.Domain.Crm;

namespace XBees.Application.Crm;

/// <summary>Connected CRMs as they are stored; their secrets are encrypted there, and are in no view.</summary>
public interface ICrmStore
{
    Task<IReadOnlyList<CrmConnection>> AllAsync(CancellationToken cancel);

    /// <summary>How to reach it; null: it is not connected.</summary>
    Task<CrmAccess?> AccessAsync(CrmKind kind, CancellationToken cancel);

    /// <summary>False: one of this kind is there.</summary>
    Task<bool> InsertAsync(IUnit unit, CrmConnection connection, string secret);

    /// <summary>Opens it with another secret from now on; what waited because it did not let us in is tried at once.</summary>
    /// <returns>What opened it until now; null: it is not connected any more.</returns>
    Task<CrmAccess?> ReplaceAsync(IUnit unit, CrmAccess access, IReadOnlyList<CrmField> fields);

    /// <summary>False: it is not connected.</summary>
    Task<bool> ChangeAsync(IUnit unit, CrmKind kind, CrmChange change);

    /// <summary>With its secret, and with what is known here of records in it; there nothing is deleted. Null: it is not connected.</summary>
    Task<string?> DropAsync(IUnit unit, CrmKind kind);

    /// <summary>How it fared when it was asked, in a unit of its own.</summary>
    Task NoteAsync(string connectionId, CrmState state, Instant? askAgainAt);

    Task KeepFieldsAsync(string connectionId, IReadOnlyList<CrmField> fields);
}

/// <summary>What an administrator changes; null stays.</summary>
/// <param name="Active">Whether agents see it.</param>
/// <param name="LogsConversations">Whether conversations are logged when they are resolved (CR-8).</param>
public sealed record CrmChange(bool? Active, bool? LogsConversations);

/// <summary>Guests and their records.</summary>
public interface ICrmLinks
{
    /// <summary>Null where the agent shares no conversation with the guest, or they were erased.</summary>
    Task<CrmGuest?> GuestAsync(AgentCaller caller, string guestId, CancellationToken cancel);

    Task<IReadOnlyList<CrmLink>> OfGuestAsync(string guestId, CancellationToken cancel);

    /// <summary>The newest first, at most 20.</summary>
    Task<IReadOnlyList<CrmLogged>> LoggedAsync(string guestId, CancellationToken cancel);

    /// <summary>What the CRM says now (null: no record), unless an agent has saved one meanwhile; in a unit of its own.</summary>
    Task SeeAsync(string guestId, CrmConnection connection, CrmRecord? record, CancellationToken cancel);

    /// <summary>Under the guest's lock, which it takes.</summary>
    Task<CrmLink?> LockedAsync(IUnit unit, string guestId, CrmKind kind);

    /// <summary>It is on its way: the form is sent once for each attempt.</summary>
    Task BeginAsync(IUnit unit, CrmLink link, bool isNew, string authorId);

    /// <summary>It and what waits for it is not sent any more. False: it is being sent just now.</summary>
    Task<bool> CallBackAsync(IUnit unit, CrmLink link);

    /// <summary>Logged after whatever waits for the same record.</summary>
    Task LogAsync(IUnit unit, CrmLink link, CrmLogging logging);
}

/// <summary>What is to be logged.</summary>
public sealed record CrmLogging(string Id, CrmActivityKind Kind, string Text, Instant? Due, string AuthorId);
