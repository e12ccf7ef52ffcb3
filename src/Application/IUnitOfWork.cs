namespace XBees.Application;

/// <summary>One transaction: all of it is stored, with its log entries, or none of it.</summary>
public interface IUnit
{
    /// <summary>When the unit began; every row of it carries this time.</summary>
    Instant Now { get; }

    /// <summary>A new id with the prefix of its kind, such as <c>msg_…</c>.</summary>
    string NewId(string prefix);

    /// <summary>Appends to the log, as the last thing before the commit. No text and no personal data goes in.</summary>
    void Log(LogEntry entry);
}

/// <summary>What happened, by ids alone. Readers of the log look the rest up when they need it.</summary>
/// <param name="Type">The event's name, such as <c>message.created</c>.</param>
/// <param name="ConversationId">The conversation it is about, when it is about one.</param>
/// <param name="SubjectId">The message, member, guest or agent it is about.</param>
/// <param name="People">Agents and guests who must learn of it although they see the conversation no more.</param>
public sealed record LogEntry(string Type, string? ConversationId, string? SubjectId = null, IReadOnlyList<string>? People = null);

/// <summary>What a creating use case made, or had made the first time (AP-5).</summary>
/// <param name="Id">The id of the object.</param>
/// <param name="Status">201, or 200 where it was there already.</param>
public readonly record struct Created(string Id, int Status = 201);

/// <summary>
/// Runs a body in one transaction and repeats all of it after a deadlock or a lost race for a key.
/// Nothing but the database is awaited inside, and a run inside a run throws.
/// </summary>
public interface IUnitOfWork
{
    Task<T> RunAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancel);

    /// <summary>
    /// As <see cref="RunAsync{T}"/>, for a request that may carry an <c>Idempotency-Key</c>: the key's row is written by this very
    /// transaction, and a repeated request gets the first answer without running <paramref name="work"/> again.
    /// </summary>
    Task<Created> CreateAsync(Func<IUnit, Task<Created>> work, CancellationToken cancel);
}

/// <summary>The <c>Idempotency-Key</c> of the request at hand, set by the web layer.</summary>
public sealed class RequestKey
{
    public string? CallerId { get; set; }

    public string? Key { get; set; }

    /// <summary>A hash of method, path and body.</summary>
    public string Fingerprint { get; set; } = "";
}

/// <summary>The database cannot take the write now; nothing was stored.</summary>
public class StorageBusy(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The database is away, or what it stands on fails. Nothing is half done; but where the connection broke in the middle of a commit
/// nobody here knows whether it was stored, so that it is sent again with the same id or key.
/// </summary>
public sealed class StorageUnavailable(string message, Exception? inner = null) : StorageBusy(message, inner);

/// <summary>The disk is full; nothing was stored, and reading goes on.</summary>
public sealed class StorageFull(string message, Exception? inner = null) : Exception(message, inner);
