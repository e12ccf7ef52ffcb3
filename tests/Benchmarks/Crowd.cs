using System.Net.Http.Json;
using System.Text.Json;
using XBees.Testing.Processes;

namespace XBees.Benchmarks;

/// <summary>Streams of guests, several in each conversation, that are open together.</summary>
internal sealed class Crowd : IDisposable
{
    private const int SetUpAtOnce = 16;
    private const int OpenedAtOnce = 64;
    private long opened;

    /// <param name="address">Whose events they are.</param>
    /// <param name="chats">One for each stream.</param>
    public Crowd(Uri address, IEnumerable<Chat> chats) => Streams = [.. chats.Select(chat => new RawStream(address, chat, Arrivals))];

    public Arrivals Arrivals { get; } = new();

    public IReadOnlyList<RawStream> Streams { get; }

    /// <summary>Conversations that an agent began with so many guests each, who can all sign in.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<Chat>>> InviteAsync(Node node, Company company, int conversations, int guests)
    {
        var arrived = new (Person Guest, string Id)[conversations * guests];
        var options = new ParallelOptions { MaxDegreeOfParallelism = SetUpAtOnce };
        await Parallel.ForAsync(
            0,
            arrived.Length,
            options,
            async (at, _) => arrived[at] = await Chat.ArriveAsync(node.Http, company, $"crowd{at}")
        );
        var begun = new IReadOnlyList<Chat>[conversations];
        await Parallel.ForAsync(
            0,
            conversations,
            options,
            async (at, _) => begun[at] = await BeginAsync(node, [.. arrived.Skip(at * guests).Take(guests)])
        );
        return begun;
    }

    /// <summary>One after the other, nearly: what the coming costs does not count.</summary>
    public async Task OpenAsync()
    {
        await Parallel.ForEachAsync(
            Streams,
            new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce },
            async (stream, _) => await stream.OpenAsync()
        );
        await AllReadyAsync();
    }

    /// <summary>All in one moment.</summary>
    public async Task OpenAtOnceAsync()
    {
        await Task.WhenAll(Streams.Select(stream => stream.OpenAsync()));
        await AllReadyAsync();
    }

    public async Task CutAsync() => await Task.WhenAll(Streams.Select(stream => stream.CutAsync()));

    public void Dispose()
    {
        foreach (var stream in Streams)
        {
            stream.Dispose();
        }
    }

    private async Task AllReadyAsync() => await Arrivals.ReadyAsync(opened += Streams.Count);

    private static async Task<IReadOnlyList<Chat>> BeginAsync(Node node, IReadOnlyList<(Person Guest, string Id)> guests)
    {
        var members = guests.Select(guest => new { guestId = guest.Id });
        using var made = await Person.WithKey.SendAsync(node.Http, HttpMethod.Post, "/conversations", new { members });
        var id = (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        return [.. guests.Select(guest => new Chat(guest.Guest, id))];
    }
}
