using System.Net;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing.App;

namespace XBees.Api.Tests.Meetings;

/// <summary>Schedulers as guests use them: what is free, and booking it.</summary>
internal static class Schedulers
{
    public static async Task<string> SlugAsync(AppClient agent) => (await agent.GetAsync("/api/v1/me")).Text("slug");

    /// <summary>The next free starts of an agent, the first of them on another day than today.</summary>
    public static async Task<IReadOnlyList<string>> FreeAsync(XBeesApp app, string slug, DateTimeOffset now, int duration = 30)
    {
        using var anybody = app.Anonymous();
        var days = $"from={now.AddDays(2):yyyy-MM-dd}&to={now.AddDays(12):yyyy-MM-dd}";
        var found = await anybody.GetAsync($"/api/v1/schedulers/{slug}/slots?{days}&duration={duration}");
        return [.. found.Items().Select(slot => slot.Text("start"))];
    }

    public static Task<HttpResponseMessage> SendAsync(AppClient who, string slug, object booking, string? key = null) =>
        who.SendAsync(HttpMethod.Post, $"/api/v1/schedulers/{slug}/meetings", booking, key is null ? [] : [("Idempotency-Key", key)]);

    public static async Task<JsonElement> BookAsync(AppClient who, string slug, string start, string subject = "Phone booths") =>
        await who.PostAsync($"/api/v1/schedulers/{slug}/meetings", new { start, subject });

    public static async Task<JsonElement> MoveAsync(AppClient who, JsonElement meeting, object to)
    {
        using var moved = await SendMoveAsync(who, meeting, to);
        moved.Is(HttpStatusCode.OK);
        return await moved.BodyAsync();
    }

    public static Task<HttpResponseMessage> SendMoveAsync(AppClient who, JsonElement meeting, object to) =>
        who.SendAsync(HttpMethod.Patch, $"/api/v1/meetings/{meeting.Text("id")}", to, ("If-Match", $"\"{meeting.Number("version")}\""));
}
