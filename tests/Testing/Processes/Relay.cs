using System.Net;
using System.Net.Sockets;

namespace XBees.Testing.Processes;

/// <summary>Hands a request on and drops the answer, as a network does that fails after the commit.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Uri target;
    private readonly Task serving;
    private int dropped;

    public Relay(Uri target)
    {
        this.target = target;
        listener.Start();
        Http = new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"),
        };
        serving = ServeAsync();
    }

    public HttpClient Http { get; }

    /// <summary>How many answers came and were not handed on.</summary>
    public int Dropped => Volatile.Read(ref dropped);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving;
        listener.Stop();
        Http.Dispose();
        end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                await PassAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody comes any more.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(target.Host, target.Port);
        using var done = new CancellationTokenSource();
        var there = CopyAsync(client.GetStream(), server.GetStream(), done.Token);
        // The first byte of the answer: whatever it acknowledges has been committed.
        if (await server.GetStream().ReadAsync(new byte[1]) == 1)
        {
            Interlocked.Increment(ref dropped);
        }
        client.Client.LingerState = new LingerOption(true, 0);
        client.Close();
        await done.CancelAsync();
        await there;
    }

    private static async Task CopyAsync(NetworkStream from, NetworkStream to, CancellationToken cancel)
    {
        try
        {
            await from.CopyToAsync(to, cancel);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Closed by us.
        }
    }
}
