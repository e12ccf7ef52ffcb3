using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Administration;

/// <summary>What guests would see of settings that nobody has saved.</summary>
public sealed class WidgetPreviewTests
{
    private const string Path = "/api/v1/admin/widgets/preview";

    [Theory, EveryDatabase, Rule("WI-7", "WI-11")]
    public async Task It_is_what_guests_would_get_and_nothing_is_kept_of_it(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, new { color = "#1f4d3f" });
        using var anyone = scene.App.Anonymous();
        var administrator = scene.App.Administrator;
        var settings = $"/api/v1/widgets/{scene.WidgetKey}/settings";
        var before = (await anyone.GetAsync(settings)).GetRawText();
        var widgets = (await administrator.GetAsync("/api/v1/admin/widgets")).GetRawText();
        var unsaved = new
        {
            serviceId = scene.ServiceId,
            color = "#7A2E4D",
            side = "start",
            label = "Talk to us",
            locale = "de",
            texts = new { greeting = "Moin", welcome = "Willkommen" },
            fields = new { phone = "required", consent = "I agree" },
            websites = new[] { "https://shop.example" },
            offsetX = 40,
        };
        var shown = await administrator.PostAsync(Path, unsaved);
        Assert.Equal(before, (await anyone.GetAsync(settings)).GetRawText());
        Assert.Equal(widgets, (await administrator.GetAsync("/api/v1/admin/widgets")).GetRawText());
        var saved = await administrator.PostAsync(
            "/api/v1/admin/widgets",
            JsonSerializer
                .SerializeToElement(unsaved)
                .Deserialize<Dictionary<string, object>>()!
                .Append(new("name", "Saved"))
                .ToDictionary()
        );
        var face = await anyone.GetAsync($"/api/v1/widgets/{saved.GetProperty("key").GetString()}/settings");
        // Its scheduler goes by its key, too, which it has once it is saved.
        Assert.Equal("preview", shown.GetProperty("scheduler").GetString());
        Assert.Equal(saved.GetProperty("key").GetString(), face.GetProperty("scheduler").GetString());
        string[] keys = ["key", "scheduler"];
        Assert.Equal(
            face.EnumerateObject().Where(one => !keys.Contains(one.Name)).Select(one => one.ToString()),
            shown.EnumerateObject().Where(one => !keys.Contains(one.Name)).Select(one => one.ToString())
        );
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("key").ValueKind);
        Assert.Equal("#7a2e4d", shown.GetProperty("color").GetString());
        Assert.True(shown.GetProperty("available").GetBoolean());
    }

    [Theory, EveryDatabase, Rule("WI-7", "IN-13")]
    public async Task It_says_whether_somebody_could_answer_and_names_an_agent_as_guests_know_them(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var empty = await scene.App.ServiceAsync("Empty");
        var alone = await scene.App.Administrator.PostAsync(Path, new { serviceId = empty });
        Assert.False(alone.GetProperty("available").GetBoolean());
        Assert.Equal(JsonValueKind.Null, alone.GetProperty("scheduler").ValueKind);
        Assert.Equal("Empty", alone.GetProperty("name").GetString());
        await scene.Mara.PatchAsync("/api/v1/me", new { guestName = "Mara from Sales" });
        var agent = await scene.App.Administrator.PostAsync(Path, new { agentId = scene.Mara.Id });
        Assert.Equal(("agent", "Mara from Sales"), (agent.GetProperty("kind").GetString(), agent.GetProperty("name").GetString()));
        Assert.True(agent.GetProperty("available").GetBoolean());
    }

    [Theory, EveryDatabase, Rule("WI-11", "IN-2", "IN-8")]
    public async Task It_offers_a_meeting_when_the_widget_would(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var ofAgent = new { agentId = scene.Mara.Id };
        var ofService = new { serviceId = scene.ServiceId };
        var slug = (await scene.Mara.GetAsync("/api/v1/me")).Text("slug");
        Assert.Equal((slug, "preview"), (await SchedulerAsync(ofAgent), await SchedulerAsync(ofService)));
        var closed = new { timeZone = "Europe/Warsaw", open = false };
        await scene.Mara.PutAsync("/api/v1/me/availability", closed);
        // The service has another agent who can be booked.
        Assert.Equal((null, "preview"), (await SchedulerAsync(ofAgent), await SchedulerAsync(ofService)));
        await scene.Noah.PutAsync("/api/v1/me/availability", closed);
        Assert.Equal((null, null), (await SchedulerAsync(ofAgent), await SchedulerAsync(ofService)));

        async Task<string?> SchedulerAsync(object body) =>
            (await scene.App.Administrator.PostAsync(Path, body)).GetProperty("scheduler").GetString();
    }

    [Theory, EveryDatabase, Rule("WI-11")]
    public async Task What_could_not_be_saved_is_not_shown_either(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var administrator = scene.App.Administrator;
        await administrator.RefusesAsync(HttpMethod.Post, Path, new { serviceId = scene.ServiceId, color = "#12" }, 422, "validation");
        await administrator.RefusesAsync(HttpMethod.Post, Path, new { color = "#123456" }, 422, "validation");
        await administrator.RefusesAsync(HttpMethod.Post, Path, new { serviceId = "svc_nothing" }, 422, "validation");
        await administrator.RefusesAsync(HttpMethod.Post, Path, new { agentId = "agt_nothing" }, 422, "validation");
        await scene.Mara.RefusesAsync(HttpMethod.Post, Path, new { serviceId = scene.ServiceId }, 403, "forbidden");
    }
}
