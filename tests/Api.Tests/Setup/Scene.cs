using System.Text.Json;
using XBees.Testing.App;
using XBees.Testing.Databases;

namespace XBees.Api.Tests.Setup;

/// <summary>The app on one database with a small company: a service of two agents, its manager, its widget.</summary>
public sealed class Scene : IAsyncDisposable
{
    private readonly List<AppClient> clients = [];

    private Scene(XBeesApp app) => App = app;

    public XBeesApp App { get; }

    /// <summary>Standard agents of the service.</summary>
    public AppClient Mara { get; private set; } = null!;

    public AppClient Noah { get; private set; } = null!;

    /// <summary>Manages the service and is no member of it.</summary>
    public AppClient Ines { get; private set; } = null!;

    public string ServiceId { get; private set; } = "";

    public string WidgetKey { get; private set; } = "";

    public static async Task<Scene> OnAsync(
        TestDatabase database,
        object? widget = null,
        IReadOnlyDictionary<string, string>? settings = null,
        ShiftedTime? time = null
    )
    {
        // What was sealed with one master key opens with no other.
        if (!Snapshot.CanBeOf(database.Provider) || settings?.ContainsKey("XBees:MasterKey") is true)
        {
            return await FoundAsync(await StartAsync(setUp: true), widget);
        }
        var founded = await FoundedCompany.OnAsync(database.Provider);
        await founded.Snapshot.CopyToAsync(database);
        var app = await StartAsync(setUp: false);
        var scene = new Scene(app.GoOnAs(await SignedInAsync(founded.Scene.App.Administrator, XBeesApp.AdministratorEmail)));
        scene.Mara = scene.Keep(await SignedInAsync(founded.Scene.Mara, "mara.nowak@ternhaus.example"));
        scene.Noah = scene.Keep(await SignedInAsync(founded.Scene.Noah, "noah.okafor@ternhaus.example"));
        scene.Ines = scene.Keep(await SignedInAsync(founded.Scene.Ines, "ines.boss@ternhaus.example"));
        scene.ServiceId = founded.Scene.ServiceId;
        scene.WidgetKey = widget is null ? founded.Scene.WidgetKey : (await app.WidgetAsync(scene.ServiceId, widget)).Text("key");
        return scene;

        // By a clock that is ahead the session of then may be over.
        async Task<AppClient> SignedInAsync(AppClient then, string email) =>
            time is null ? then.At(app.Address) : await app.SignInAsync(email);

        Task<XBeesApp> StartAsync(bool setUp) =>
            time is null ? XBeesApp.StartAsync(database, settings, setUp) : XBeesApp.StartAsync(database, time, settings, setUp);
    }

    /// <summary>Founds the company in an app that was set up.</summary>
    internal static async Task<Scene> FoundAsync(XBeesApp app, object? widget = null)
    {
        var scene = new Scene(app);
        scene.Mara = scene.Keep(await app.AgentAsync("Mara Nowak"));
        scene.Noah = scene.Keep(await app.AgentAsync("Noah Okafor"));
        scene.Ines = scene.Keep(await app.AgentAsync("Ines Boss"));
        var service = await app.Administrator.PostAsync(
            "/api/v1/admin/services",
            new
            {
                name = "Sales",
                managerId = scene.Ines.Id,
                members = new[] { scene.Mara.Id, scene.Noah.Id },
            }
        );
        scene.ServiceId = service.Text("id");
        scene.WidgetKey = (await app.WidgetAsync(scene.ServiceId, widget)).Text("key");
        return scene;
    }

    /// <summary>An app on a database where the company is there already; nobody is signed in.</summary>
    internal static Scene On(XBeesApp app) => new(app);

    /// <summary>Closes it with the scene.</summary>
    public AppClient Keep(AppClient client)
    {
        clients.Add(client);
        return client;
    }

    public async Task<AppClient> GuestAsync(string name = "Grace Guest", string? email = "grace@example.org") =>
        Keep(await App.GuestAsync(WidgetKey, name, email));

    /// <summary>A guest's session at an agent's personal link.</summary>
    public async Task<AppClient> GuestAtLinkAsync(AppClient agent, string name = "Leo Link", string email = "leo@example.org")
    {
        var slug = (await agent.GetAsync("/api/v1/me")).Text("slug");
        using var anonymous = App.Anonymous();
        var session = await anonymous.PostAsync("/api/v1/sessions", new { link = slug, guest = new { name, email } });
        return Keep(App.WithBearer(session.Text("token")).As(session.Text("guest.id")));
    }

    /// <summary>A guest's first message; gives the conversation's id.</summary>
    public static async Task<string> StartAsync(AppClient guest, string text = "Hello") =>
        (await guest.PostAsync("/api/v1/conversations", new { message = new { clientId = Guid.NewGuid(), text } })).Text("id");

    public static Task<JsonElement> SayAsync(AppClient who, string conversation, string text, string kind = "text") =>
        who.PostAsync(
            $"/api/v1/conversations/{conversation}/messages",
            new
            {
                clientId = Guid.NewGuid(),
                text,
                kind,
            }
        );

    public static Task<JsonElement> SeeAsync(AppClient who, string conversation) => who.GetAsync($"/api/v1/conversations/{conversation}");

    public static async Task<IReadOnlyList<JsonElement>> TimelineAsync(AppClient who, string conversation) =>
        (await who.GetAsync($"/api/v1/conversations/{conversation}/messages?limit=100")).Items();

    public static async Task<IReadOnlyList<string>> TextsAsync(AppClient who, string conversation) =>
        [.. (await TimelineAsync(who, conversation)).Where(entry => entry.Text("kind") != "notice").Select(entry => entry.Text("text"))];

    public static async Task<IReadOnlyList<JsonElement>> MembersAsync(AppClient who, string conversation) =>
        (await who.GetAsync($"/api/v1/conversations/{conversation}/members?limit=100")).Items();

    public static async Task<string> MemberIdAsync(AppClient who, string conversation, string name) =>
        (await MembersAsync(who, conversation)).Single(member => member.Text("name") == name).Text("id");

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }
        await App.DisposeAsync();
    }
}
