using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>The calendar files that mails carry, outside of a mail.</summary>
public interface IMeetingFiles
{
    Task<string> WriteAsync(IUnit unit, MeetingLetter letter);
}

/// <summary>
/// A meeting for the calendar of whoever sees it, with whom they may know (ME-30). By its UID and SEQUENCE it is the same event as the one that
/// came by mail.
/// </summary>
public sealed class WriteCalendarFile(
    IUnitOfWork work,
    IMeetingReader reader,
    IMeetingStore meetings,
    IMeetingPeople people,
    IMeetingFiles files
)
{
    /// <returns>Null where the caller sees no such meeting.</returns>
    public async Task<string?> RunAsync(Caller caller, string id, CancellationToken cancel) =>
        await reader.OneAsync(caller, id, cancel) is null ? null : await work.RunAsync(unit => WriteAsync(unit, caller, id), cancel);

    private async Task<string?> WriteAsync(IUnit unit, Caller caller, string id)
    {
        if (await meetings.FindAsync(unit, id) is not { } meeting)
        {
            return null;
        }
        var all = await people.OfAsync(unit, meeting, null);
        var facts = MeetingFacts.Of(meeting, await people.ZoneAsync(unit, meeting.HostId), all);
        var news = meeting.State == MeetingState.Cancelled ? MeetingNews.Cancelled : MeetingNews.Booked;
        return await files.WriteAsync(unit, new(news, facts, Reader(caller, meeting, all)) { Reason = meeting.Reason });
    }

    /// <summary>Agents who read the conversation know what its host does; guests who came by its link what participants do.</summary>
    private static MeetingReader Reader(Caller caller, Meeting meeting, IReadOnlyList<MeetingAddressee> all)
    {
        var own = all.FirstOrDefault(one => one.Person.Who.Kind == caller.Person.Kind && one.Person.Who.Id == caller.PersonId);
        var person = own?.Person ?? new(caller.Person, caller.IsGuest ? MeetingRole.Participant : MeetingRole.Host, null);
        return new(
            person,
            caller.Language,
            own?.Zone,
            // A guest's way in is a secret, and is not made by reading.
            caller.IsGuest
                ? null
                : $"/conversations/{meeting.ConversationId}",
            IsProven: own?.IsProven ?? !caller.IsGuest
        );
    }
}
