using XBees.Domain.Conversations;
using XBees.Domain.Meetings;
using XBees.Testing;

namespace XBees.Domain.Tests.Meetings;

[Rule("ME-30")]
public sealed class WhoSeesTests
{
    private static readonly MeetingPerson Host = new(
        new(PersonKind.Agent, "agt_1", "Marek Lis", "Marek"),
        MeetingRole.Host,
        "marek@example.org"
    );
    private static readonly MeetingPerson Booker = Guest("gst_1", "Niamh", MeetingRole.Booker, "niamh@example.com");
    private static readonly MeetingPerson Jonas = Guest("gst_2", "Jonas", MeetingRole.Participant, "jonas@example.com");
    private static readonly MeetingPerson Kim = Guest("gst_3", "KIM@example.com", MeetingRole.Participant, "kim@example.com");
    private static readonly MeetingPerson Nobody = Guest("gst_4", null, MeetingRole.Participant, null);
    private static readonly MeetingPerson[] All = [Host, Booker, Jonas, Kim, Nobody];

    [Fact]
    public void The_host_and_who_booked_see_every_address()
    {
        Assert.Equal([Host, Booker, Jonas, Kim], WhoSees.Attendees(Host, All));
        Assert.Equal([Host, Booker, Jonas, Kim], WhoSees.Attendees(Booker, All));
    }

    [Fact]
    public void Others_see_the_hosts_and_their_own()
    {
        Assert.Equal([Host, Jonas], WhoSees.Attendees(Jonas, All));
        Assert.Equal([Host, Kim], WhoSees.Attendees(Kim, All));
        Assert.Equal([Host], WhoSees.Attendees(Nobody, All));
    }

    [Fact]
    public void Everybody_is_named_and_an_address_for_a_name_is_told_to_nobody_else()
    {
        Assert.Equal(["Marek", "Niamh", "Jonas", "kim", "Guest 4821"], All.Select(person => WhoSees.Name(Jonas, person, "en")));
        Assert.Equal(["Marek", "Niamh", "Jonas", "KIM@example.com", "Gast 4821"], All.Select(person => WhoSees.Name(Kim, person, "de")));
        Assert.Equal(["Marek Lis", "KIM@example.com"], new[] { Host, Kim }.Select(person => WhoSees.Name(Host, person, "en")));
    }

    private static MeetingPerson Guest(string id, string? name, MeetingRole role, string? email) =>
        new(new(PersonKind.Guest, id, name, Number: 4821), role, email);
}
