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
                        insert into meeting (id, version, agent_id, conversation_id, guest_id, subject, starts_at, ends_at, state, sequence,
                            booked_by, booked_by_kind, booked_at)
                        select @id, 1, @agentId, c.id, c.created_by, @subject, @start, @end, @state, 0, c.created_by, c.created_by_kind, c.created_at
                        from conversation c
                        where c.id = @conversationId
                        """,
                        new
                        {
                            id,
                            agentId,
                            conversationId,
                            subject = "x",
                            start = start.ToUnixTimeMilliseconds(),
                            end = start.ToUnixTimeMilliseconds() + 1_800_000,
                            state,
                        }
                    ),
            CancellationToken.None
        );
    }
}
