using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Meetings;

/// <summary>The language of a meeting's mails: the reader's own, and until they have said one that of whoever brought them.</summary>
public sealed class MailLanguageTests
{
    private const string Pia = "pia@guests.example";
    private const string Mara = "mara.nowak@ternhaus.example";
    private const string BookedInGerman = "Termin gebucht: \u2068Phone booths\u2069";
    private const string BookedInEnglish = "Meeting booked: \u2068Phone booths\u2069";
    private readonly ShiftedTime time = new();

    [Theory, EveryDatabase, Rule("ME-19", "ME-23")]
    public async Task Whom_a_guest_names_reads_what_that_guest_reads_until_they_say_a_language(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var guest = await scene.GuestAtLinkAsync(scene.Mara);
        await guest.PatchAsync("/api/v1/me", new { language = "de-AT" });
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        var meeting = await guest.PostAsync(
            $"/api/v1/schedulers/{slug}/meetings",
            new
            {
                start = free[0],
                subject = "Phone booths",
                participants = new[] { Pia },
            }
        );
        Assert.Equal([BookedInGerman], await SubjectsAsync(post, Pia, 1));
        Assert.Equal([BookedInGerman], await SubjectsAsync(post, "leo@example.org", 1));
        Assert.Equal([BookedInEnglish], await SubjectsAsync(post, Mara, 1));
        using var anonymous = scene.App.Anonymous();
        var invitation = (await post.ToAsync(Pia, 2)).Single(mail => mail.TextBody!.Contains("/i/", StringComparison.Ordinal));
        var joined = await anonymous.PostAsync(
            $"/api/v1/invitations/{Postbox.PathOf(invitation, "/i/")[3..]}",
            new { guest = new { name = "Pia" } }
        );
        meeting = await Schedulers.MoveAsync(guest, meeting, new { start = free[2] });
        Assert.Contains("Termin geändert: \u2068Phone booths\u2069", await SubjectsAsync(post, Pia, 2));
        using var pia = scene.App.WithBearer(joined.Text("token"));
        await pia.PatchAsync("/api/v1/me", new { language = "en-GB" });
        await Schedulers.MoveAsync(guest, meeting, new { start = free[4] });
        Assert.Contains("Meeting changed: \u2068Phone booths\u2069", await SubjectsAsync(post, Pia, 3));
    }

    [Theory, EveryDatabase, Rule("ME-19", "ME-24")]
    public async Task Whom_an_agent_books_for_reads_what_the_agent_reads_and_who_has_a_language_keeps_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, time: time);
        var post = new Postbox(database);
        var slug = await Schedulers.SlugAsync(scene.Mara);
        var known = await scene.GuestAtLinkAsync(scene.Mara);
        await known.PatchAsync("/api/v1/me", new { language = "en" });
        await scene.Mara.PatchAsync("/api/v1/me", new { language = "de" });
        var free = await Schedulers.FreeAsync(scene.App, slug, time.GetUtcNow());
        await BookAsync(scene.Mara, slug, free[0], new { name = "Oskar Vik", email = "oskar@guests.example" }, Pia);
        foreach (var address in new[] { "oskar@guests.example", Pia, Mara })
        {
            Assert.Equal([BookedInGerman], await SubjectsAsync(post, address, 1));
        }
        await BookAsync(scene.Mara, slug, free[2], new { guestId = known.Id });
        Assert.Equal([BookedInEnglish], await SubjectsAsync(post, "leo@example.org", 1));
    }

    private static Task BookAsync(AppClient agent, string slug, string start, object guest, params string[] participants) =>
        agent.PostAsync(
            $"/api/v1/schedulers/{slug}/meetings",
            new
            {
                start,
                subject = "Phone booths",
                guest,
                participants,
            }
        );

    private static async Task<IReadOnlyList<string>> SubjectsAsync(Postbox post, string address, int count) =>
        [.. (await MailTests.AboutMeetingsAsync(post, address, count)).Select(mail => mail.Subject!)];
}
