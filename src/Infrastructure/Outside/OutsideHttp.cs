using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace XBees.Infrastructure.Outside;

/// <summary>
/// Calls addresses that people have typed. Nothing inside the house is reached that the operator has not named, no redirect is followed,
/// and an answer ends by its size and by its time.
/// </summary>
public sealed class OutsideHttp : IDisposable
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);

    private readonly OutsideAddresses addresses;
    private readonly TimeProvider time;
    private readonly HttpClient client;

    public OutsideHttp(OutsideAddresses addresses, TimeProvider time)
    {
        (this.addresses, this.time) = (addresses, time);
        client = new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectCallback = ConnectAsync,
                ConnectTimeout = ConnectWithin,
                MaxResponseHeadersLength = 32,
                // One question each: some servers close without a word, and one with a body is not sent anew on another connection. And
                // each time the address is looked at again.
                PooledConnectionLifetime = TimeSpan.Zero,
                UseCookies = false,
                UseProxy = false,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new("XBees", null));
    }

    public void Dispose() => client.Dispose();

    /// <summary>An address that may be called at all: https, or http to what the operator has named; null: it is none.</summary>
    public Uri? Read(string? typed)
    {
        var text = typed?.Trim() ?? "";
        // What calendar programs call a subscription.
        if (text.StartsWith("webcal://", StringComparison.OrdinalIgnoreCase))
        {
            text = "https" + text["webcal".Length..];
        }
        return text.Length <= Limits.Url && Uri.TryCreate(text, UriKind.Absolute, out var address) && IsAllowed(address) ? address : null;
    }

    public bool IsAllowed(Uri address) =>
        address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && addresses.IsNamed(address.Host)));

    /// <summary>Throws <see cref="OutsideFailure"/>, and nothing else for whatever the other side does.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="mostBytes">Of the answer's body.</param>
    /// <param name="within">From the first byte sent to the last one had.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<OutsideAnswer> SendAsync(HttpRequestMessage request, int mostBytes, TimeSpan within, CancellationToken cancel)
    {
        if (!IsAllowed(request.RequestUri!))
        {
            throw new OutsideUnreachable("The address may not be called.");
        }
        using var limit = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await BodyAsync(response.Content, mostBytes, either.Token);
            return new(response.StatusCode, response.Headers, body) { AsksToWait = WaitOf(response.Headers.RetryAfter) };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new OutsideUnreachable("It takes too long.");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            throw new OutsideUnreachable("It does not answer.", error);
        }
    }

    // RFC 9110, 10.2.3: so many seconds, or until a moment.
    private Duration? WaitOf(RetryConditionHeaderValue? asked) =>
        (asked?.Delta ?? asked?.Date - time.GetUtcNow()) is { } wait ? Duration.FromTimeSpan(wait) : null;

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContent content, int mostBytes, CancellationToken cancel)
    {
        if (content.Headers.ContentLength > mostBytes)
        {
            throw new OutsideTooMuch();
        }
        await using var stream = await content.ReadAsStreamAsync(cancel);
        var body = new ArrayBufferWriter<byte>();
        while (await stream.ReadAsync(body.GetMemory(16 * 1024), cancel) is var read and > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > mostBytes)
            {
                throw new OutsideTooMuch();
            }
        }
        return body.WrittenMemory;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host.Trim('[', ']');
        var found = IPAddress.TryParse(host, out var written) ? [written] : await Dns.GetHostAddressesAsync(host, cancel);
        Exception? last = null;
        foreach (var address in found.Where(address => addresses.MayCall(host, address)))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception error)
            {
                socket.Dispose();
                if (error is not SocketException)
                {
                    throw;
                }
                last = error;
            }
        }
        throw new HttpRequestException("No address of it may be called, or none answers.", last);
    }
}

/// <summary>What the other side answered.</summary>
public sealed record OutsideAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>For how long it wants to be left alone; null: it does not say.</summary>
    public Duration? AsksToWait { get; init; }
}

/// <summary>A call that brought no answer.</summary>
public abstract class OutsideFailure(string message, Exception? inner = null) : Exception(message, inner);

public sealed class OutsideUnreachable(string message, Exception? inner = null) : OutsideFailure(message, inner);

public sealed class OutsideTooMuch() : OutsideFailure("The answer is too long.");
