using XBees.Application.Mails;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>What a mail about a meeting tells.</summary>
public enum MeetingNews
{
    Booked,

    /// <summary>Booked, and not confirmed yet (ME-3): the host is asked to, the others are told so.</summary>
    Asked,

    /// <summary>The host said yes (ME-3).</summary>
    Confirmed,

    /// <summary>Other hours, another length, place or host.</summary>
    Moved,

    /// <summary>To whom it is with from now on (ME-17).</summary>
    HandedOver,
    Cancelled,

    /// <summary>To somebody who need not come any more, while the others meet.</summary>
    Uninvited,
    Reminder,
}

/// <summary>A meeting as its mails tell of it; the same for all readers.</summary>
public sealed record MeetingFacts
{
    public required string Id { get; init; }

    /// <summary>For ever the same; see <see cref="CalendarEvent.Uid"/>.</summary>
    public required string Uid { get; init; }

    /// <summary>One more with each change that is mailed.</summary>
    public required int Sequence { get; init; }

    public required Instant Start { get; init; }

    public required Instant End { get; init; }

    /// <summary>The host's, by its IANA name.</summary>
    public required string Zone { get; init; }

    /// <summary>As it was typed; null where nobody did.</summary>
    public string? Subject { get; init; }

    /// <summary>An address, a room's link, a phone number (ME-13); null where there is none.</summary>
    public string? Where { get; init; }

    /// <summary>ME-3: false as long as the host has not said yes.</summary>
    public bool IsConfirmed { get; init; } = true;

    /// <summary>Everybody who is expected, the host too.</summary>
    public required IReadOnlyList<MeetingPerson> People { get; init; }

    /// <param name="meeting">As it is now.</param>
    /// <param name="zone">The host's.</param>
    /// <param name="people">The host first.</param>
    public static MeetingFacts Of(Meeting meeting, string zone, IEnumerable<MeetingAddressee> people) =>
        new()
        {
            Id = meeting.Id,
            Uid = meeting.Id,
            Sequence = (int)meeting.Sequence,
            Start = meeting.Start,
            End = meeting.End,
            Zone = zone,
            Subject = meeting.Subject,
            Where = meeting.Place?.Text,
            IsConfirmed = meeting.State != MeetingState.Unconfirmed,
            People = [.. people.Select(one => one.Person)],
        };
}

/// <summary>To whom one mail goes.</summary>
/// <param name="Person">With an address.</param>
/// <param name="Language">What they read.</param>
/// <param name="Zone">Their own, by its IANA name; null where none is known: then the host's is named (C20).</param>
/// <param name="Path">Where the mail leads; null: nowhere.</param>
/// <param name="Secret">The end of that path, which is theirs alone (ME-20), or null.</param>
/// <param name="IsProven">Whether the address is known to be theirs. Others read no words that a guest wrote (SP-5).</param>
/// <param name="About">Of a guest: the mails that one click ends (NO-8), or null.</param>
public sealed record MeetingReader(
    MeetingPerson Person,
    string Language,
    string? Zone,
    string? Path,
    string? Secret = null,
    bool IsProven = false,
    Unsubscription? About = null
);

/// <summary>One mail about a meeting to one of its people (ME-30).</summary>
public sealed record MeetingLetter(MeetingNews News, MeetingFacts Meeting, MeetingReader Reader)
{
    /// <summary>Who did it; null where it came by itself.</summary>
    public MeetingPerson? By { get; init; }

    /// <summary>ME-21: in the words of whoever did it.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was to be before; null where the hours are the same.</summary>
    public Interval? Before { get; init; }
}

/// <summary>The mails of meetings, each with what it tells the reader's calendar.</summary>
public interface IMeetingMail
{
    /// <param name="unit">The change that it tells of.</param>
    /// <param name="key">The same key is the same mail.</param>
    /// <param name="letter">Goes to its reader after whatever they were told of the meeting before.</param>
    Task EnqueueAsync(IUnit unit, string key, MeetingLetter letter);
}
