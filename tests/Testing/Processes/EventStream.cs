using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace XBees.Testing.Processes;

/// <summary>An event as it came.</summary>
public sealed record Received(string? Id, string Name, JsonElement Data)
{
    public string? MessageId => Name == "message.created" ? Data.GetProperty("message").GetProperty("id").GetString() : null;
}

/// <summary>A reader of live events that comes back with <c>Last-Event-ID</c> whenever its stream ends.</summary>
public sealed class EventStream : IAsyncDisposable
{
    private readonly Person reader;
    private readonly List<Received> received = [];
    private readonly CancellationTokenSource end = new();
    private volatile HttpClient http;
    private Task reading = Task.CompletedTask;

    private EventStream(HttpClient http, Person reader, string? lastId)
    {
        this.http = http;
        this.reader = reader;
        LastId = lastId;
    }

    /// <summary>What it will resume from.</summary>
    public string? LastId { get; private set; }

    /// <summary>How often a connection was answered.</summary>
    public int Connections { get; private set; }

    public IReadOnlyList<Received> All
    {
        get
        {
            lock (received)
            {
                return [.. received];
            }
        }
    }

    public IReadOnlyList<string> Messages => [.. All.Select(made => made.MessageId).OfType<string>()];

    /// <summary>Connects, and is there when the stream says that it is ready.</summary>
    public static async Task<EventStream> OpenAsync(HttpClient http, Person reader, string? lastId = null)
    {
        var stream = new EventStream(http, reader, lastId);
        stream.reading = stream.ReadAsync();
        await Eventually.TrueAsync(() => stream.Has("ready"), Eventually.FiveTimes(2), () => "the stream is ready");
        return stream;
    }

    public bool Has(string name) => All.Any(made => made.Name == name);

    /// <summary>Comes back somewhere else after the next end.</summary>
    public void MoveTo(HttpClient other) => http = other;

    public Task UntilAsync(Func<EventStream, bool> condition, TimeSpan limit, string what) =>
        Eventually.TrueAsync(
            () => condition(this),
            limit,
            () => $"{what}; it has {Messages.Count} messages after {Connections} connections"
        );

    /// <summary>Leaves; what it has stays readable.</summary>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await reading;
    }

    private async Task ReadAsync()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await ListenAsync();
            }
            catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
            {
                // Cut off, or the node is away: it comes back.
            }
            if (!end.IsCancellationRequested)
            {
                await Task.Delay(20);
            }
        }
    }

    private async Task ListenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", reader.Token);
        if (LastId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", LastId);
        }
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
        answer.EnsureSuccessStatusCode();
        Connections++;
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(end.Token), Encoding.UTF8);
        string? id = null;
        string? name = null;
        while (await lines.ReadLineAsync(end.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && name is not null)
            {
                Take(new(id, name, JsonSerializer.Deserialize<JsonElement>(line[6..])));
            }
            else if (line.Length == 0)
            {
                LastId = id ?? LastId;
                (id, name) = (null, null);
            }
        }
    }

    private void Take(Received made)
    {
        lock (received)
        {
            received.Add(made);
        }
    }
}
