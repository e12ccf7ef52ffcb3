using System.Text.Json;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Work;

/// <summary>What happens later is a row of <c>timer</c>, unique by its key: setting it again moves it.</summary>
public static class Timers
{
    public static async Task SetAsync<T>(Unit unit, string uniqueKey, string kind, string? conversationId, T payload, Instant due)
    {
        var args = new
        {
            uniqueKey,
            kind,
            conversationId,
            payload = JsonSerializer.Serialize(payload, JsonSerializerOptions.Web),
            due = due.ToUnixTimeMilliseconds(),
            none = 0L,
        };
        // Moved away from under a worker that holds it: that run finds it is no longer its own.
        var moved = await unit.ExecuteAsync(
            $"""
            update timer set kind = @kind, conversation_id = @conversationId, payload = @payload, due_at = @due, claim = null
            where unique_key = @uniqueKey
            """,
            args
        );
        if (moved == 0)
        {
            await unit.ExecuteAsync(
                $"""
                insert into timer (unique_key, kind, conversation_id, payload, due_at, claim_beat)
                values (@uniqueKey, @kind, @conversationId, @payload, @due, @none)
                """,
                args
            );
        }
    }

    public static Task<int> CancelAsync(Unit unit, string uniqueKey) =>
        unit.ExecuteAsync($"delete from timer where unique_key = @uniqueKey", new { uniqueKey });

    public static Task<int> CancelAsync(Unit unit, IEnumerable<string> uniqueKeys) =>
        unit.ExecuteAsync($"delete from timer where {Dialect.In("unique_key", "@keys")}", new { keys = uniqueKeys.ToArray() });
}

/// <summary>A timer that is due, held by this node.</summary>
/// <param name="Key">Its unique key.</param>
/// <param name="ConversationId">What it is about, when it is about a conversation.</param>
/// <param name="Payload">As it was set, in JSON.</param>
/// <param name="Owner">Who holds it.</param>
public sealed record DueTimer(string Key, string? ConversationId, string Payload, string Owner)
{
    /// <summary>
    /// Takes the timer away in the unit that does what it is for, after the conversation's lock (the other way round it deadlocks with
    /// the change that cancels it). False: cancelled or moved meanwhile, and nothing is to be done.
    /// </summary>
    public async Task<bool> TakeAsync(IUnit unit) =>
        await Unit.Of(unit).ExecuteAsync($"delete from timer where unique_key = @Key and claim = @Owner", new { Key, Owner }) == 1;
}

/// <summary>Does what one kind of timer is for, in a unit of its own that takes the timer.</summary>
public interface ITimerHandler
{
    string Kind { get; }

    Task RunAsync(DueTimer timer, CancellationToken cancel);
}
