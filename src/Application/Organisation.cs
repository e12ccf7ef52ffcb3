namespace XBees.Application;

/// <summary>The one organisation that an installation serves.</summary>
public sealed record Organisation
{
    public required string Name { get; init; }

    /// <summary>The widget that closed links offer instead (IN-11).</summary>
    public string? FallbackWidgetKey { get; init; }
    public string Language { get; init; } = "en";
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Of telephone numbers that say none (PB-3), in two capitals; null: such numbers stay as they are typed.</summary>
    public string? Country { get; init; }

    /// <summary>Which release of the IANA time zone database answers here, such as 2026c; it comes with the program.</summary>
    public string TimeZoneData { get; } = TimeZones.Version;
}

public interface IOrganisationStore
{
    /// <summary>Null before the first start was completed.</summary>
    Task<Organisation?> ReadAsync(CancellationToken cancel);

    Task SaveAsync(IUnit unit, Organisation organisation);

    /// <summary>Claims the first start for this unit; false where it has happened (AD-1).</summary>
    Task<bool> ClaimFirstStartAsync(IUnit unit);

    /// <summary>Whether a unit failed because another node claimed the first start while it ran.</summary>
    bool IsLostRace(Exception error);

    /// <summary>Whether the first start has happened: then set-up is closed for good.</summary>
    Task<bool> HasStartedAsync(CancellationToken cancel);
}
