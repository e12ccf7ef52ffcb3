using System.Buffers;
using System.Text;
using XBees.Application.Events;
using XBees.Infrastructure.Events;
using XBees.Web.Api.Http;

namespace XBees.Web.Api.Events;

/// <summary>Writes Server-Sent Events by hand: the framework's result sends its headers only with the first event and knows no comments.</summary>
internal sealed class EventWriter(HttpResponse response, Caller caller, EventCursors cursors)
{
    public void Begin(int retryMilliseconds)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        Text($"retry: {retryMilliseconds}\n");
    }

    public void Event(StreamEvent made, LogCursor? cursor)
    {
        if (cursor is not null)
        {
            Id(cursor);
        }
        Text($"event: {made.Name}\ndata: ");
        response.BodyWriter.Write(made.Json(Json.Options).Span);
        Text("\n\n");
    }

    /// <summary>Keeps the connection, and moves a quiet reader's place on: else it would resume from an entry that is trimmed.</summary>
    public void Beat(LogCursor? cursor)
    {
        Text(":\n");
        if (cursor is not null)
        {
            Id(cursor);
        }
        Text("\n");
    }

    public async Task FlushAsync(CancellationToken cancel) => await response.BodyWriter.FlushAsync(cancel);

    private void Id(LogCursor cursor) => Text($"id: {cursors.Write(caller, cursor)}\n");

    private void Text(string text) => Encoding.UTF8.GetBytes(text, response.BodyWriter);
}
