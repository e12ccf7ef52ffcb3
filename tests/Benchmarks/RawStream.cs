using System.Net;
using System.Net.Sockets;
using System.Text;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>
/// A reader of Server-Sent Events with one socket and one small buffer, as cheap as can be: 10,000 of them share their cores with what they
/// measure. It knows as much of HTTP and of the format as comes from the real server and the bare one.
/// </summary>
internal sealed class RawStream(Uri address, Chat chat, Arrivals arrivals) : IDisposable
{
    private readonly List<string> messageIds = [];
    private byte[] buffer = new byte[2048];
    private Socket? socket;
    private Task reading = Task.CompletedTask;

    // Of the framing: what is matched of the empty line behind the head, the digits of a chunk's length, what is left of the chunk.
    private int matched;
    private int chunk;
    private int left;

    // Of the event that is just coming.
    private string? id;
    private string? messageId;
    private Kind kind;
    private int bytes;

    private enum Kind
    {
        Other,
        Ready,
        Message,
    }

    public Chat Chat { get; } = chat;

    /// <summary>Where it resumes.</summary>
    public string? LastId { get; private set; }

    /// <summary>Of the messages that came, in the order in which they did.</summary>
    public IReadOnlyList<string> MessageIds => messageIds;

    /// <summary>How long the last message was as an event.</summary>
    public int MessageBytes { get; private set; }

    /// <summary>Asks for the events, those it missed included; it says to the arrivals when they come.</summary>
    public async Task OpenAsync()
    {
        (matched, chunk, left) = (0, 0, 0);
        (id, messageId, kind, bytes) = (null, null, Kind.Other, 0);
        socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        var resume = LastId is null ? "" : $"Last-Event-ID: {LastId}\r\n";
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"GET /api/v1/events?conversation={Chat.ConversationId} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {Chat.Guest.Token}\r\n{resume}\r\n"
            )
        );
        reading = ReadAsync(socket);
    }

    /// <summary>Leaves, if it was not cut off; it can be opened again.</summary>
    public async Task CutAsync()
    {
        socket?.Dispose();
        await reading;
    }

    public void Dispose() => socket?.Dispose();

    private async Task ReadAsync(Socket from)
    {
        try
        {
            for (var (begun, length) = (false, 0); ; begun = true)
            {
                var read = await from.ReceiveAsync(buffer.AsMemory(length));
                if (read == 0)
                {
                    arrivals.End("the server's end");
                    return;
                }
                if (!begun && !buffer.AsSpan(0, read).StartsWith("HTTP/1.1 200"u8))
                {
                    arrivals.End(Encoding.ASCII.GetString(buffer, 0, read));
                    return;
                }
                length += Unframe(buffer.AsSpan(length, read));
                var taken = Take(buffer.AsSpan(0, length));
                buffer.AsSpan(taken, length - taken).CopyTo(buffer);
                length -= taken;
                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
            }
        }
        catch (SocketException error)
        {
            arrivals.End(error.Message);
        }
        catch (ObjectDisposedException)
        {
            // Cut by us.
        }
    }

    /// <summary>Takes head and lengths of chunks out of what came, where it lies.</summary>
    /// <returns>How much is left.</returns>
    private int Unframe(Span<byte> came)
    {
        var kept = 0;
        for (var at = 0; at < came.Length; )
        {
            if (left > 0)
            {
                var some = Math.Min(left, came.Length - at);
                came.Slice(at, some).CopyTo(came[kept..]);
                (kept, at, left) = (kept + some, at + some, left - some);
            }
            else
            {
                Frame(came[at++]);
            }
        }
        return kept;
    }

    private void Frame(byte of)
    {
        if (matched < 4)
        {
            matched =
                of == "\r\n\r\n"u8[matched] ? matched + 1
                : of == '\r' ? 1
                : 0;
        }
        else if (of == '\n')
        {
            (left, chunk) = (chunk, 0);
        }
        else if (of != '\r')
        {
            chunk = chunk * 16 + (of <= '9' ? of - '0' : (of | 0x20) - 'a' + 10);
        }
    }

    private int Take(ReadOnlySpan<byte> text)
    {
        var taken = 0;
        for (int end; (end = text[taken..].IndexOf((byte)'\n')) >= 0; taken += end + 1)
        {
            bytes += end + 1;
            Line(text.Slice(taken, end));
        }
        return taken;
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            Dispatch();
        }
        else if (line.StartsWith("id: "u8))
        {
            id = Encoding.ASCII.GetString(line[4..]);
        }
        else if (line.StartsWith("event: "u8))
        {
            kind =
                line.EndsWith(": ready"u8) ? Kind.Ready
                : line.EndsWith(": message.created"u8) ? Kind.Message
                : Kind.Other;
            if (line.EndsWith(": reset"u8) || line.EndsWith(": session.ended"u8))
            {
                arrivals.End(Encoding.ASCII.GetString(line));
            }
        }
        else if (kind == Kind.Message && line.StartsWith("data: "u8))
        {
            var from = line[(line.IndexOf("\"id\":\"msg_"u8) + "\"id\":\"".Length)..];
            messageId = Encoding.ASCII.GetString(from[..from.IndexOf((byte)'"')]);
        }
    }

    private void Dispatch()
    {
        LastId = id ?? LastId;
        if (kind == Kind.Ready)
        {
            arrivals.Ready();
        }
        else if (kind == Kind.Message)
        {
            messageIds.Add(messageId!);
            MessageBytes = bytes;
            arrivals.Message();
        }
        (id, messageId, kind, bytes) = (null, null, Kind.Other, 0);
    }
}
