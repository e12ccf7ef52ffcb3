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

    [Theory, EveryDatabase, Rule("SV-1")]
    public async Task No_two_services_have_one_name_however_it_is_spelled(TestDatabase database)
    {
        const string services = "/api/v1/admin/services";
        await using var scene = await Scene.OnAsync(database);
        var administrator = scene.App.Administrator;
        var support = await administrator.PostAsync(services, new { name = "Support" });
        foreach (var spelled in new[] { "Support", " sUPPORT ", "Ｓｕｐｐｏｒｔ" })
        {
            await administrator.RefusesAsync(HttpMethod.Post, services, new { name = spelled }, 422, "name-taken", "name");
            await administrator.RefusesAsync(
                HttpMethod.Patch,
                $"{services}/{scene.ServiceId}",
                new { name = spelled },
                422,
                "name-taken",
                "name"
            );
        }
        // Its own in another spelling is no other's, and a deleted one's is free.
        Assert.Equal(
            "SUPPORT",
            (await administrator.PatchAsync($"{services}/{support.Text("id")}", new { name = "SUPPORT" })).Text("name")
        );
        await administrator.DeleteAsync($"{services}/{support.Text("id")}");
        await administrator.PatchAsync($"{services}/{scene.ServiceId}", new { name = "Support" });
        Assert.Equal(["Support"], (await administrator.GetAsync(services)).Items().Select(service => service.Text("name")));
    }
}
