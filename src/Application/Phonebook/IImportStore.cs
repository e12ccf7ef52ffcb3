using XBees.Domain.Phonebook;

namespace XBees.Application.Phonebook;

/// <summary>A file that is being taken over.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AgentId">Who imports it.</param>
/// <param name="OwnerId">Into whose own phonebook; null: into the shared one.</param>
/// <param name="AddDoubles">Also those with the address of another one.</param>
public sealed record ImportJob(string Id, string AgentId, string? OwnerId, bool AddDoubles);

/// <summary>Some of its rows.</summary>
public sealed record ImportPart(ImportJob Job, long Ordinal, IReadOnlyList<ReadContact> Rows);

/// <summary>What became of a part.</summary>
public sealed record ImportOutcome(int Added, int Known, IReadOnlyList<ImportRefusal> Refused);

/// <summary>A row that was not added.</summary>
/// <param name="Line">Where it begins in the file.</param>
/// <param name="Reason">A sentence.</param>
/// <param name="Draft">What it says; null: it cannot be read.</param>
public sealed record ImportRefusal(long Line, string Reason, ContactDraft? Draft);

/// <summary>How far an import is.</summary>
public sealed record ImportView
{
    public required string Id { get; init; }

    /// <summary>running or done.</summary>
    public required string State { get; init; }

    /// <summary>Rows of the file, or cards.</summary>
    public required long Total { get; init; }

    /// <summary>Of them were looked at.</summary>
    public required long Done { get; init; }
    public required long Added { get; init; }

    /// <summary>Were there already.</summary>
    public required long Known { get; init; }

    /// <summary>Were not added; <c>/refused</c> says why.</summary>
    public required long Refused { get; init; }
    public required Instant CreatedAt { get; init; }
}

/// <summary>Imports as they are stored.</summary>
public interface IImportStore
{
    Task<bool> IsRunningAsync(IUnit unit, string agentId);

    void Begin(IUnit unit, ImportJob job);

    void AddPart(IUnit unit, string id, long ordinal, IReadOnlyList<ReadContact> rows);

    /// <summary>All parts are there: the first follows at once, on whichever node.</summary>
    Task StartAsync(IUnit unit, string id, long total);

    /// <summary>The file could not be read to its end.</summary>
    Task DropAsync(IUnit unit, string id);

    /// <summary>Null: nothing is left.</summary>
    Task<ImportPart?> NextAsync(IUnit unit, string id);

    /// <summary>What of these is in the phonebook already, as <see cref="ContactIdentity"/> writes it.</summary>
    Task<HashSet<string>> ExistingAsync(IUnit unit, string? ownerId, IReadOnlyList<ContactFields> contacts);

    /// <summary>Away with the part; the next one follows in a unit of its own.</summary>
    Task DoneAsync(IUnit unit, ImportPart part, ImportOutcome outcome);
}

/// <summary>Imports as the agent who began them sees them.</summary>
public interface IImportReader
{
    /// <summary>Null: there is none, or it is another agent's.</summary>
    Task<ImportView?> OneAsync(AgentCaller caller, string id, CancellationToken cancel);

    /// <summary>In the order of the file; null: there is no such import.</summary>
    Task<IAsyncEnumerable<ImportRefusal>?> RefusedAsync(AgentCaller caller, string id, CancellationToken cancel);
}

/// <summary>Phonebooks as files.</summary>
public interface IContactExport
{
    Task CsvAsync(AgentCaller caller, bool? shared, Stream to, CancellationToken cancel);

    Task VCardAsync(AgentCaller caller, bool? shared, Stream to, CancellationToken cancel);

    Task RefusalsAsync(IAsyncEnumerable<ImportRefusal> refusals, Stream to, CancellationToken cancel);
}
