using System.Threading.Channels;
using XBees.Application.Events;

namespace XBees.Infrastructure.Events;

/// <summary>An event on its way to one reader; without a cursor it is not repeated on resuming (typing).</summary>
public readonly record struct Outgoing(LogCursor? Cursor, StreamEvent Event);

/// <summary>One reader's place in the hub. A reader that does not read is cut off and not buffered without end.</summary>
public sealed class EventConnection : IDisposable
{
    private const int MostWaiting = 512;
    private readonly Channel<Outgoing> queue = Channel.CreateBounded<Outgoing>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true }
    );
    private readonly CancellationTokenSource cut = new();
    private readonly EventHub hub;

    internal EventConnection(EventHub hub, Caller caller, LogCursor from)
    {
        this.hub = hub;
        Caller = caller;
        From = from;
    }

    public Caller Caller { get; }

    /// <summary>What the node had read when the connection was made; everything behind it comes by <see cref="Waiting"/>.</summary>
    public LogCursor From { get; }

    /// <summary>Completes after <c>session.ended</c>.</summary>
    public ChannelReader<Outgoing> Waiting => queue.Reader;

    /// <summary>Cancelled when the reader was too slow or the node goes down; the client comes back and resumes.</summary>
    public CancellationToken Cut => cut.Token;

    /// <summary>The session, key or person that an entry can end.</summary>
    internal bool BelongsTo(string subject) =>
        subject == Caller.PersonId
        || Caller switch
        {
            GuestCaller guest => guest.SessionId == subject,
            AgentCaller agent => agent.SessionId == subject || agent.Key?.KeyId == subject,
            _ => false,
        };

    /// <summary>Up to where this reader has everything; null while something waits.</summary>
    public LogCursor? QuietAt() => hub.Quiet(this);

    internal void Offer(Outgoing outgoing)
    {
        if (!queue.Writer.TryWrite(outgoing))
        {
            CutOff();
        }
    }

    internal void EndSession()
    {
        Offer(new(null, StreamEvent.SessionEnded));
        queue.Writer.TryComplete();
    }

    internal void CutOff() => cut.Cancel();

    public void Dispose()
    {
        hub.Remove(this);
        cut.Dispose();
    }
}
