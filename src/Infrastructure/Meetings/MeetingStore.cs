using XBees.Application.Calendars;
using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Application.Meetings;
using XBees.Domain.Agents;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Calendars;
using XBees.Infrastructure.Crm;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Meetings;

/// <summary>Meetings as they are stored, and the rows that no two of them can have.</summary>
public sealed class MeetingStore(IPeopleStore people, IDoors doors, IAvailabilityStore availabilities, ICalendarStore calendars)
    : IMeetingStore
{
    /// <summary>Five minutes, in milliseconds: hours, lengths and buffers are multiples of it.</summary>
    private const long Cell = 5 * 60 * 1000;

    public async Task<HostScheduler?> BySlugAsync(IUnit unit, string slug) =>
        await doors.ByLinkAsync(unit, slug) is not { LinkAgentId: { } agentId } ? null
        : await OfAgentAsync(unit, agentId) is { Availability.IsOpen: true } open ? open
        : throw new Refused(MeetingRefusals.SchedulerClosed);

    public async Task<HostScheduler?> OfAgentAsync(IUnit unit, string agentId) =>
        (await people.AgentsAsync(unit, [agentId])).SingleOrDefault() is { Licence: Licence.Standard } host
            ? new(host, (await availabilities.FindAsync(unit, agentId)).Availability, await IsAskedAsync(unit, agentId))
            : null;

    /// <summary>CA-4: Google's calendars ask whom they belong to.</summary>
    private async Task<bool> IsAskedAsync(IUnit unit, string agentId) =>
        (await calendars.OfAgentAsync(unit, agentId)).Any(one => one is { Kind: CalendarKind.Google, Written: not null });

    public Task LockCalendarAsync(IUnit unit, string agentId) => Unit.Of(unit).ExecuteAsync($"{Dialect.LockAgent}", new { id = agentId });

    public Task<IReadOnlyList<Busy>> BusyAsync(IUnit unit, string agentId, Instant from, Instant to) =>
        BusyTimes.LoadAsync(Unit.Of(unit), agentId, from, to, unit.Now);

    public async Task<int> AheadAsync(IUnit unit, string agentId, string guestId, string? emailFolded) =>
        (int)
            await Unit.Of(unit)
                .FirstAsync<long>(
                    $"""
                    select count(*)
                    from meeting t
                    join guest g on g.id = t.guest_id
                    where t.agent_id = @agentId and t.state <> @cancelled and t.starts_at > @now
                        and (t.guest_id = @guestId or g.email_folded = @emailFolded)
                    """,
                    new
                    {
                        agentId,
                        guestId,
                        emailFolded,
                        cancelled = "cancelled",
                        now = Unit.Of(unit).NowMs,
                    }
                );

    public Task<string?> PhoneAsync(IUnit unit, string guestId) =>
        Unit.Of(unit).FirstAsync<string>($"select phone from guest where id = @guestId", new { guestId });

    public async Task<Meeting?> FindAsync(IUnit unit, string id) =>
        (
            await Unit.Of(unit).FirstAsync<MeetingRow>($"select {MeetingRow.Columns} from meeting t where t.id = @id", new { id })
        )?.ToMeeting();

    public async Task<IReadOnlyList<Meeting>> BesideAsync(IUnit unit, Meeting meeting, Duration gap)
    {
        var (from, to) = (meeting.Start - gap, meeting.End + gap);
        var rows = await Unit.Of(unit)
            .ListAsync<MeetingRow>(
                $"""
                select {MeetingRow.Columns}
                from meeting t
                where t.agent_id = @agentId and t.starts_at > @earliest and t.starts_at < @to and t.ends_at > @from
                    and t.state <> @cancelled and t.id <> @id
                order by t.id
                """,
                new
                {
                    agentId = meeting.HostId,
                    id = meeting.Id,
                    earliest = (from - Duration.FromMinutes(Limits.MeetingMinutes)).ToUnixTimeMilliseconds(),
                    from = from.ToUnixTimeMilliseconds(),
                    to = to.ToUnixTimeMilliseconds(),
                    cancelled = MeetingRow.Word(MeetingState.Cancelled),
                }
            );
        return [.. rows.Select(row => row.ToMeeting())];
    }

    public Task GiveWayAsync(IUnit unit, Meeting meeting)
    {
        GiveBack(Unit.Of(unit), meeting);
        return GivingWayTimer.SetAsync(Unit.Of(unit), meeting);
    }

    public async Task InsertAsync(IUnit unit, Meeting meeting, Caller booker, IReadOnlyList<string> participants, Duration? gap)
    {
        var session = Unit.Of(unit);
        session.Later(
            $"""
            insert into meeting (id, version, conversation_id, agent_id, guest_id, subject, starts_at, ends_at, state, sequence, place_kind,
                place, booked_by, booked_by_kind, booked_at)
            values (@id, @version, @conversationId, @agentId, @guestId, @subject, @startsAt, @endsAt, @state, @sequence, @placeKind,
                @place, @bookedBy, @bookedByKind, @now)
            """,
            new
            {
                id = meeting.Id,
                version = meeting.Version,
                conversationId = meeting.ConversationId,
                agentId = meeting.HostId,
                guestId = meeting.GuestId,
                subject = meeting.Subject,
                startsAt = meeting.Start.ToUnixTimeMilliseconds(),
                endsAt = meeting.End.ToUnixTimeMilliseconds(),
                state = MeetingRow.Word(meeting.State),
                sequence = meeting.Sequence,
                placeKind = meeting.Place is { } place ? MeetingRow.Word(place.Kind) : null,
                place = meeting.Place?.Text,
                bookedBy = booker.PersonId,
                bookedByKind = booker.IsGuest ? "guest" : "agent",
                now = session.NowMs,
            }
        );
        foreach (var (guestId, ordinal) in participants.Select((guestId, ordinal) => (guestId, (long)ordinal)))
        {
            session.Later(
                $"insert into meeting_person (meeting_id, guest_id, ordinal) values (@meetingId, @guestId, @ordinal)",
                new
                {
                    meetingId = meeting.Id,
                    guestId,
                    ordinal,
                }
            );
        }
        if (gap is { } free)
        {
            Take(session, meeting, free);
        }
        await RemindAsync(session, meeting);
        await MeetingEntries.SetAsync(session, meeting);
        await CrmEntries.SetAsync(session, meeting, participants);
        unit.Log(new("meeting.booked", meeting.ConversationId, meeting.Id));
    }

    public async Task SaveAsync(IUnit unit, Meeting before, Meeting after, Duration? gap)
    {
        var session = Unit.Of(unit);
        GiveBack(session, after);
        var cancelled = after.State == MeetingState.Cancelled;
        if (!cancelled && gap is { } free)
        {
            Take(session, after, free);
        }
        session.Later(
            $"""
            update meeting
            set version = @version, agent_id = @agentId, starts_at = @startsAt, ends_at = @endsAt, state = @state, sequence = @sequence, reason = @reason
            where id = @id
            """,
            new
            {
                id = after.Id,
                version = after.Version,
                agentId = after.HostId,
                startsAt = after.Start.ToUnixTimeMilliseconds(),
                endsAt = after.End.ToUnixTimeMilliseconds(),
                state = MeetingRow.Word(after.State),
                sequence = after.Sequence,
                reason = after.Reason,
            }
        );
        await RemindAsync(session, after);
        await MeetingEntries.SetAsync(session, after);
        await CrmEntries.SetAsync(session, after);
        unit.Log(new(cancelled ? "meeting.cancelled" : "meeting.changed", after.ConversationId, after.Id));
    }

    public async Task RemindAsync(IUnit unit, string hostId, IReadOnlyList<int> minutes)
    {
        var session = Unit.Of(unit);
        var ahead = await session.ListAsync<MeetingRow>(
            $"""
            select {MeetingRow.Columns}
            from meeting t
            where t.agent_id = @hostId and t.starts_at > @now and t.state = @confirmed
            order by t.id
            """,
            new
            {
                hostId,
                now = session.NowMs,
                confirmed = MeetingRow.Word(MeetingState.Confirmed),
            }
        );
        foreach (var row in ahead)
        {
            await ReminderTimer.ChangeAsync(session, row.ToMeeting(), minutes);
        }
    }

    private async Task RemindAsync(Unit session, Meeting meeting) =>
        await ReminderTimer.SetAsync(session, meeting, (await availabilities.FindAsync(session, meeting.HostId)).Availability.Reminders);

    private static void GiveBack(Unit session, Meeting meeting) =>
        session.Later($"delete from meeting_slot where meeting_id = @id", new { id = meeting.Id });

    public async Task SaveOutcomeAsync(IUnit unit, Meeting meeting)
    {
        Unit.Of(unit)
            .Later(
                $"update meeting set version = @version, outcome = @outcome where id = @id",
                new
                {
                    id = meeting.Id,
                    version = meeting.Version,
                    outcome = MeetingRow.Word(meeting.Outcome),
                }
            );
        await CrmEntries.SetAsync(Unit.Of(unit), meeting);
        unit.Log(new("meeting.changed", meeting.ConversationId, meeting.Id));
    }

    /// <summary>With the conversation it lies in, after the links into it.</summary>
    internal static async Task DropOfConversationAsync(Unit session, string conversationId)
    {
        await MeetingEntries.DropOfConversationAsync(session, conversationId);
        await CrmEntries.DropOfConversationAsync(session, conversationId);
        var gone = new { conversationId };
        session.Later(
            $"delete from meeting_slot where meeting_id in (select t.id from meeting t where t.conversation_id = @conversationId)",
            gone
        );
        session.Later(
            $"delete from meeting_person where meeting_id in (select t.id from meeting t where t.conversation_id = @conversationId)",
            gone
        );
        session.Later($"delete from meeting where conversation_id = @conversationId", gone);
    }

    /// <summary>
    /// ME-8: each five minutes of an agent belong to one meeting, with what stays free behind it. Whoever comes second inserts a row that is
    /// there; their unit runs once more and finds it taken.
    /// </summary>
    private static void Take(Unit session, Meeting meeting, Duration gap)
    {
        var last = ((meeting.End + gap).ToUnixTimeMilliseconds() - 1) / Cell;
        for (var cell = meeting.Start.ToUnixTimeMilliseconds() / Cell; cell <= last; cell++)
        {
            session.Later(
                $"insert into meeting_slot (agent_id, cell, meeting_id) values (@agentId, @cell, @meetingId)",
                new
                {
                    agentId = meeting.HostId,
                    cell,
                    meetingId = meeting.Id,
                }
            );
        }
    }
}
