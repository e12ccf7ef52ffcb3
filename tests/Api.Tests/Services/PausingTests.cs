using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Services;

public sealed class PausingTests
{
    [Theory, EveryDatabase, Rule("SV-2", "IN-4")]
    public async Task Who_pauses_is_not_brought_stays_where_they_are_and_resumes(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var before = await Scene.StartAsync(await scene.GuestAsync());
        await using var colleagues = await EventStream.OpenAsync(scene.Mara);
        var paused = await scene.Noah.PutAsync(Path(scene.ServiceId), new { paused = true });
        Assert.Equal((scene.ServiceId, "Sales"), (paused.Text("id"), paused.Text("name")));
        Assert.True(paused.At("paused").GetBoolean() && paused.At("member").GetBoolean());
        Assert.Equal(scene.ServiceId, (await colleagues.NextAsync("service.updated")).Data.Text("serviceId"));
        Assert.Equal([true], await OwnAsync(scene.Noah));
        Assert.Equal(["Noah Okafor"], await PausedAsync(scene));

        Assert.Equal("Hello", Assert.Single(await Scene.TextsAsync(scene.Noah, before)));
        var during = await Scene.StartAsync(await scene.GuestAsync("Gus Guest", "gus@example.org"));
        Assert.Equal(["Gus Guest", "Mara Nowak"], await NamesAsync(scene.Mara, during));

        // Twice is once; a change of the service by an administrator keeps it.
        await scene.Noah.PutAsync(Path(scene.ServiceId), new { paused = true });
        await scene.App.Administrator.PatchAsync($"/api/v1/admin/services/{scene.ServiceId}", new { name = "Shop" });
        Assert.Equal(["Noah Okafor"], await PausedAsync(scene));

        await scene.Noah.PutAsync(Path(scene.ServiceId), new { paused = false });
        Assert.Equal([false], await OwnAsync(scene.Noah));
        Assert.Empty(await PausedAsync(scene));
        var after = await Scene.StartAsync(await scene.GuestAsync("Gil Guest", "gil@example.org"));
        Assert.Equal(["Gil Guest", "Mara Nowak", "Noah Okafor"], await NamesAsync(scene.Mara, after));
    }

    [Theory, EveryDatabase, Rule("SV-2", "AP-4")]
    public async Task It_is_ones_own_switch_in_ones_own_services(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var other = await scene.App.ServiceAsync("Support", scene.Mara);
        await scene.Mara.PutAsync(Path(other), new { paused = true });
        Assert.Equal([false, true], await OwnAsync(scene.Mara));
        Assert.Equal([false], await OwnAsync(scene.Noah));
        // Who manages it and is not in it has nothing to pause.
        Assert.False(Assert.Single((await scene.Ines.GetAsync("/api/v1/me")).At("services").EnumerateArray()).At("member").GetBoolean());
        foreach (var (who, service) in new[] { (scene.Ines, scene.ServiceId), (scene.Noah, other), (scene.Noah, "svc_nothing") })
        {
            await who.RefusesAsync(HttpMethod.Put, Path(service), new { paused = true }, 404, "not-found");
        }
        await scene.Noah.RefusesAsync(HttpMethod.Put, Path(scene.ServiceId), new { }, 422, "validation", "paused");
        Assert.Equal([false], await OwnAsync(scene.Noah));
    }

    private static string Path(string service) => $"/api/v1/me/services/{service}";

    private static async Task<IEnumerable<bool>> OwnAsync(AppClient agent) =>
        (await agent.GetAsync("/api/v1/me")).At("services").EnumerateArray().Select(service => service.At("paused").GetBoolean());

    private static async Task<IEnumerable<string>> PausedAsync(Scene scene) =>
        (await scene.App.Administrator.GetAsync($"/api/v1/admin/services/{scene.ServiceId}"))
            .At("members")
            .EnumerateArray()
            .Where(member => member.At("paused").GetBoolean())
            .Select(member => member.Text("name"));

    private static async Task<IEnumerable<string>> NamesAsync(AppClient agent, string conversation) =>
        (await Scene.MembersAsync(agent, conversation)).Select(member => member.Text("name")).Order();
}
