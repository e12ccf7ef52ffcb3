using NodaTime;
using XBees.Domain.Conversations;

namespace XBees.Domain.Meetings;

public enum MeetingState
{
    Confirmed,

    /// <summary>Asked for, and the host has not said yes (ME-3).</summary>
    Unconfirmed,
    Cancelled,
}

/// <summary>What the host says of a meeting once it has begun (ME-21).</summary>
public enum MeetingOutcome
{
    Held,
    NoShow,
}

/// <summary>A meeting of a guest with their host, and the conversation in which both go on.</summary>
public sealed record Meeting
{
    public required string Id { get; init; }
    public long Version { get; init; } = 1;
    public required string ConversationId { get; init; }

    /// <summary>The agent whom it is with. An assignment of the conversation does not change it (ME-17).</summary>
    public required string HostId { get; init; }

    /// <summary>The guest it was booked by, or for (ME-10).</summary>
    public required string GuestId { get; init; }
    public required string Subject { get; init; }
    public required Instant Start { get; init; }
    public required Instant End { get; init; }
    public MeetingState State { get; init; }

    /// <summary>Rises with every change that calendars must learn of (RFC 5545, 3.8.7.4).</summary>
    public long Sequence { get; init; }

    /// <summary>Why it was cancelled, as told to the others (ME-21).</summary>
    public string? Reason { get; init; }

    /// <summary>Where, as it was said at booking (ME-13); null: in the conversation.</summary>
    public MeetingPlace? Place { get; init; }

    /// <summary>Null as long as the host has not said it. Agents alone read it.</summary>
    public MeetingOutcome? Outcome { get; init; }

    public Duration Length => End - Start;

    /// <summary>ME-21: what has begun cannot be moved, nor confirmed or cancelled.</summary>
    public bool HasBegun(Instant now) => Start <= now;

    /// <param name="start">When it begins now.</param>
    /// <param name="length">How long it takes now.</param>
    /// <param name="now">The time of the change.</param>
    /// <returns>The same one where nothing is new.</returns>
    public Meeting Move(Instant start, Duration length, Instant now)
    {
        RefuseOver(now);
        return (start, start + length) == (Start, End) ? this : Changed() with { Start = start, End = start + length };
    }

    /// <summary>ME-3: the host says yes.</summary>
    /// <returns>The same one where it is confirmed already.</returns>
    public Meeting Confirm(Instant now)
    {
        if (State == MeetingState.Confirmed)
        {
            return this;
        }
        RefuseOver(now);
        return Changed() with { State = MeetingState.Confirmed };
    }

    /// <summary>ME-17. Where it takes place stays as it was said (ME-13).</summary>
    /// <returns>The same one where it is theirs already.</returns>
    public Meeting HandOver(string hostId, Instant now)
    {
        RefuseOver(now);
        return hostId == HostId ? this : Changed() with { HostId = hostId };
    }

    /// <returns>The same one where it is cancelled already.</returns>
    public Meeting Cancel(string? reason, Instant now)
    {
        if (State == MeetingState.Cancelled)
        {
            return this;
        }
        RefuseOver(now);
        return Changed() with { State = MeetingState.Cancelled, Reason = MeetingText.ReadReason(reason) };
    }

    /// <summary>ME-21. Calendars need not learn of it: the sequence stays.</summary>
    /// <returns>The same one where it says so already.</returns>
    public Meeting Mark(MeetingOutcome? outcome, Instant now)
    {
        if (State == MeetingState.Cancelled)
        {
            throw new Refused(MeetingRefusals.Cancelled);
        }
        if (!HasBegun(now))
        {
            throw new Refused(MeetingRefusals.NotBegun);
        }
        return outcome == Outcome ? this : this with { Version = Version + 1, Outcome = outcome };
    }

    private Meeting Changed() => this with { Version = Version + 1, Sequence = Sequence + 1 };

    private void RefuseOver(Instant now)
    {
        if (State == MeetingState.Cancelled)
        {
            throw new Refused(MeetingRefusals.Cancelled);
        }
        if (HasBegun(now))
        {
            throw new Refused(MeetingRefusals.Begun);
        }
    }
}

/// <summary>Where a meeting takes place (ME-13).</summary>
/// <param name="Kind">What <paramref name="Text"/> is.</param>
/// <param name="Text">An address of a page, a phone number, or words.</param>
public sealed record MeetingPlace(MeetingPlaceKind Kind, string Text);

public enum MeetingPlaceKind
{
    Link,
    Phone,
    Place,
}
