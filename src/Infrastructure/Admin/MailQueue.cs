using System.Text.Json;
using XBees.Application.Admin;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Mail;

namespace XBees.Infrastructure.Admin;

public sealed class MailQueue(Db db) : IMailQueue
{
    private const int Most = 100;

    public async Task<IReadOnlyList<AdminMail>> OpenAsync(CancellationToken cancel)
    {
        var rows = await db.ListAsync<Row>(
            $"""
            select id, state, tries, next_try_at, last_error, created_at, payload from delivery
            where kind = @kind and done_at is null
            order by created_at desc, id desc
            {Dialect.Limit}
            """,
            new { kind = OutgoingMail.Kind, limit = Most },
            cancel
        );
        return [.. rows.Select(row => row.ToView())];
    }

    public async Task<bool> RetryAsync(IUnit unit, string id) =>
        await Unit.Of(unit)
            .ExecuteAsync(
                $"""
                update delivery set state = @state, tries = @none, next_try_at = @now
                where id = @id and kind = @kind and done_at is null and claim is null
                """,
                new
                {
                    id,
                    kind = OutgoingMail.Kind,
                    state = "waiting",
                    none = 0L,
                    now = Unit.Of(unit).NowMs,
                }
            ) > 0;

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string State { get; init; } = "";
        public long Tries { get; init; }
        public long NextTryAt { get; init; }
        public string? LastError { get; init; }
        public long CreatedAt { get; init; }
        public string Payload { get; init; } = "";

        public AdminMail ToView()
        {
            var mail = JsonSerializer.Deserialize<OutgoingMail>(Payload, JsonSerializerOptions.Web);
            return new()
            {
                Id = Id,
                State = State,
                To = mail?.To,
                Subject = mail?.Subject,
                Tries = Tries,
                NextTryAt = DateTimeOffset.FromUnixTimeMilliseconds(NextTryAt),
                LastError = LastError,
                CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            };
        }
    }
}
