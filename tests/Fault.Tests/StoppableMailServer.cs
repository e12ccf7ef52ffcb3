using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace XBees.Fault.Tests;

/// <summary>An SMTP server on loopback that can fall silent in the middle of a mail, and says how far it came.</summary>
internal sealed partial class StoppableMailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentQueue<(string To, string Id)> taken = new();
    private readonly Task accepting;
    private int connections;

    public StoppableMailServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>It takes connections and does not even greet.</summary>
    public bool SilentAtFirst { get; set; }

    /// <summary>It takes a mail and does not say so.</summary>
    public bool SilentAtLast { get; set; }

    /// <summary>What is done when a mail was taken, before it says so.</summary>
    public Func<Task> BeforeItSaysSo { get; set; } = () => Task.CompletedTask;

    /// <summary>How often somebody wanted to send.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Whether a sender has read that its mail was taken: it says goodbye.</summary>
    public bool Told { get; private set; }

    public IReadOnlyList<string> Settings =>
        [
            "--XBees:Mail:Smtp:Host=localhost",
            string.Create(CultureInfo.InvariantCulture, $"--XBees:Mail:Smtp:Port={((IPEndPoint)listener.LocalEndpoint).Port}"),
            "--XBees:Mail:Smtp:Security=none",
            "--XBees:Mail:From=Ternhaus <office@ternhaus.example>",
        ];

    /// <summary>The Message-IDs of all mails that it took for an address.</summary>
    public IReadOnlyList<string> To(string address) => [.. taken.Where(mail => mail.To == address).Select(mail => mail.Id)];

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(end.Token);
                Interlocked.Increment(ref connections);
                talks.Add(TalkAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // Nobody is taken any more.
        }
        await Task.WhenAll(talks);
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            var stream = client.GetStream();
            using var lines = new StreamReader(stream, Encoding.Latin1);
            await using var answers = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            if (SilentAtFirst)
            {
                await SilentAsync(lines);
                return;
            }
            await answers.WriteLineAsync("220 mail.example.org");
            var to = "";
            while (await lines.ReadLineAsync(end.Token) is { } line)
            {
                if (line.StartsWith("RCPT TO:", StringComparison.OrdinalIgnoreCase))
                {
                    to = Address().Match(line).Groups[1].Value;
                }
                if (line.Equals("QUIT", StringComparison.OrdinalIgnoreCase))
                {
                    Told |= !taken.IsEmpty;
                    await answers.WriteLineAsync("221 bye");
                    return;
                }
                if (!line.Equals("DATA", StringComparison.OrdinalIgnoreCase))
                {
                    await answers.WriteLineAsync("250 yes");
                    continue;
                }
                await answers.WriteLineAsync("354 go on");
                taken.Enqueue((to, await IdAsync(lines)));
                if (SilentAtLast)
                {
                    await SilentAsync(lines);
                    return;
                }
                await BeforeItSaysSo();
                await answers.WriteLineAsync("250 taken");
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // Whoever sent is gone, or the test is over.
        }
    }

    private async Task<string> IdAsync(StreamReader lines)
    {
        var id = "";
        while (await lines.ReadLineAsync(end.Token) is { } line && line != ".")
        {
            id = line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase) ? line["Message-Id:".Length..].Trim() : id;
        }
        return id;
    }

    private async Task SilentAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(end.Token) is not null) { }
    }

    [GeneratedRegex("<([^>]*)>", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
