using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Meetings;

/// <summary>Feeds by the hash of their token, and what is in them: an agent's meetings of the last month and all to come.</summary>
public sealed class FeedStore(Db db, MeetingEvent words, TimeProvider time) : IFeedStore
{
    private const int Most = 1_000;
    private static readonly Duration Past = Duration.FromDays(30);

    public async Task<Instant?> SinceAsync(string agentId, CancellationToken cancel) =>
        Times.Instant(
            await db.FirstAsync<long?>($"select created_at from calendar_feed where agent_id = @agentId", new { agentId }, cancel)
        );

    public async Task SaveAsync(IUnit unit, string agentId, string tokenHash)
    {
        var session = Unit.Of(unit);
        var args = new
        {
            agentId,
            tokenHash,
            now = session.NowMs,
        };
        var renewed = await session.ExecuteAsync(
            $"update calendar_feed set token_hash = @tokenHash, created_at = @now where agent_id = @agentId",
            args
        );
        if (renewed == 0)
        {
            await session.ExecuteAsync(
                $"insert into calendar_feed (agent_id, token_hash, created_at) values (@agentId, @tokenHash, @now)",
                args
            );
        }
    }

    public Task DropAsync(IUnit unit, string agentId) =>
        Unit.Of(unit).ExecuteAsync($"delete from calendar_feed where agent_id = @agentId", new { agentId });

    public async Task<CalendarFeed?> FindAsync(string tokenHash, CancellationToken cancel)
    {
        var owner = await db.FirstAsync<Owner>(
            $"""
            select a.id, a.name, a.email, a.time_zone
            from calendar_feed f
            join agent a on a.id = f.agent_id
            where f.token_hash = @tokenHash and a.deactivated_at is null
            """,
            new { tokenHash },
            cancel
        );
        if (owner is null)
        {
            return null;
        }
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var rows = await db.ListAsync<MeetingRow>(
            $"""
            select {MeetingRow.WithPeople}
            from meeting t
            {MeetingRow.People}
            where t.agent_id = @id and t.starts_at > @from and t.state <> @cancelled
            order by t.starts_at, t.id
            {Dialect.Limit}
            """,
            new
            {
                id = owner.Id,
                from = (now - Past).ToUnixTimeMilliseconds(),
                cancelled = MeetingRow.Word(MeetingState.Cancelled),
                limit = Most,
            },
            cancel
        );
        return new(owner.Name, [.. rows.Select(row => words.Of(row, owner.TimeZone, now))]);
    }

    private sealed class Owner
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string TimeZone { get; init; } = "";
    }
}
