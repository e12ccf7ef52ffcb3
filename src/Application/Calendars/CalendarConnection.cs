namespace XBees.Application.Calendars;

public enum CalendarState
{
    Connected,

    /// <summary>It does not let us in.</summary>
    Refused,
    Unreachable,
    Unreadable,
}

/// <summary>A calendar of a connected account, and what it is used for.</summary>
/// <param name="Id">As the provider knows it again.</param>
/// <param name="Name">As the agent calls it.</param>
/// <param name="IsWritable">Whether meetings can be written to it.</param>
/// <param name="Blocks">Whether what stands in it takes the agent's time.</param>
/// <param name="IsWritten">Whether meetings are written to it: one of all that an agent has.</param>
public sealed record ConnectedCalendar(string Id, string Name, bool IsWritable, bool Blocks, bool IsWritten);

/// <summary>An account with calendars that an agent has connected (CA-1).</summary>
public sealed record CalendarConnection
{
    public required string Id { get; init; }
    public required string AgentId { get; init; }
    public long Version { get; init; } = 1;
    public required CalendarKind Kind { get; init; }

    /// <summary>As the agent tells it from others.</summary>
    public required string Label { get; init; }
    public required IReadOnlyList<ConnectedCalendar> Calendars { get; init; }

    /// <summary>Whether what the agent has not answered takes their time (CA-2).</summary>
    public bool UnansweredBlocks { get; init; } = true;
    public CalendarState State { get; init; }

    /// <summary>When what is kept of it was read; null: it was never read yet, or nothing of it blocks.</summary>
    public Instant? ReadAt { get; init; }

    /// <summary>CA-3: while it cannot be read for so long, no slot is offered.</summary>
    public static readonly Duration Trusted = Duration.FromHours(1);

    public bool IsOutOfReach(Instant now) => ReadAt <= now - Trusted;

    public ConnectedCalendar? Written => Calendars.FirstOrDefault(calendar => calendar.IsWritten);

    public IEnumerable<ConnectedCalendar> Blocking => Calendars.Where(calendar => calendar.Blocks);
}
