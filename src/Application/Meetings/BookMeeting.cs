using XBees.Application.Calendars;
using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Meetings;

namespace XBees.Application.Meetings;

/// <summary>What somebody wants to book.</summary>
public sealed record BookingWish
{
    public required string Slug { get; init; }
    public Instant? Start { get; init; }

    /// <summary>Minutes; null: the first that the host offers.</summary>
    public int? Duration { get; init; }
    public string? Subject { get; init; }

    /// <summary>The zone of whom it is with, where they said it.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The guest's number, where the host calls (ME-13).</summary>
    public string? Phone { get; init; }

    /// <summary>Addresses of further people (ME-1).</summary>
    public IReadOnlyList<string> Participants { get; init; } = [];

    /// <summary>The conversation from which it was asked for (ME-16), or null.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The token of the time that was kept for the form (ME-29), or null.</summary>
    public string? Hold { get; init; }

    /// <summary>Whom an agent books for (ME-10); a guest books for themselves.</summary>
    public Invitee? Guest { get; init; }
}

/// <summary>A guest books a meeting, or an agent for a guest, and the conversation that goes with it (ME-1, ME-10, ME-16).</summary>
public sealed class BookMeeting(
    IUnitOfWork work,
    IConversationStore conversations,
    IPeopleStore people,
    IGuestStore guests,
    IMeetingStore meetings,
    IHoldStore holds,
    Newcomers newcomers,
    Participants others,
    Invitations invitations,
    AfterGuestsWords afterwards,
    FindHost find,
    IWayIn ways,
    IFreshCalendars fresh,
    MeetingPost post
)
{
    public async Task<Created> RunAsync(Caller caller, BookingWish wish, CancellationToken cancel)
    {
        await fresh.OfLinkAsync(wish.Slug, cancel);
        return await work.CreateAsync(unit => BookAsync(unit, caller, wish), cancel);
    }

    private async Task<Created> BookAsync(IUnit unit, Caller caller, BookingWish wish)
    {
        var subject = MeetingText.ReadSubject(wish.Subject);
        if (!caller.IsGuest && (wish.Guest is null || wish.Guest.AgentId is not null))
        {
            throw new Invalid("guest", "Say whom it is with: a guest, or a name with an e-mail address.");
        }
        var place = await PlaceAsync(unit, caller, wish.ConversationId);
        // ME-29: an agent needs no form, and goes before those who fill one in.
        var (scheduler, start, length) = await find.RunAsync(unit, wish.Slug, wish.Start, wish.Duration, caller.IsGuest, wish.Hold);
        var guest = await GuestAsync(unit, caller, wish);
        var inHere = place?.MemberOf(Person.Of(scheduler.Host)) is not null && place.MemberOf(Person.Of(guest)) is not null;
        await RefuseTooManyAsync(unit, scheduler.Host, guest);
        var participants = await others.ReadAsync(unit, caller, guest, inHere ? place : null, wish.Participants);
        var meeting = new Meeting
        {
            Id = unit.NewId(Ids.Meeting),
            ConversationId = inHere ? place!.Id : unit.NewId(Ids.Conversation),
            HostId = scheduler.Host.Id,
            GuestId = guest.Id,
            Subject = subject,
            Start = start,
            End = start + length,
            // Who books with themselves has said yes.
            State = scheduler.IsAsked && caller.PersonId != scheduler.Host.Id ? MeetingState.Unconfirmed : MeetingState.Confirmed,
            Place = await WhereAsync(unit, scheduler.Availability.Where, guest, wish.Phone),
        };
        var now = inHere
            ? await TellAsync(unit, caller, place!, participants, meeting)
            : await OpenAsync(unit, caller, scheduler.Host, guest, participants, meeting);
        List<string> invited = [.. participants.Where(person => person.Kind == PersonKind.Guest).Select(person => person.PersonId)];
        await meetings.InsertAsync(unit, meeting, caller, invited, scheduler.GapOf(meeting));
        var news = meeting.State == MeetingState.Unconfirmed ? MeetingNews.Asked : MeetingNews.Booked;
        await post.SendAsync(unit, news, now, meeting, caller.Person, participants: invited);
        if (wish.Hold is not null)
        {
            await holds.GiveBackAsync(unit, wish.Hold);
        }
        return new(meeting.Id);
    }

    /// <summary>The conversation that was named, under its lock.</summary>
    private async Task<Conversation?> PlaceAsync(IUnit unit, Caller caller, string? id)
    {
        if (id is null)
        {
            return null;
        }
        var place = await conversations.LoadLockedAsync(unit, id);
        return place?.MemberOf(caller.Person) is not null && place.SpamSince is null
            ? place
            : throw new Invalid("conversationId", "There is no such conversation of yours.");
    }

    private async Task<GuestCard> GuestAsync(IUnit unit, Caller caller, BookingWish wish)
    {
        if (!caller.IsGuest)
        {
            return await OfAgentAsync(unit, caller, wish.Guest!);
        }
        if (wish.TimeZone is not null)
        {
            await guests.UpdateAsync(unit, caller.PersonId, new(null, null, null, null, wish.TimeZone));
        }
        var guest = (await people.GuestsAsync(unit, [caller.PersonId])).Single();
        // ME-2: the invitation goes there.
        return guest.Email is null ? throw new Invalid("email", "Say where the invitation goes.") : guest;
    }

    private async Task<GuestCard> OfAgentAsync(IUnit unit, Caller caller, Invitee invitee)
    {
        var found = (await newcomers.ReadAsync(unit, caller, [invitee], [], "guest")).SingleOrDefault();
        return found?.Kind == PersonKind.Guest && found.Email is not null
            ? found.AsGuest()
            : throw new Invalid("guest", "A meeting is with a guest who has an e-mail address.");
    }

    /// <summary>ME-13: what it is for this meeting, whatever the agent sets later.</summary>
    private async Task<MeetingPlace?> WhereAsync(IUnit unit, MeetingWhere? where, GuestCard guest, string? phone)
    {
        if (where is null)
        {
            return null;
        }
        var number = where.CallsTheGuest ? phone ?? await meetings.PhoneAsync(unit, guest.Id) : null;
        return where.ForMeeting(SecretToken.New(), number);
    }

    private async Task RefuseTooManyAsync(IUnit unit, AgentCard host, GuestCard guest)
    {
        if (await meetings.AheadAsync(unit, host.Id, guest.Id, EmailAddress.Fold(guest.Email)) >= Limits.MeetingsAhead)
        {
            throw new Refused(MeetingRefusals.TooMany);
        }
    }

    /// <summary>ME-16: it stays where it was asked for. A guest's booking opens what was put away, as their words do (ST-3).</summary>
    private async Task<Conversation> TellAsync(
        IUnit unit,
        Caller caller,
        Conversation place,
        IReadOnlyList<Newcomer> participants,
        Meeting meeting
    )
    {
        place = await WithAsync(unit, caller, place, participants);
        var told = place.TellBooked(caller.Person, meeting, unit.NewId, unit.Now);
        var card = told.Messages.Single();
        conversations.SavePosted(unit, place.Id, card, place.MemberOf(caller.Person)!.Id, place.WaitingSince, caller.Via());
        if (caller.IsGuest && place.Status != ConversationStatus.Open)
        {
            await afterwards.RunAsync(unit, place.Id, new(card, NobodyIsThere: false, Reopens: true), place.Tally);
        }
        return told.After;
    }

    private async Task<Conversation> WithAsync(IUnit unit, Caller caller, Conversation place, IReadOnlyList<Newcomer> participants)
    {
        var change = caller.IsGuest
            ? place.AddByGuest(caller.Person, participants, unit.NewId, unit.Now)
            : place.Add(caller.Person, participants, unit.NewId, unit.Now);
        if (!change.IsNothing)
        {
            await conversations.SaveAsync(unit, place, change);
            await InviteAsync(unit, caller, change, participants);
        }
        return change.After;
    }

    private Task InviteAsync(IUnit unit, Caller caller, Change change, IReadOnlyList<Newcomer> participants) =>
        invitations.SendToAddedAsync(
            unit,
            change,
            caller.Person,
            [.. participants.Select(person => new Invitee(null, null, null, person.Email))]
        );

    /// <summary>IN-8: the widget of a service whose agent it is with.</summary>
    private async Task<ServiceWidget?> ThroughAsync(IUnit unit, Caller caller, AgentCard host) =>
        caller is GuestCaller guest
        && await ways.OfAsync(unit, guest) is { WidgetId: { } widget, Service: { } service }
        && service.Has(host.Id)
            ? new(widget, new(service.Id, service.Name))
            : null;

    private async Task<Conversation> OpenAsync(
        IUnit unit,
        Caller caller,
        AgentCard host,
        GuestCard guest,
        IReadOnlyList<Newcomer> participants,
        Meeting meeting
    )
    {
        var agent = caller.IsGuest || caller.PersonId == host.Id ? null : (await people.AgentsAsync(unit, [caller.PersonId])).Single();
        var change = Conversation.Start(
            new BookingStart
            {
                Booker = caller.Person,
                Guest = guest,
                Host = host,
                Agent = agent,
                Through = await ThroughAsync(unit, caller, host),
                Participants = participants,
                Meeting = meeting,
            },
            unit.NewId,
            unit.Now
        );
        await conversations.InsertAsync(unit, change, new(null, null, null, caller.Via()));
        await InviteAsync(unit, caller, change, participants);
        return change.After;
    }
}
