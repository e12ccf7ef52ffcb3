using System.Net;
using System.Net.Sockets;
using System.Text;

namespace XBees.Benchmarks;

/// <summary>How somebody else's server takes a call.</summary>
internal enum Mood
{
    Answers,

    /// <summary>Takes every call and says nothing.</summary>
    Silent,

    /// <summary>Promises an answer and sends a byte of it each second.</summary>
    Trickles,
}

/// <summary>Somebody else's server on a good or a bad day.</summary>
internal sealed class Neighbour : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string> answer;
    private int asked;

    /// <param name="answer">What it answers to a request as it came.</param>
    public Neighbour(Func<string, string> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = AcceptAsync();
    }

    public Mood Mood { get; set; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Asked => Volatile.Read(ref asked);

    public void Dispose() => listener.Stop();

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = AnswerAsync(await listener.AcceptTcpClientAsync());
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // It was stopped.
                return;
            }
        }
    }

    private async Task AnswerAsync(TcpClient caller)
    {
        using (caller)
        {
            Interlocked.Increment(ref asked);
            var stream = caller.GetStream();
            var buffer = new byte[16384];
            try
            {
                var read = await stream.ReadAsync(buffer);
                switch (read == 0 ? Mood.Silent : Mood)
                {
                    case Mood.Answers:
                        var body = answer(Encoding.ASCII.GetString(buffer, 0, read));
                        await WriteAsync(stream, $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}");
                        return;
                    case Mood.Trickles:
                        await WriteAsync(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n");
                        while (true)
                        {
                            await WriteAsync(stream, " ");
                            await Task.Delay(TimeSpan.FromSeconds(1));
                        }
                    default:
                        while (await stream.ReadAsync(buffer) > 0) { }
                        return;
                }
            }
            catch (IOException)
            {
                // The caller has given up.
            }
        }
    }

    private static async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
}
