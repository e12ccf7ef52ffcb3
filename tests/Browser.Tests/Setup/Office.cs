using Microsoft.Extensions.DependencyInjection;
using XBees.Testing.App;

namespace XBees.Browser.Tests.Setup;

/// <summary>A small company: the service Sales with Mara and Tom, and a widget.</summary>
public sealed class Office : IAsyncLifetime
{
    /// <summary>What else the app is given, before it starts.</summary>
    public Action<IServiceCollection>? Services { get; set; }
    public IReadOnlyDictionary<string, string>? Settings { get; set; }
    public XBeesApp App { get; private set; } = null!;
    public AppClient Mara { get; private set; } = null!;
    public AppClient Tom { get; private set; } = null!;
    public string ServiceId { get; private set; } = "";
    public string WidgetKey { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        App = await XBeesApp.StartAsync(Settings, services: Services);
        Mara = await App.AgentAsync("Mara Lindholm");
        Tom = await App.AgentAsync("Tom Becker");
        ServiceId = await App.ServiceAsync("Sales", Mara, Tom);
        WidgetKey = (await App.WidgetAsync(ServiceId)).GetProperty("key").GetString()!;
    }

    /// <summary>A guest who wrote through the widget.</summary>
    public async Task<(AppClient Guest, string Id)> ConversationAsync(string name, params string[] words)
    {
        var guest = await App.GuestAsync(WidgetKey, name, $"{Guid.NewGuid():N}@guests.example");
        var id = await BeginAsync(guest, words[0]);
        foreach (var text in words.Skip(1))
        {
            await SayAsync(guest, id, text);
        }
        return (guest, id);
    }

    /// <summary>A new conversation of this guest.</summary>
    public static async Task<string> BeginAsync(AppClient guest, string text)
    {
        var made = await guest.PostAsync(
            "/api/v1/conversations",
            new { clientId = Guid.NewGuid(), message = new { clientId = Guid.NewGuid(), text } }
        );
        return made.GetProperty("id").GetString()!;
    }

    public static Task SayAsync(AppClient who, string id, string text, string kind = "text") =>
        who.PostAsync(
            $"/api/v1/conversations/{id}/messages",
            new
            {
                clientId = Guid.NewGuid(),
                text,
                kind,
            }
        );

    /// <summary>The texts that somebody sees, notices left out.</summary>
    public static async Task<IReadOnlyList<string>> TextsAsync(AppClient who, string id)
    {
        var page = await who.GetAsync($"/api/v1/conversations/{id}/messages?limit=100");
        return
        [
            .. page.GetProperty("items")
                .EnumerateArray()
                .Where(one =>
                    one.GetProperty("kind").GetString() != "notice" && one.GetProperty("author").GetProperty("kind").GetString() != "system"
                )
                .Select(one => one.GetProperty("text").GetString()!),
        ];
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
