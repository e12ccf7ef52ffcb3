using System.Globalization;
using XBees.Domain.Conversations;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>Somebody of a meeting, as their mail needs them.</summary>
/// <param name="Person">With an address, or it is none to write to.</param>
/// <param name="Language">What they read.</param>
/// <param name="Zone">Their own, by its IANA name; null where none is known (C20).</param>
/// <param name="EmailFolded">A guest's address in its normal form (GU-13).</param>
/// <param name="IsProven">Whether a guest's address is known to be theirs.</param>
public sealed record MeetingAddressee(MeetingPerson Person, string Language, string? Zone, string? EmailFolded, bool IsProven);

/// <summary>The people of meetings, and the links of their mails.</summary>
public interface IMeetingPeople
{
    /// <summary>The host first, then the guest, then the others in their order.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="participants">The guests beside the one it is with; null: those who are stored.</param>
    Task<IReadOnlyList<MeetingAddressee>> OfAsync(IUnit unit, Meeting meeting, IReadOnlyList<string>? participants);

    /// <summary>The zone of the host, in which the calendar file is written.</summary>
    Task<string> ZoneAsync(IUnit unit, string hostId);

    /// <summary>A link of a guest into the meeting's conversation, until a day after it (ME-20); null where they are no member.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="place">Its conversation, with whoever came in this unit.</param>
    /// <param name="guest">For whom it is.</param>
    string? Link(IUnit unit, Meeting meeting, Conversation place, MeetingAddressee guest);

    /// <summary>Where the host answers without signing in, until a day after the meeting (ME-3, ME-20).</summary>
    string AnswerLink(Meeting meeting);

    /// <summary>SP-5: whether one more mail may go to an address that nobody has proven; counts it.</summary>
    Task<bool> MayMailAsync(IUnit unit, MeetingAddressee guest);
}

/// <summary>Tells everybody of a meeting by mail, each as they may know it (ME-2, ME-4, ME-30).</summary>
public sealed class MeetingPost(IMeetingPeople people, IMeetingMail mails)
{
    /// <param name="unit">The change that it tells of.</param>
    /// <param name="news">What happened.</param>
    /// <param name="place">The conversation, with whoever came in this unit.</param>
    /// <param name="meeting">As it is now.</param>
    /// <param name="by">Who did it; null where it came by itself.</param>
    /// <param name="before">As it was, where it was moved.</param>
    /// <param name="participants">Of a booking: the guests beside the one it is with.</param>
    /// <param name="which">Of reminders: which one.</param>
    public async Task SendAsync(
        IUnit unit,
        MeetingNews news,
        Conversation place,
        Meeting meeting,
        Person? by,
        Meeting? before = null,
        IReadOnlyList<string>? participants = null,
        string? which = null
    )
    {
        var all = await people.OfAsync(unit, meeting, participants);
        var facts = MeetingFacts.Of(meeting, await people.ZoneAsync(unit, meeting.HostId), all);
        var isHandedOver = before is not null && before.HostId != meeting.HostId;
        foreach (var one in all.Where(one => one.Person.Email is not null))
        {
            if (one.Person.Role != MeetingRole.Host && !one.IsProven && !await people.MayMailAsync(unit, one))
            {
                continue;
            }
            var told = isHandedOver && one.Person.Role == MeetingRole.Host ? MeetingNews.HandedOver : news;
            var letter = new MeetingLetter(told, facts, Reader(unit, meeting, place, one))
            {
                By = by is null ? null : Actor(all, by),
                Reason = meeting.Reason,
                Before =
                    before is null || before.Start == meeting.Start && before.End == meeting.End
                        ? null
                        : new Interval(before.Start, before.End),
            };
            await mails.EnqueueAsync(unit, Key(told, meeting, one, which), letter);
        }
        if (isHandedOver)
        {
            await TellFormerHostAsync(unit, before!, facts, place, by is null ? null : Actor(all, by));
        }
    }

    /// <summary>ME-17: out of their calendar, while the others meet.</summary>
    private async Task TellFormerHostAsync(IUnit unit, Meeting before, MeetingFacts facts, Conversation place, MeetingPerson? by)
    {
        var former = (await people.OfAsync(unit, before, []))[0];
        if (former.Person.Email is not null)
        {
            var letter = new MeetingLetter(MeetingNews.Uninvited, facts, Reader(unit, before, place, former)) { By = by };
            await mails.EnqueueAsync(unit, $"meeting {facts.Id} {before.HostId} {MeetingNews.Uninvited} {facts.Sequence}", letter);
        }
    }

    /// <summary>C17: what tells of the same change, or reminds of the same hour, goes to the same person once.</summary>
    private static string Key(MeetingNews news, Meeting meeting, MeetingAddressee one, string? which) =>
        $"meeting {meeting.Id} {one.Person.Who.Id} {news} {which ?? meeting.Sequence.ToString(CultureInfo.InvariantCulture)}";

    private MeetingReader Reader(IUnit unit, Meeting meeting, Conversation place, MeetingAddressee one)
    {
        if (one.Person.Role == MeetingRole.Host && meeting.State == MeetingState.Unconfirmed)
        {
            return new(one.Person, one.Language, one.Zone, "/meetings/answer/", people.AnswerLink(meeting), IsProven: true);
        }
        if (one.Person.Role == MeetingRole.Host)
        {
            return new(one.Person, one.Language, one.Zone, $"/conversations/{meeting.ConversationId}", IsProven: true);
        }
        var secret = people.Link(unit, meeting, place, one);
        return new(one.Person, one.Language, one.Zone, secret is null ? null : "/r/", secret, one.IsProven);
    }

    private static MeetingPerson Actor(IEnumerable<MeetingAddressee> all, Person by) =>
        all.FirstOrDefault(one => one.Person.Who.Kind == by.Kind && one.Person.Who.Id == by.Id)?.Person ?? new(by, MeetingRole.Host, null);
}
