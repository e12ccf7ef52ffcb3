using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using XBees.Application.Events;
using XBees.Infrastructure.Events;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Events;

/// <summary>Live events over Server-Sent Events (AP-6).</summary>
[ApiController]
[Route("api/v1/events")]
[Tags("Events")]
public sealed class EventsController(EventHub hub, EventReplay replay, LiveSessions sessions, EventCursors cursors, TimeProvider time)
    : ControllerBase
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private const int BeatsToACheck = 4;

    /// <summary>Everything the caller may see, as it happens.</summary>
    /// <remarks>
    /// The stream begins with <c>ready</c>. <c>Last-Event-ID</c> resumes on any node, each missed event once and in order; where that
    /// is not possible one <c>reset</c> says to read everything afresh. A comment comes every 15 seconds. <c>session.ended</c> is the
    /// last event of a session that was ended. <c>service.updated</c> tells agents the id of a service whose name, manager or members
    /// changed; to a guest it comes without an id and says that titles may have changed.
    /// </remarks>
    /// <param name="lastEventId">The id of the last event that was received.</param>
    /// <param name="cancel">Ends the stream.</param>
    [HttpGet]
    [Access(Callers.Everybody, KeyScopes.Read)]
    [Produces("text/event-stream")]
    [ProducesResponseType<string>(200)]
    public async Task Listen([FromHeader(Name = "Last-Event-ID")] string? lastEventId, CancellationToken cancel)
    {
        var caller = HttpContext.Caller();
        using var connection = hub.Connect(caller);
        using var closed = CancellationTokenSource.CreateLinkedTokenSource(cancel, connection.Cut);
        HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var writer = new EventWriter(Response, caller, cursors);
        try
        {
            // Asked before `ready` is sent: to whoever has that, the session was one.
            var live = await sessions.HasAsync(caller, closed.Token);
            var sent = await BeginAsync(writer, connection, lastEventId, closed.Token);
            if (live)
            {
                await GoOnAsync(writer, connection, sent, closed.Token);
            }
            else
            {
                await EndAsync(writer, closed.Token);
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // The reader went away, was too slow, or the node goes down: it comes back and resumes.
            if (connection.Cut.IsCancellationRequested && !hub.IsStopping)
            {
                HttpContext.Abort();
            }
        }
    }

    private async Task<LogCursor> BeginAsync(EventWriter writer, EventConnection connection, string? lastEventId, CancellationToken cancel)
    {
        // Jitter: all readers of a node that went down would come back in one moment.
        writer.Begin(Random.Shared.Next(1000, 4000));
        var asked = string.IsNullOrEmpty(lastEventId) ? null : cursors.Read(connection.Caller, lastEventId);
        var missed = asked is null ? null : await replay.BetweenAsync(connection.Caller, asked, connection.From, cancel);
        if (missed is null)
        {
            writer.Event(StreamEvent.Ready, connection.From);
            if (!string.IsNullOrEmpty(lastEventId))
            {
                writer.Event(StreamEvent.Reset, connection.From);
            }
            await writer.FlushAsync(cancel);
            return connection.From;
        }
        writer.Event(StreamEvent.Ready, asked);
        foreach (var (cursor, made) in missed)
        {
            writer.Event(made, cursor);
        }
        await writer.FlushAsync(cancel);
        // A reader that comes from a node which was ahead of this one has some of what comes next.
        return asked!.IsAfter(connection.From) ? asked : connection.From;
    }

    private async Task GoOnAsync(EventWriter writer, EventConnection connection, LogCursor sent, CancellationToken cancel)
    {
        var beats = 0;
        while (true)
        {
            if (await WaitAsync(connection, cancel) is not { } any)
            {
                return;
            }
            while (connection.Waiting.TryRead(out var next))
            {
                if (next.Cursor is null || next.Cursor.IsAfter(sent))
                {
                    writer.Event(next.Event, next.Cursor);
                    sent = next.Cursor ?? sent;
                }
            }
            if (!any)
            {
                if (++beats % BeatsToACheck == 0 && !await sessions.HasAsync(connection.Caller, cancel))
                {
                    await EndAsync(writer, cancel);
                    return;
                }
                sent = connection.QuietAt() is { } quiet && quiet.IsAfter(sent) ? quiet : sent;
                writer.Beat(sent);
            }
            await writer.FlushAsync(cancel);
        }
    }

    /// <returns>Whether something waits, false when it is time for a comment, null at the end of the session.</returns>
    private async Task<bool?> WaitAsync(EventConnection connection, CancellationToken cancel)
    {
        using var beat = new CancellationTokenSource(Beat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, beat.Token);
        try
        {
            return await connection.Waiting.WaitToReadAsync(either.Token) ? true : null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task EndAsync(EventWriter writer, CancellationToken cancel)
    {
        writer.Event(StreamEvent.SessionEnded, null);
        await writer.FlushAsync(cancel);
    }
}
