using XBees.Domain.Conversations;

namespace XBees.Domain.Meetings;

/// <summary>What somebody is in a meeting.</summary>
public enum MeetingRole
{
    /// <summary>The agent whose meeting it is.</summary>
    Host,

    /// <summary>Who booked it, or for whom an agent did.</summary>
    Booker,

    /// <summary>Anybody else who was asked to come.</summary>
    Participant,
}

/// <summary>Somebody who is expected at a meeting.</summary>
/// <param name="Who">As they are called.</param>
/// <param name="Role">What they are in it.</param>
/// <param name="Email">Null where none is known.</param>
public sealed record MeetingPerson(Person Who, MeetingRole Role, string? Email);

/// <summary>What the people of a meeting learn of each other (ME-30): everybody's names, and not everybody's addresses.</summary>
public static class WhoSees
{
    public static bool Address(MeetingPerson reader, MeetingPerson person) =>
        reader.Role != MeetingRole.Participant || person.Role == MeetingRole.Host || IsSame(reader, person);

    /// <summary>Who stands in the reader's calendar file, where everybody stands by their address.</summary>
    public static IReadOnlyList<MeetingPerson> Attendees(MeetingPerson reader, IEnumerable<MeetingPerson> people) =>
        [.. people.Where(person => person.Email is not null && Address(reader, person))];

    /// <summary>What the reader calls a person. Who gave an address for a name does not tell it by that.</summary>
    public static string Name(MeetingPerson reader, MeetingPerson person, string language)
    {
        var name = person.Who.NameFor(reader.Who.Kind, language);
        return person.Email is { } email && !Address(reader, person) && email.LastIndexOf('@') is > 0 and var at
            ? name.Replace(email, email[..at], StringComparison.OrdinalIgnoreCase)
            : name;
    }

    public static bool IsSame(MeetingPerson one, MeetingPerson other) => one.Who.Kind == other.Who.Kind && one.Who.Id == other.Who.Id;
}
