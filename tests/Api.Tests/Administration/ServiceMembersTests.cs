using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Administration;

public sealed class ServiceMembersTests
{
    [Theory, EveryDatabase, Rule("AD-2", "IN-4")]
    public async Task Who_is_taken_out_of_a_service_is_brought_by_it_no_more(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var path = $"/api/v1/admin/services/{scene.ServiceId}";
        var changed = await scene.App.Administrator.PatchAsync(path, new { members = new[] { scene.Noah.Id, scene.Ines.Id } });
        Assert.Equal(["Ines Boss", "Noah Okafor"], Names(changed));
        Assert.Equal(["Ines Boss", "Noah Okafor"], Names(await scene.App.Administrator.GetAsync(path)));
        Assert.Equal(
            ["Ines Boss", "Noah Okafor"],
            Names(Assert.Single((await scene.App.Administrator.GetAsync("/api/v1/admin/services")).Items()))
        );
        var grace = await scene.GuestAsync();
        var id = await Scene.StartAsync(grace);
        Assert.Equal(
            ["Grace Guest", "Ines Boss", "Noah Okafor"],
            (await Scene.MembersAsync(scene.Noah, id)).Select(member => member.Text("name"))
        );
        await scene.Mara.RefusesAsync(HttpMethod.Get, $"/api/v1/conversations/{id}", null, 404, "not-found");

        static IEnumerable<string> Names(System.Text.Json.JsonElement service) =>
            service.At("members").EnumerateArray().Select(member => member.Text("name"));
    }
}
