using System.Text.Json.Serialization;
using XBees.Application.Conversations;

namespace XBees.Application.Meetings;

/// <summary>A meeting as its reader may see it.</summary>
public sealed record MeetingView
{
    public required string Id { get; init; }

    /// <summary>For <c>If-Match</c>; rises with every change.</summary>
    public required long Version { get; init; }

    /// <summary>The conversation that it lies in.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The agent whom it is with.</summary>
    public required PersonView Host { get; init; }

    /// <summary>The slug of the host's scheduler, which says when it can be moved to.</summary>
    public required string Scheduler { get; init; }

    /// <summary>The guest who booked it, or for whom an agent did (ME-10).</summary>
    public required PersonView Guest { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }
    public required Instant Start { get; init; }
    public required Instant End { get; init; }

    /// <summary>Minutes.</summary>
    public required int Duration { get; init; }

    /// <summary>unconfirmed, as long as the host has not said yes (ME-3), confirmed or cancelled.</summary>
    public required string State { get; init; }

    /// <summary>Where (ME-13); null: in the conversation.</summary>
    public MeetingPlaceView? Place { get; init; }

    /// <summary>Why it was cancelled (ME-21).</summary>
    public string? Reason { get; init; }

    /// <summary>held or no-show, once the host has said it (ME-21); absent for guests.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Outcome { get; init; }

    /// <summary>Who was invited beside the guest. Only agents and the guest read their addresses (ME-30).</summary>
    public IReadOnlyList<MeetingPersonView> Participants { get; init; } = [];

    /// <summary>For the host alone: what became of it in their calendar, to be decided (CA-5); null: nothing.</summary>
    public CalendarChangeView? CalendarChange { get; init; }

    /// <summary>Whether the reader may move and cancel it, as long as it has not begun (ME-21, ME-23).</summary>
    public required bool Changeable { get; init; }
}

/// <summary>A meeting's event as it is in the host's calendar now; without times it was deleted there.</summary>
public sealed record CalendarChangeView(Instant? Start, Instant? End);

/// <summary>Where a meeting takes place.</summary>
/// <param name="Kind">link, phone or place.</param>
/// <param name="Text">The address of a page, a phone number, or words.</param>
public sealed record MeetingPlaceView(string Kind, string Text);

/// <summary>Somebody who was invited to a meeting.</summary>
/// <param name="Name">As the reader knows them (TI-7).</param>
/// <param name="Email">Absent for readers who may not know it.</param>
public sealed record MeetingPersonView(string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email);

/// <summary>Which meetings are asked for.</summary>
/// <param name="From">Those that end after it; null: whenever.</param>
/// <param name="To">Those that begin before it; null: whenever.</param>
/// <param name="ConversationId">Those of one conversation; null: of all.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="After">The start and the id of the one before the first.</param>
public sealed record MeetingsAsked(Instant? From, Instant? To, string? ConversationId, int Limit, (Instant Start, string Id)? After)
{
    /// <summary>Those that a guest with this address has booked or was invited to; null: of all.</summary>
    public string? EmailFolded { get; init; }

    /// <summary>Those that one of these guests has booked or was invited to, the newest first; null: of all.</summary>
    public IReadOnlyList<string>? Guests { get; init; }
}

/// <summary>Meetings as they are read.</summary>
public interface IMeetingReader
{
    /// <summary>In the order of their starts: of conversations that the caller may read, and for an agent those they are host of.</summary>
    Task<IReadOnlyList<MeetingView>> ListAsync(Caller caller, MeetingsAsked asked, CancellationToken cancel);

    /// <summary>
    /// What is ahead with hosts who were deactivated or have a Basic licence, in the order of their starts, for administrators (ME-22).
    /// </summary>
    Task<IReadOnlyList<MeetingView>> WithoutHostAsync(
        AgentCaller administrator,
        int limit,
        (Instant Start, string Id)? place,
        CancellationToken cancel
    );

    /// <summary>Null where the caller sees no such meeting.</summary>
    Task<MeetingView?> OneAsync(Caller caller, string id, CancellationToken cancel);
}
