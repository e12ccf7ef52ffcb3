using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Guests;

[Rule("PV-1")]
public sealed class ConsentTests
{
    [Theory, EveryDatabase]
    public async Task Version_time_and_session_of_a_consent_are_kept(TestDatabase database)
    {
        var time = new ShiftedTime();
        time.Stop();
        await using var scene = await Scene.OnAsync(database, Settings("I agree to the first text."), time: time);
        using var anyone = scene.App.Anonymous();
        var asked = await FaceAsync();
        Assert.Equal("I agree to the first text.", asked.Text("fields.consent"));
        Assert.Equal("https://ternhaus.example/privacy", asked.Text("texts.privacyUrl"));
        await anyone.RefusesAsync(
            HttpMethod.Post,
            "/api/v1/sessions",
            new { widget = scene.WidgetKey, guest = new { name = "No", email = "no@example.org" } },
            422,
            "validation",
            "guest.consent"
        );
        var first = await AgreeAsync("first@example.org");
        Assert.Equal((asked.Text("consentVersion"), Now()), await KeptAsync(first));

        time.Advance(TimeSpan.FromHours(1));
        await SaveAsync("I agree to the second text.");
        var second = await AgreeAsync("second@example.org");
        var version = (await FaceAsync()).Text("consentVersion");
        Assert.NotEqual(asked.Text("consentVersion"), version);
        Assert.Equal((version, Now()), await KeptAsync(second));
        // What was agreed to before stays what it was.
        Assert.Equal(asked.Text("consentVersion"), (await KeptAsync(first)).Version);

        await SaveAsync(null);
        Assert.Equal((null, null), await KeptAsync(await AgreeAsync("third@example.org")));

        long? Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

        async Task<string> AgreeAsync(string email)
        {
            var session = await anyone.PostAsync(
                "/api/v1/sessions",
                new
                {
                    widget = scene.WidgetKey,
                    guest = new
                    {
                        name = "Grace",
                        email,
                        consent = true,
                    },
                }
            );
            return session.Text("guest.id");
        }

        Task<System.Text.Json.JsonElement> FaceAsync() => anyone.GetAsync($"/api/v1/widgets/{scene.WidgetKey}/settings");

        async Task SaveAsync(string? consent)
        {
            var widget = (await scene.App.Administrator.GetAsync("/api/v1/admin/widgets"))
                .Items()
                .Single(one => one.Text("key") == scene.WidgetKey);
            await scene.App.Administrator.PatchAsync($"/api/v1/admin/widgets/{widget.Text("id")}", Settings(consent));
        }

        async Task<(string? Version, long? At)> KeptAsync(string guestId)
        {
            await using var open = await database.OpenAsync();
            var sessions = await open.Db.ListAsync<string>($"select id from guest_session where guest_id = @guestId", new { guestId });
            var id = Assert.Single(sessions);
            return (
                await open.Db.FirstAsync<string>($"select consent_version from guest_session where id = @id", new { id }),
                await open.Db.FirstAsync<long?>($"select consent_at from guest_session where id = @id", new { id })
            );
        }
    }

    private static object Settings(string? consent) =>
        new { fields = new { consent }, texts = new { privacyUrl = "https://ternhaus.example/privacy" } };
}
