using XBees.Api.Tests.Assignment;
using XBees.Api.Tests.Setup;
using XBees.Testing.App;
using XBees.Testing.Databases;

namespace XBees.Api.Tests.Services;

/// <summary>Noah's conversations of Sales: come to through it, snoozed, resolved, and one where Mara added Noah.</summary>
internal sealed class DepartureScene : IAsyncDisposable
{
    private DepartureScene(Scene company, AppClient grace) => (Company, Grace, Noah) = (company, grace, company.Noah);

    public Scene Company { get; }

    public AppClient Grace { get; }

    public AppClient Noah { get; set; }

    public AppClient Mara => Company.Mara;

    /// <summary>Noah is in charge of it.</summary>
    public string Through { get; private set; } = "";

    public string Snoozed { get; private set; } = "";

    public string Resolved { get; private set; } = "";

    /// <summary>Noah is in charge of it and was added individually.</summary>
    public string Added { get; private set; } = "";

    public static async Task<DepartureScene> OnAsync(TestDatabase database)
    {
        var company = await Scene.OnAsync(database);
        var scene = new DepartureScene(company, await company.GuestAsync());
        scene.Through = await Scene.StartAsync(scene.Grace);
        await AssignScene.AssignAsync(scene.Mara, scene.Through, company.ServiceId, scene.Noah.Id);
        scene.Snoozed = await StartAsync("snoozed");
        scene.Resolved = await StartAsync("resolved");
        await scene.Noah.PutAsync($"/api/v1/me/services/{company.ServiceId}", new { paused = true });
        scene.Added = await Scene.StartAsync(scene.Grace);
        await scene.Noah.PutAsync($"/api/v1/me/services/{company.ServiceId}", new { paused = false });
        await scene.Mara.PostAsync(
            $"/api/v1/conversations/{scene.Added}/members",
            new { members = new[] { new { agentId = scene.Noah.Id } } }
        );
        await AssignScene.AssignAsync(scene.Mara, scene.Added, company.ServiceId, scene.Noah.Id);
        return scene;

        async Task<string> StartAsync(string status)
        {
            var id = await Scene.StartAsync(scene.Grace);
            await scene.Mara.PutAsync($"/api/v1/conversations/{id}/status", new { status });
            return id;
        }
    }

    public Task TakeOutAsync() => MembersAsync(Mara);

    public Task PutInAsync() => MembersAsync(Mara, Noah);

    public Task ChangeNoahAsync(object change) => Company.App.Administrator.PatchAsync($"/api/v1/admin/agents/{Company.Noah.Id}", change);

    public ValueTask DisposeAsync() => Company.DisposeAsync();

    private Task MembersAsync(params AppClient[] agents) =>
        Company.App.Administrator.PatchAsync(
            $"/api/v1/admin/services/{Company.ServiceId}",
            new { members = agents.Select(agent => agent.Id).ToArray() }
        );
}
