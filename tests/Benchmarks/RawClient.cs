using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>One keep-alive connection that posts messages, as cheap as can be: the load shares its cores with what it measures.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] request;
    private readonly int clientIdAt;
    private readonly byte[] answer = new byte[16384];

    public RawClient(Uri address, Chat chat)
    {
        socket.Connect(address.Host, address.Port);
        var body = $$"""{"clientId":"{{Guid.Empty}}","text":"Thank you, the corrected invoice is on its way to you."}""";
        var head = $"""
            POST /api/v1{chat.Messages} HTTP/1.1
            Host: {address.Authority}
            Authorization: Bearer {chat.Guest.Token}
            Content-Type: application/json
            Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}


            """.ReplaceLineEndings("\r\n");
        request = Encoding.ASCII.GetBytes(head + body);
        clientIdAt = head.Length + "{\"clientId\":\"".Length;
    }

    public async Task<string> PostAsync()
    {
        var clientId = Guid.NewGuid();
        clientId.TryFormat(request.AsSpan(clientIdAt), out _);
        await socket.SendAsync(request);
        var length = 0;
        do
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(length));
            if (read == 0)
            {
                throw new InvalidOperationException("The server closed the connection.");
            }
            length += read;
        } while (!IsWhole(answer.AsSpan(0, length)));
        return answer.AsSpan(0, length).StartsWith("HTTP/1.1 201"u8)
            ? clientId.ToString()
            : throw new InvalidOperationException(Encoding.UTF8.GetString(answer, 0, length));
    }

    /// <summary>So many clients post one message after the other for some seconds.</summary>
    public static async Task<Measured> LoadAsync(Uri address, IReadOnlyList<Chat> chats, double seconds)
    {
        var all = await Task.WhenAll(chats.Select(chat => Task.Run(() => OneAsync(address, chat, seconds))));
        return Measured.Of([.. all.SelectMany(times => times)], seconds);
    }

    public void Dispose() => socket.Dispose();

    private static async Task<List<double>> OneAsync(Uri address, Chat chat, double seconds)
    {
        using var client = new RawClient(address, chat);
        var times = new List<double>(4096);
        var begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds)
        {
            var sent = Stopwatch.GetTimestamp();
            await client.PostAsync();
            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
        return times;
    }

    private static bool IsWhole(ReadOnlySpan<byte> got)
    {
        var end = got.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }
        var at = got[..end].IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            return got.EndsWith("\r\n0\r\n\r\n"u8);
        }
        var digits = got[(at + 16)..];
        digits = digits[..digits.IndexOf((byte)'\r')];
        return got.Length >= end + 4 + int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
