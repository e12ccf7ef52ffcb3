using XBees.Application.Meetings;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Mail;

namespace XBees.Infrastructure.Meetings;

/// <summary>The people of meetings with what their mails need.</summary>
public sealed class MeetingPeople(IAvailabilityStore availabilities, AnswerLinks answers) : IMeetingPeople
{
    public async Task<IReadOnlyList<MeetingAddressee>> OfAsync(IUnit unit, Meeting meeting, IReadOnlyList<string>? participants)
    {
        var session = Unit.Of(unit);
        var host = await session.FirstAsync<HostRow>(
            $"select id, name, guest_name, email, language, time_zone, deactivated_at from agent where id = @id",
            new { id = meeting.HostId }
        );
        var others = participants ?? await InvitedAsync(session, meeting);
        var guests = (
            await session.ListAsync<GuestRow>(
                $"""
                select id, number, name, email, email_folded, email_proven_at, language, time_zone, erased_at
                from guest
                where {Dialect.In("id", "@ids")}
                """,
                new { ids = others.Prepend(meeting.GuestId).ToArray() }
            )
        ).ToDictionary(row => row.Id);
        return
        [
            host!.ToAddressee(),
            guests[meeting.GuestId].ToAddressee(MeetingRole.Booker),
            .. others.Where(guests.ContainsKey).Select(id => guests[id].ToAddressee(MeetingRole.Participant)),
        ];
    }

    public async Task<string> ZoneAsync(IUnit unit, string hostId) => (await availabilities.FindAsync(unit, hostId)).Availability.TimeZone;

    public string? Link(IUnit unit, Meeting meeting, Conversation place, MeetingAddressee guest)
    {
        var member = place.Current.FirstOrDefault(one => one.Kind == PersonKind.Guest && one.PersonId == guest.Person.Who.Id);
        if (member is null)
        {
            return null;
        }
        var token = SecretToken.New();
        GuestLinks.Add(Unit.Of(unit), SecretToken.Hash(token), member.Id, guest.EmailFolded!, meeting.Id);
        return token;
    }

    public string AnswerLink(Meeting meeting) => answers.For(meeting.Id, meeting.HostId);

    public Task<bool> MayMailAsync(IUnit unit, MeetingAddressee guest) => StrangersMail.MayAsync(Unit.Of(unit), guest.EmailFolded!);

    /// <summary>ME-23: who left is not told any more.</summary>
    private static Task<IReadOnlyList<string>> InvitedAsync(Unit session, Meeting meeting) =>
        session.ListAsync<string>(
            $"""
            select p.guest_id
            from meeting_person p
            join member m on m.conversation_id = @conversationId and m.person_id = p.guest_id and m.left_at is null
            where p.meeting_id = @id
            order by p.ordinal
            """,
            new { id = meeting.Id, conversationId = meeting.ConversationId }
        );

    private sealed class HostRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string? GuestName { get; init; }
        public string Email { get; init; } = "";
        public string Language { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public long? DeactivatedAt { get; init; }

        // AD-5: who has left the company is not written to any more.
        public MeetingAddressee ToAddressee() =>
            new(
                new(new(PersonKind.Agent, Id, Name, GuestName), MeetingRole.Host, DeactivatedAt is null ? Email : null),
                Languages.Of(Language),
                TimeZone,
                EmailFolded: null,
                IsProven: true
            );
    }

    private sealed class GuestRow
    {
        public string Id { get; init; } = "";
        public long Number { get; init; }
        public string? Name { get; init; }
        public string? Email { get; init; }
        public string? EmailFolded { get; init; }
        public long? EmailProvenAt { get; init; }
        public string? Language { get; init; }
        public string? TimeZone { get; init; }
        public long? ErasedAt { get; init; }

        public MeetingAddressee ToAddressee(MeetingRole role) =>
            new(
                new(Person.Of(new GuestCard(Id, Name, Email, Number, ErasedAt is not null)), role, Email),
                Languages.Of(Language),
                TimeZones.Find(TimeZone)?.Id,
                EmailFolded,
                EmailProvenAt is not null
            );
    }
}
