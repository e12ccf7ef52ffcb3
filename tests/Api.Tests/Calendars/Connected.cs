using System.Text.Json;
using XBees.Api.Tests.Meetings;
using XBees.Api.Tests.Setup;
using XBees.Testing.App;
using XBees.Testing.Databases;

namespace XBees.Api.Tests.Calendars;

/// <summary>A company whose operator lets its agents connect calendars on this machine.</summary>
internal sealed class Connected : IAsyncDisposable
{
    public const string Path = "/api/v1/me/calendars";
    public static readonly Dictionary<string, string> Allowed = new() { ["XBees:Outside:Allow"] = "127.0.0.1" };

    private Connected(Scene scene, ShiftedTime time) => (Scene, Time) = (scene, time);

    public Scene Scene { get; }
    public ShiftedTime Time { get; }
    public Publisher Publisher { get; private set; } = null!;
    public string Slug { get; private set; } = "";

    /// <summary>When Mara could be booked before she connected anything.</summary>
    public IReadOnlyList<string> Free { get; private set; } = [];

    public static async Task<Connected> OnAsync(TestDatabase database)
    {
        // Whatever hour it is: what is free is asked for by days from today.
        var time = ShiftedTime.AtMidnight();
        var scene = await Scene.OnAsync(database, settings: Allowed, time: time);
        var connected = new Connected(scene, time) { Publisher = await Publisher.StartAsync() };
        connected.Slug = await Schedulers.SlugAsync(scene.Mara);
        connected.Free = await connected.FreeAsync();
        return connected;
    }

    public Task<IReadOnlyList<string>> FreeAsync() => Schedulers.FreeAsync(Scene.App, Slug, Time.GetUtcNow());

    /// <summary>What the publisher has, as a calendar of Mara's.</summary>
    public Task<JsonElement> ConnectAsync(string label = "Private") =>
        Scene.Mara.PostAsync(
            Path,
            new
            {
                kind = "ics",
                label,
                url = Publisher.Address,
            }
        );

    public async Task<JsonElement> OnlyAsync() => (await Scene.Mara.GetAsync(Path)).Items().Single();

    public Task<JsonElement> WhyAsync(string start) =>
        Scene.Mara.GetAsync($"/api/v1/me/availability/why?start={Uri.EscapeDataString(start)}");

    public async ValueTask DisposeAsync()
    {
        await Scene.DisposeAsync();
        await Publisher.DisposeAsync();
    }
}
