using System.Text.Json;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Work;

/// <summary>
/// What leaves the house is a row of <c>delivery</c>, written with the change that caused it and sent after the commit. The unique key
/// makes it once, whoever asks again.
/// </summary>
public static class Deliveries
{
    /// <param name="unit">The change that causes it.</param>
    /// <param name="kind">Who sends it, such as <c>mail</c>.</param>
    /// <param name="uniqueKey">The same key is the same delivery.</param>
    /// <param name="lane">Deliveries of one lane keep their order.</param>
    /// <param name="payload">What is sent, as JSON; deleted when it is done.</param>
    public static async Task EnqueueAsync<T>(Unit unit, string kind, string uniqueKey, string lane, T payload)
    {
        if (await unit.FirstAsync<string>($"select id from delivery where unique_key = @uniqueKey", new { uniqueKey }) is not null)
        {
            return;
        }
        unit.Later(
            $"""
            insert into delivery (id, unique_key, kind, lane, payload, state, tries, next_try_at, claim_beat, created_at)
            values (@id, @uniqueKey, @kind, @lane, @payload, @state, @none, @now, @none, @now)
            """,
            new
            {
                id = unit.NewId(Ids.Delivery),
                uniqueKey,
                kind,
                lane,
                payload = JsonSerializer.Serialize(payload, JsonSerializerOptions.Web),
                state = "waiting",
                none = 0L,
                now = unit.NowMs,
            }
        );
    }
}
