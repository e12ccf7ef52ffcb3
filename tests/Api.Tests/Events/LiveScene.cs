using System.Text.Json;
using XBees.Testing.App;
using XBees.Testing.Databases;

namespace XBees.Api.Tests.Events;

/// <summary>A service with an agent, a guest at its widget, and their conversation.</summary>
internal sealed class LiveScene : IAsyncDisposable
{
    private readonly List<AppClient> clients = [];

    public required XBeesApp App { get; init; }

    public required AppClient Agent { get; init; }

    public required AppClient Guest { get; init; }

    public required string WidgetKey { get; init; }

    public string Conversation { get; private set; } = "";

    public static async Task<LiveScene> OpenAsync(TestDatabase database, IReadOnlyDictionary<string, string>? settings = null)
    {
        var app = await XBeesApp.StartAsync(database, settings);
        var agent = await app.AgentAsync("Mara Nowak");
        var service = await app.ServiceAsync("Support", agent);
        var widget = (await app.WidgetAsync(service)).GetProperty("key").GetString()!;
        return new()
        {
            App = app,
            Agent = agent,
            Guest = await app.GuestAsync(widget),
            WidgetKey = widget,
        };
    }

    /// <summary>The guest's first words.</summary>
    public async Task<string> BeginAsync(string text = "Hello")
    {
        var made = await Guest.PostAsync(
            "/api/v1/conversations",
            new { clientId = Guid.NewGuid(), message = new { clientId = Guid.NewGuid(), text } }
        );
        return Conversation = made.GetProperty("id").GetString()!;
    }

    public Task<JsonElement> WriteAsync(AppClient by, string text, string kind = "text") =>
        by.PostAsync(
            $"/api/v1/conversations/{Conversation}/messages",
            new
            {
                clientId = Guid.NewGuid(),
                text,
                kind,
            }
        );

    public AppClient Keep(AppClient client)
    {
        clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        Agent.Dispose();
        Guest.Dispose();
        await App.DisposeAsync();
    }
}
