using NodaTime;
using XBees.Infrastructure.Database;
using XBees.Testing.Databases;

namespace XBees.Api.Tests.Meetings;

/// <summary>Meetings of half an hour, put beside the product's own way to make one.</summary>
internal static class MeetingRows
{
    public static async Task AddAsync(TestDatabase database, string id, string agentId, string conversationId, string state, Instant start)
    {
        await using var open = await database.OpenAsync();
        await open.Units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync(
                        $"""
                        insert into meeting (id, agent_id, conversation_id, starts_at, ends_at, state)
                        values (@id, @agentId, @conversationId, @start, @end, @state)
                        """,
                        new
                        {
                            id,
                            agentId,
                            conversationId,
                            start = start.ToUnixTimeMilliseconds(),
                            end = start.ToUnixTimeMilliseconds() + 1_800_000,
                            state,
                        }
                    ),
            CancellationToken.None
        );
    }
}
