using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace XBees.Testing.Processes;

/// <summary>What a writer knows for certain: which message was acknowledged, and as what.</summary>
public sealed record Acknowledged(string ClientId, string MessageId);

/// <summary>Writes one message after the other and repeats each with the same <c>clientId</c> until it is acknowledged.</summary>
public sealed class Writer(Chat chat, Person author)
{
    private readonly List<Acknowledged> journal = [];
    private volatile bool enough;
    private int acks;

    public Chat Chat { get; } = chat;

    public IReadOnlyList<Acknowledged> Journal => journal;

    /// <summary>Answers that were neither an acknowledgement nor a promise to try later.</summary>
    public List<string> Odd { get; } = [];

    /// <summary>Answers upon which it tries again: busy, unless a test breaks more than that.</summary>
    public IReadOnlyCollection<int> RefusedBy { get; init; } = [503];

    /// <summary>How often it was told to try later.</summary>
    public int Refusals { get; private set; }

    public int Acks => Volatile.Read(ref acks);

    public void Stop() => enough = true;

    /// <summary>How far it came, for whoever finds that it has stopped.</summary>
    public string Tell(int before) => $"[{Acks - before} more, {Refusals} refused, {Odd.Count} odd: {Odd.LastOrDefault()}]";

    /// <param name="http">Where to.</param>
    /// <param name="untilBack">Waits until the node answers again.</param>
    public async Task RunAsync(HttpClient http, Func<Task> untilBack)
    {
        while (!enough)
        {
            var clientId = Guid.NewGuid().ToString();
            while (await TryAsync(http, clientId) is false && !enough)
            {
                await untilBack();
            }
        }
    }

    private async Task<bool?> TryAsync(HttpClient http, string clientId)
    {
        try
        {
            using var answer = await author.SendAsync(
                http,
                HttpMethod.Post,
                Chat.Messages,
                new { clientId, text = $"What {clientId} says" }
            );
            if (answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
            {
                var message = await answer.Content.ReadFromJsonAsync<JsonElement>();
                journal.Add(new(clientId, message.GetProperty("id").GetString()!));
                Interlocked.Increment(ref acks);
                return true;
            }
            if (!RefusedBy.Contains((int)answer.StatusCode))
            {
                Odd.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                return null;
            }
            Refusals++;
            return false;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TaskCanceledException)
        {
            // No answer: nobody knows whether it is stored, so it is sent again.
            return false;
        }
    }
}
