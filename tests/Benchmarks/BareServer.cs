using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using XBees.Domain;

namespace XBees.Benchmarks;

internal sealed record BareBody(string ClientId, string Text);

internal sealed record BareAnswer(string Id, long Seq, string ClientId, string Text);

/// <summary>Stores a message with the least that the same durability needs.</summary>
internal interface IBareStore
{
    Task<BareAnswer> StoreAsync(string conversationId, BareBody body);
}

/// <summary>Keeps nothing.</summary>
internal sealed class BareMemory : IBareStore
{
    private long seq;

    public Task<BareAnswer> StoreAsync(string conversationId, BareBody body) =>
        Task.FromResult<BareAnswer>(
            new(Ids.New(Ids.Message, Guid.CreateVersion7()), Interlocked.Increment(ref seq), body.ClientId, body.Text)
        );
}

/// <summary>The smallest program that does the same over HTTP: parse, store, answer; no rules, no views.</summary>
internal static class BareServer
{
    private static readonly ConcurrentDictionary<string, ConcurrentDictionary<Channel<byte[]>, string>> Listeners = new();

    /// <param name="port">Where it listens.</param>
    /// <param name="store">What becomes of a message.</param>
    /// <param name="eventBytes">An event is filled up to this length, so that as many bytes go over the wire as from the real one.</param>
    public static async Task RunAsync(string port, IBareStore store, int eventBytes = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        app.MapGet("/health/live", () => "live");
        app.MapGet("/api/v1/events", ListenAsync);
        app.MapPost("/api/v1/conversations/{id}/messages", (HttpContext context, string id) => PostAsync(context, id, store, eventBytes));
        await app.RunAsync();
    }

    private static async Task PostAsync(HttpContext context, string id, IBareStore store, int eventBytes)
    {
        var body = await JsonSerializer.DeserializeAsync<BareBody>(context.Request.Body, JsonSerializerOptions.Web);
        var stored = JsonSerializer.SerializeToUtf8Bytes(await store.StoreAsync(id, body!), JsonSerializerOptions.Web);
        if (Listeners.TryGetValue(id, out var listeners))
        {
            var made = Event(stored, eventBytes);
            foreach (var (listener, _) in listeners)
            {
                listener.Writer.TryWrite(made);
            }
        }
        context.Response.StatusCode = 201;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = stored.Length;
        await context.Response.Body.WriteAsync(stored);
    }

    private static byte[] Event(byte[] stored, int bytes)
    {
        const string name = "\nevent: message.created\ndata: ";
        var known = "id: ".Length + name.Length + stored.Length + "\n\n".Length;
        return [.. Encoding.ASCII.GetBytes($"id: {new string('0', Math.Max(1, bytes - known))}{name}"), .. stored, .. "\n\n"u8];
    }

    private static async Task ListenAsync(HttpContext context)
    {
        var conversation = context.Request.Query["conversation"].ToString();
        var waiting = Channel.CreateUnbounded<byte[]>();
        var listeners = Listeners.GetOrAdd(conversation, _ => new());
        listeners[waiting] = conversation;
        try
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("event: ready\ndata: {}\n\n");
            await context.Response.Body.FlushAsync();
            await foreach (var made in waiting.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.Body.WriteAsync(made);
                await context.Response.Body.FlushAsync();
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader has left.
        }
        finally
        {
            listeners.TryRemove(waiting, out _);
        }
    }
}
