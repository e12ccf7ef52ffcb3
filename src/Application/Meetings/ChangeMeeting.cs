using XBees.Application.Calendars;
using XBees.Application.Conversations;
using XBees.Domain.Calendars;
using XBees.Domain.Conversations;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>Moves meetings, changes their length, cancels them: agents, and the guest whose they are (ME-4, ME-5, ME-14).</summary>
public sealed class ChangeMeeting(
    IUnitOfWork work,
    IConversationStore conversations,
    MeetingSights sights,
    IMeetingStore meetings,
    AfterGuestsWords afterwards,
    Calendars calendars,
    IFreshCalendars fresh,
    ICalendarChanges changes,
    MeetingPost post
)
{
    /// <param name="caller">Who moves it.</param>
    /// <param name="id">The meeting.</param>
    /// <param name="start">Null: as before.</param>
    /// <param name="minutes">Null: as before.</param>
    /// <param name="ifMatch">The version that the caller has seen.</param>
    /// <param name="cancel">Ends the wait, not the write.</param>
    /// <returns>False where the caller sees no such meeting.</returns>
    public async Task<bool> MoveAsync(Caller caller, string id, Instant? start, int? minutes, long ifMatch, CancellationToken cancel)
    {
        await fresh.OfMeetingAsync(id, cancel);
        return await RunAsync(
            caller,
            id,
            ifMatch,
            async (unit, meeting, scheduler) =>
            {
                if (scheduler is null)
                {
                    throw new Refused(MeetingRefusals.SchedulerClosed);
                }
                var asked = (Start: start ?? meeting.Start, Minutes: minutes ?? (int)meeting.Length.TotalMinutes);
                // What is asked for already is not judged anew: the hours may have changed since.
                var after = meeting.Move(asked.Start, Duration.FromMinutes(asked.Minutes), unit.Now);
                if (after != meeting)
                {
                    await calendars.CheckAsync(unit, scheduler, asked.Start, asked.Minutes, meeting.Id);
                }
                return after;
            },
            cancel
        );
    }

    /// <returns>False where the caller sees no such meeting.</returns>
    public Task<bool> CancelAsync(Caller caller, string id, string? reason, long? ifMatch, CancellationToken cancel) =>
        RunAsync(caller, id, ifMatch, (unit, meeting, _) => Task.FromResult(meeting.Cancel(reason, unit.Now)), cancel);

    /// <summary>CA-5: the host says whether what they did in their calendar is meant, or the event is put back.</summary>
    /// <returns>False where the caller sees no such meeting.</returns>
    public Task<bool> DecideAsync(AgentCaller caller, string id, bool accept, CancellationToken cancel) =>
        RunAsync(
            caller,
            id,
            null,
            async (unit, meeting, scheduler) =>
            {
                if (caller.PersonId != meeting.HostId)
                {
                    throw new Refused(CalendarRefusals.NotYourCalendar);
                }
                var change = await changes.FindAsync(unit, id) ?? throw new Refused(CalendarRefusals.NothingAsked);
                await changes.ClearAsync(unit, id);
                if (!accept)
                {
                    await changes.PutBackAsync(unit, meeting);
                    return meeting;
                }
                return change is { Start: { } start, End: { } end }
                    ? await FollowAsync(unit, meeting, scheduler, start, end)
                    : meeting.Cancel(null, unit.Now);
            },
            cancel
        );

    /// <summary>The host's own hours are no reason against what they chose themselves; another meeting is.</summary>
    private async Task<Meeting> FollowAsync(IUnit unit, Meeting meeting, HostScheduler? scheduler, Instant start, Instant end)
    {
        var gap = scheduler is null ? Duration.Zero : Calendars.GapOf(scheduler.Availability);
        if (end <= start || end - start > Duration.FromMinutes(Limits.MeetingMinutes) || start <= unit.Now)
        {
            throw new Refused(MeetingRefusals.NotOffered);
        }
        var taken = await meetings.BusyAsync(unit, meeting.HostId, start - gap, end + gap);
        return taken.Any(busy => busy.Kind == BusyKind.Meeting && busy.Id != meeting.Id)
            ? throw new Refused(MeetingRefusals.Taken)
            : meeting.Move(start, end - start, unit.Now);
    }

    private Task<bool> RunAsync(
        Caller caller,
        string id,
        long? ifMatch,
        Func<IUnit, Meeting, HostScheduler?, Task<Meeting>> verb,
        CancellationToken cancel
    ) =>
        work.RunAsync(
            async unit =>
            {
                if (await LoadAsync(unit, caller, id) is not { } found)
                {
                    return false;
                }
                var (place, meeting) = found;
                var scheduler = await meetings.OfAgentAsync(unit, meeting.HostId);
                var after = await verb(unit, meeting, scheduler);
                if (after == meeting)
                {
                    return true;
                }
                if (ifMatch is { } version && version != meeting.Version)
                {
                    throw new Refused(RequestRefusals.Stale);
                }
                await meetings.SaveAsync(unit, meeting, after, scheduler?.GapOf(after));
                await TellAsync(unit, caller, place, meeting, after);
                var news = after.State == MeetingState.Cancelled ? MeetingNews.Cancelled : MeetingNews.Moved;
                await post.SendAsync(unit, news, place, after, caller.Person, meeting);
                return true;
            },
            cancel
        );

    /// <summary>The meeting as it is under the locks; null where the caller does not see it.</summary>
    private async Task<(Conversation Place, Meeting Meeting)?> LoadAsync(IUnit unit, Caller caller, string id)
    {
        if (await sights.FindLockedAsync(unit, caller, id) is not var (place, meeting))
        {
            return null;
        }
        await meetings.LockCalendarAsync(unit, meeting.HostId);
        // ME-23.
        return caller.IsGuest && caller.PersonId != meeting.GuestId ? throw new Refused(MeetingRefusals.NotYours) : (place, meeting);
    }

    private async Task TellAsync(IUnit unit, Caller caller, Conversation place, Meeting before, Meeting after)
    {
        var told =
            after.State == MeetingState.Cancelled
                ? place.TellCancelled(caller.Person, after, unit.NewId, unit.Now)
                : place.TellMoved(caller.Person, before, after, unit.NewId, unit.Now);
        var notice = told.Messages.Single();
        conversations.SavePosted(unit, place.Id, notice, null, place.WaitingSince, caller.Via());
        if (caller.IsGuest && place.Status != ConversationStatus.Open && place.SpamSince is null)
        {
            await afterwards.RunAsync(unit, place.Id, new(notice, NobodyIsThere: false, Reopens: true), place.Tally);
        }
    }
}
