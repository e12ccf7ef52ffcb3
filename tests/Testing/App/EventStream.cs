using System.Text.Json;
using System.Threading.Channels;

namespace XBees.Testing.App;

/// <summary>One event as a client gets it.</summary>
public sealed record StreamedEvent(string Name, string? Id, JsonElement Data);

/// <summary>A reader of <c>GET /api/v1/events</c> that keeps to the standard.</summary>
public sealed class EventStream : IAsyncDisposable
{
    /// <summary>Far longer than an event takes: PostgreSQL's horizon waits for a transaction of any database on the server, and so of other tests.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage answer;
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<StreamedEvent> events = Channel.CreateUnbounded<StreamedEvent>();
    private readonly Task reading;

    private EventStream(HttpResponseMessage answer)
    {
        this.answer = answer;
        reading = ReadAsync();
    }

    /// <summary>What a client resumes with.</summary>
    public string? LastId { get; private set; }

    public HttpResponseMessage Answer => answer;

    /// <summary>Completes when the server closed the stream.</summary>
    public Task Closed => reading;

    /// <summary>Hears what is written from now on, or with <paramref name="lastEventId"/> what came after that.</summary>
    public static async Task<EventStream> OpenAsync(AppClient client, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        if (lastEventId is null)
        {
            await XBeesApp.CaughtUpAsync(client.Http.BaseAddress!);
        }
        else
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }
        var answer = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        var stream = new EventStream(answer);
        await stream.NextAsync("ready");
        return stream;
    }

    /// <summary>The next event, whatever it is.</summary>
    public async Task<StreamedEvent> NextAsync()
    {
        using var late = new CancellationTokenSource(Longest);
        return await events.Reader.ReadAsync(late.Token);
    }

    /// <summary>The next event of this name; others before it are passed over.</summary>
    public async Task<StreamedEvent> NextAsync(string name)
    {
        while (true)
        {
            var next = await NextAsync();
            if (next.Name == name)
            {
                return next;
            }
        }
    }

    /// <summary>Everything up to and with the first event that fits.</summary>
    public async Task<IReadOnlyList<StreamedEvent>> UntilAsync(Func<StreamedEvent, bool> last)
    {
        var seen = new List<StreamedEvent>();
        do
        {
            seen.Add(await NextAsync());
        } while (!last(seen[^1]));
        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        answer.Dispose();
        await reading;
        stop.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stop.Token));
            string? name = null;
            string? data = null;
            while (await lines.ReadLineAsync(stop.Token) is { } line)
            {
                if (line.Length == 0)
                {
                    if (data is not null)
                    {
                        events.Writer.TryWrite(new(name ?? "message", LastId, JsonSerializer.Deserialize<JsonElement>(data)));
                    }
                    (name, data) = (null, null);
                }
                else if (line.StartsWith("event: ", StringComparison.Ordinal))
                {
                    name = line[7..];
                }
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    data += line[6..];
                }
                else if (line.StartsWith("id: ", StringComparison.Ordinal))
                {
                    LastId = line[4..];
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException)
        {
            // The test or the server ended it.
        }
        finally
        {
            events.Writer.TryComplete();
        }
    }
}
