using XBees.Browser.Tests.Setup;
using XBees.Testing;

namespace XBees.Browser.Tests.Tour;

/// <summary>The walk that <c>docs/tour.md</c> shows, through all of the product; its pictures are made on the way.</summary>
public sealed class TourTests(Chromium chromium)
{
    [Theory, Rule("MO-1"), Trait("Long", "yes")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_a_first_hello_to_a_contact_and_a_meeting_on_a_phone_and_on_a_desktop(bool guestOnPhone)
    {
        await using var walk = await Walk.BeginAsync(chromium, guestOnPhone);
        var arriving = new Arriving(walk);
        var nora = await arriving.FromTheWidgetAsync();
        await arriving.FromTheLinkAsync();
        var peter = await arriving.FromTheSchedulerAsync();

        var assigning = new Assigning(walk);
        await assigning.ToAServiceOfHersAndToAColleagueAsync();
        await assigning.ToAServiceOfOthersAndBackAsync();

        var together = new Together(walk);
        await together.RenamedAsync();
        await together.AColleagueAndAContactAddedAsync();
        await together.AGuestInvitedAsync();
        await together.QuietAsync(nora);

        var knowing = new Knowing(walk);
        await knowing.ProfileAsync();
        await knowing.LeadAsync();
        await knowing.ContactAsync();

        var appointments = new Appointments(walk);
        await appointments.SeenInTheWeekAsync();
        await appointments.MovedFromBothSidesAsync(peter);
        await appointments.CancelledFromBothSidesAsync(peter);
        walk.ExpectAllPictures();
    }
}
