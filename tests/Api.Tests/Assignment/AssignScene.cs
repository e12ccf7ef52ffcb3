using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Assignment;

/// <summary>The small company with a second service, Support, of two other agents.</summary>
internal sealed class AssignScene : IAsyncDisposable
{
    private AssignScene(Scene scene) => Company = scene;

    public Scene Company { get; }

    /// <summary>Standard agents of Support.</summary>
    public AppClient Sofia { get; private set; } = null!;

    public AppClient Tom { get; private set; } = null!;

    public string Sales => Company.ServiceId;

    public string Support { get; private set; } = "";

    /// <summary>A guest's conversation with Sales.</summary>
    public string Conversation { get; private set; } = "";

    public AppClient Guest { get; private set; } = null!;

    public static async Task<AssignScene> OnAsync(TestDatabase database, ShiftedTime? time = null)
    {
        var company = await Scene.OnAsync(database, time: time);
        var scene = new AssignScene(company)
        {
            Sofia = company.Keep(await company.App.AgentAsync("Sofia Brandt")),
            Tom = company.Keep(await company.App.AgentAsync("Tom Ek")),
        };
        scene.Support = await company.App.ServiceAsync("Support", scene.Sofia, scene.Tom);
        scene.Guest = await company.GuestAsync();
        scene.Conversation = await Scene.StartAsync(scene.Guest);
        return scene;
    }

    public string Path => PathOf(Conversation);

    public static string PathOf(string conversation) => $"/api/v1/conversations/{conversation}/assignment";

    public static async Task<JsonElement> PreviewAsync(AppClient who, string conversation, string service, string? assignee = null) =>
        await who.GetAsync($"{PathOf(conversation)}/preview?serviceId={service}&assigneeId={assignee}");

    /// <summary>Assigns at the version that it has now, or at the one given.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        AppClient who,
        string conversation,
        string? service,
        string? assignee = null,
        long? version = null
    )
    {
        var at = version ?? (await Scene.SeeAsync(who, conversation)).Number("version");
        return await who.SendAsync(
            HttpMethod.Put,
            PathOf(conversation),
            new { serviceId = service, assigneeId = assignee },
            ("If-Match", $"\"{at}\"")
        );
    }

    public static async Task<JsonElement> AssignAsync(
        AppClient who,
        string conversation,
        string? service,
        string? assignee = null,
        long? version = null
    )
    {
        using var answer = await SendAsync(who, conversation, service, assignee, version);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {body}");
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    /// <summary>The names of the agents who are in it.</summary>
    public static async Task<string> AgentsAsync(AppClient who, string conversation) =>
        string.Join(
            ", ",
            (await Scene.MembersAsync(who, conversation))
                .Where(member => member.Text("kind") == "agent")
                .Select(member => member.Text("name"))
                .Order()
        );

    public static string Names(JsonElement preview, string member) =>
        string.Join(", ", preview.At(member).EnumerateArray().Select(agent => agent.Text("name")).Order());

    /// <summary>What assignments have told, oldest first.</summary>
    public static async Task<IReadOnlyList<JsonElement>> NoticesAsync(AppClient who, string conversation) =>
        [
            .. (await Scene.TimelineAsync(who, conversation))
                .Where(entry => entry.Text("kind") == "notice" && entry.Text("notice.type") == "assigned")
                .Select(entry => entry.At("notice")),
        ];

    /// <summary>SV-2, each by the own switch.</summary>
    public static async Task PauseAsync(string service, params AppClient[] agents)
    {
        foreach (var agent in agents)
        {
            await agent.PutAsync($"/api/v1/me/services/{service}", new { paused = true });
        }
    }

    public ValueTask DisposeAsync() => Company.DisposeAsync();
}
