using System.Net.Sockets;
using System.Text;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>P6: what an idle stream costs.</summary>
internal static class Idle
{
    private const int People = 16;
    private const int Each = 60;

    public static async Task RunAsync()
    {
        await using var bench = await Bench.OnSqliteAsync(People);
        using var warm = await OpenAsync(bench.Node.Address, bench.Chats[0]);
        var before = Bench.Resident(bench.Node.ProcessId);
        var open = new List<Socket>();
        for (var number = 0; number < People * Each; number++)
        {
            open.Add(await OpenAsync(bench.Node.Address, bench.Chats[number % People]));
        }
        var after = Bench.Resident(bench.Node.ProcessId);
        Report.Say(
            $"P6 {open.Count} idle streams: {(after - before) / 1024.0 / open.Count:n1} KB each (goal 20), process {after / 1048576.0:n0} MB"
        );
        open.ForEach(socket => socket.Dispose());
    }

    private static async Task<Socket> OpenAsync(Uri address, Chat chat)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"GET /api/v1/events HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {chat.Guest.Token}\r\n\r\n"
            )
        );
        var buffer = new byte[2048];
        var got = "";
        while (!got.Contains("event: ready", StringComparison.Ordinal))
        {
            var read = await socket.ReceiveAsync(buffer);
            got += read > 0 ? Encoding.ASCII.GetString(buffer, 0, read) : throw new InvalidOperationException($"The stream ended: {got}");
        }
        return socket;
    }
}
