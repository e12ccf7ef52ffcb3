using XBees.Application.Conversations;
using XBees.Application.Meetings;
using XBees.Domain.Conversations;
using XBees.Domain.Meetings;

namespace XBees.Infrastructure.Demo;

/// <summary>Meetings of the invented company, at the next times that are free; nobody is mailed of them.</summary>
public sealed class DemoMeetings(IUnitOfWork work, IMeetingStore meetings, IConversationStore conversations, IPeopleStore people)
{
    private static readonly IReadOnlyList<Booking> Bookings =
    [
        new("Mara", "Elin Strand", "elin@strandbooks.example", "Two booths for the reading room", 3),
        new("Mara", "Paolo Conti", "paolo@contigelato.example", "Colours and delivery", 21),
        new("Mara", "Aisha Rahman", "aisha@rahmanlegal.example", "Meeting room for eight", 40),
        new("Samuel", "Niamh O’Brien", "niamh@obriencare.example", "A quiet corner for the ward", 6),
        new("Ines", "Jonas Weber", "jonas@weberbau.example", "Where the sockets go", 10),
    ];

    public async Task RunAsync(DemoFacts facts, CancellationToken cancel)
    {
        foreach (var booking in Bookings)
        {
            var slug = facts.Agents.Single(agent => DemoPeople.First(agent.Name) == booking.Host).Slug;
            await work.RunAsync(unit => BookAsync(unit, booking, slug), cancel);
        }
    }

    private async Task<string> BookAsync(IUnit unit, Booking booking, string slug)
    {
        var scheduler = await meetings.BySlugAsync(unit, slug) ?? throw new InvalidOperationException($"{booking.Host} has no scheduler.");
        var until = unit.Now + Duration.FromDays(scheduler.Availability.Horizon);
        var busy = await meetings.BusyAsync(unit, scheduler.Host.Id, unit.Now, until);
        var minutes = scheduler.Availability.Durations[0];
        var start = new SlotFinder(scheduler.Availability, busy, unit.Now).List(unit.Now, until, minutes)[booking.FreeSlot];
        var guest = await people.NewGuestAsync(unit, new(booking.Name, booking.Email, Language: "en", TimeZone: "Europe/Amsterdam"));
        var meeting = new Meeting
        {
            Id = unit.NewId(Ids.Meeting),
            ConversationId = unit.NewId(Ids.Conversation),
            HostId = scheduler.Host.Id,
            GuestId = guest.Id,
            Subject = booking.Subject,
            Start = start,
            End = start + Duration.FromMinutes(minutes),
        };
        var booker = new GuestCaller(Person.Of(guest), "", null, null);
        var change = Conversation.Start(
            new BookingStart
            {
                Booker = booker.Person,
                Guest = guest,
                Host = scheduler.Host,
                Meeting = meeting,
            },
            unit.NewId,
            unit.Now
        );
        await conversations.InsertAsync(unit, change, new(null, null, null));
        await meetings.InsertAsync(unit, meeting, booker, [], Application.Meetings.Calendars.GapOf(scheduler.Availability));
        return meeting.Id;
    }

    private sealed record Booking(string Host, string Name, string Email, string Subject, int FreeSlot);
}
