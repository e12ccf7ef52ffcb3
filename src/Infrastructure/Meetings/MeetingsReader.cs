using XBees.Application.Meetings;
using XBees.Domain.Agents;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Meetings;

/// <summary>Meetings, each as its reader may see it.</summary>
public sealed class MeetingsReader(Db db, TimeProvider time) : IMeetingReader
{
    public async Task<IReadOnlyList<MeetingView>> ListAsync(Caller caller, MeetingsAsked asked, CancellationToken cancel)
    {
        Sql within = $"";
        if (asked.ConversationId is not null)
        {
            within = $" and t.conversation_id = @conversationId";
        }
        Sql whose = $"";
        if (asked.EmailFolded is not null)
        {
            whose = TakingPart($"w.email_folded = @emailFolded");
        }
        Sql order = $"t.starts_at, t.id";
        if (asked.Guests is not null)
        {
            whose = TakingPart($"{Dialect.In("w.id", "@guests")}");
            order = $"t.starts_at desc, t.id desc";
        }
        Sql after = $"";
        if (asked.After is not null)
        {
            after = $" and (t.starts_at > @start or (t.starts_at = @start and t.id > @id))";
        }
        var rows = await db.ListAsync<MeetingRow>(
            $"""
            select {MeetingRow.WithPeople}
            from meeting t
            {MeetingRow.People}
            join conversation c on c.id = t.conversation_id
            {Visibility.Join}
            where {Visibility.Meetings(caller)} and t.ends_at > @from and t.starts_at < @to{within}{whose}{after}
            order by {order}
            {Dialect.Limit}
            """,
            new
            {
                me = caller.PersonId,
                from = asked.From?.ToUnixTimeMilliseconds() ?? long.MinValue,
                to = asked.To?.ToUnixTimeMilliseconds() ?? long.MaxValue,
                conversationId = asked.ConversationId,
                emailFolded = asked.EmailFolded,
                guests = asked.Guests?.ToArray() ?? [],
                start = asked.After?.Start.ToUnixTimeMilliseconds(),
                id = asked.After?.Id,
                limit = asked.Limit,
            },
            cancel
        );
        return (await MeetingCards.OfAsync(db, rows, cancel)).Views(caller);
    }

    public async Task<IReadOnlyList<MeetingView>> WithoutHostAsync(
        AgentCaller administrator,
        int limit,
        (Instant Start, string Id)? place,
        CancellationToken cancel
    )
    {
        Sql after = $"";
        if (place is not null)
        {
            after = $" and (t.starts_at > @start or (t.starts_at = @start and t.id > @id))";
        }
        var rows = await db.ListAsync<MeetingRow>(
            $"""
            select {MeetingRow.WithPeople}
            from meeting t
            {MeetingRow.People}
            where {Visibility.WithoutHost} and t.state <> @cancelled{after}
            order by t.starts_at, t.id
            {Dialect.Limit}
            """,
            new
            {
                now = Now,
                standard = nameof(Licence.Standard),
                cancelled = "cancelled",
                start = place?.Start.ToUnixTimeMilliseconds(),
                id = place?.Id,
                limit,
            },
            cancel
        );
        return (await MeetingCards.OfAsync(db, rows, cancel)).Views(administrator);
    }

    /// <summary>Those that such a guest <c>w</c> has booked or was invited to.</summary>
    private static Sql TakingPart(Sql whose) =>
        $"""
             and t.id in (
                select o.id from guest w join meeting o on o.guest_id = w.id where {whose}
                union
                select p.meeting_id from guest w join meeting_person p on p.guest_id = w.id where {whose}
            )
            """;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task<MeetingView?> OneAsync(Caller caller, string id, CancellationToken cancel)
    {
        var row = await db.FirstAsync<MeetingRow>(
            $"""
            select {MeetingRow.WithPeople}
            from meeting t
            {MeetingRow.People}
            join conversation c on c.id = t.conversation_id
            {Visibility.Join}
            where t.id = @id and {Visibility.Meeting(caller)}
            """,
            new
            {
                me = caller.PersonId,
                id,
                now = Now,
                standard = nameof(Licence.Standard),
            },
            cancel
        );
        return row is null ? null : (await MeetingCards.OfAsync(db, [row], cancel)).Views(caller).Single();
    }
}
