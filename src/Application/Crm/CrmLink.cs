namespace XBees.Application.Crm;

public enum CrmLinkState
{
    /// <summary>It was looked for, and there is none.</summary>
    None,

    /// <summary>It was saved here and is on its way (CR-5).</summary>
    Pending,
    Linked,

    /// <summary>The CRM does not take it, or it was tried for long enough.</summary>
    Failed,
}

/// <summary>Why a record is not there yet.</summary>
/// <param name="Reason">refused, unreachable, unreadable or invalid.</param>
/// <param name="Errors">A sentence for each field that the CRM does not take.</param>
public sealed record CrmProblem(string Reason, IReadOnlyDictionary<string, string> Errors);

/// <summary>A guest and their record in a CRM.</summary>
public sealed record CrmLink
{
    public required string Id { get; init; }
    public required string GuestId { get; init; }
    public required CrmKind Kind { get; init; }
    public required string ConnectionId { get; init; }
    public CrmLinkState State { get; init; }

    /// <summary>How often an agent has saved it; what belongs to an earlier one is over.</summary>
    public long Attempt { get; init; }

    /// <summary>What was typed, until it is written.</summary>
    public IReadOnlyDictionary<string, string>? Form { get; init; }
    public CrmProblem? Problem { get; init; }

    /// <summary>When what is pending is tried again.</summary>
    public Instant? NextTryAt { get; init; }
    public CrmRecord? Record { get; init; }

    /// <summary>When the CRM was asked last.</summary>
    public Instant? ReadAt { get; init; }
}

/// <summary>What was logged on a record, by hand or by itself.</summary>
public sealed record CrmLogged
{
    public required string Id { get; init; }
    public required CrmKind Crm { get; init; }

    /// <summary>task or note; meeting or conversation, which log themselves.</summary>
    public required string Kind { get; init; }
    public required string AuthorName { get; init; }

    /// <summary>pending, logged or failed.</summary>
    public required string State { get; init; }
    public required Instant CreatedAt { get; init; }
}

/// <summary>A guest as a CRM is asked for them.</summary>
public sealed record CrmGuest
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
}
