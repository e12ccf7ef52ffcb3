using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace XBees.Benchmarks;

internal sealed record BareBody(string ClientId, string Text);

internal sealed record BareAnswer(string Id, long Seq, string ClientId, string Text);

/// <summary>Stores a message with the least that the same durability needs.</summary>
internal interface IBareStore
{
    Task<BareAnswer> StoreAsync(string conversationId, BareBody body);
}

/// <summary>The smallest program that does the same over HTTP: parse, store, answer; no rules, no views.</summary>
internal static class BareServer
{
    private static readonly ConcurrentDictionary<string, Channel<byte[]>> Listeners = new();

    public static async Task RunAsync(string port, IBareStore store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        app.MapGet("/health/live", () => "live");
        app.MapGet("/api/v1/events", ListenAsync);
        app.MapPost("/api/v1/conversations/{id}/messages", (HttpContext context, string id) => PostAsync(context, id, store));
        await app.RunAsync();
    }

    private static async Task PostAsync(HttpContext context, string id, IBareStore store)
    {
        var body = await JsonSerializer.DeserializeAsync<BareBody>(context.Request.Body, JsonSerializerOptions.Web);
        var stored = JsonSerializer.SerializeToUtf8Bytes(await store.StoreAsync(id, body!), JsonSerializerOptions.Web);
        if (Listeners.TryGetValue(id, out var listener))
        {
            listener.Writer.TryWrite(stored);
        }
        context.Response.StatusCode = 201;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = stored.Length;
        await context.Response.Body.WriteAsync(stored);
    }

    private static async Task ListenAsync(HttpContext context)
    {
        var waiting = Channel.CreateUnbounded<byte[]>();
        Listeners[context.Request.Query["conversation"].ToString()] = waiting;
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync("event: ready\ndata: {}\n\n");
        await context.Response.Body.FlushAsync();
        await foreach (var stored in waiting.Reader.ReadAllAsync(context.RequestAborted))
        {
            await context.Response.WriteAsync("data: ");
            await context.Response.Body.WriteAsync(stored);
            await context.Response.WriteAsync("\n\n");
            await context.Response.Body.FlushAsync();
        }
    }
}
