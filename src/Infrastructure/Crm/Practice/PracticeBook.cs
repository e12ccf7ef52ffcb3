using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Crm.Practice;

/// <summary>What stands in the practice CRM, for its own page.</summary>
public sealed class PracticeBook(Db db, Units units)
{
    private const int Most = 100;

    /// <summary>The newest contacts, each with what was logged on it, the newest first.</summary>
    public async Task<IReadOnlyList<PracticeContact>> ReadAsync(CancellationToken cancel)
    {
        var rows = await db.ListAsync<PracticeRow>(
            $"select {PracticeRow.Columns} from practice_crm_contact c order by c.id desc {Dialect.Limit}",
            new { limit = Most },
            cancel
        );
        var logged = await db.ListAsync<LoggedRow>(
            $"""
            select a.contact_id, a.kind, a.text, a.due_at, a.author, a.created_at
            from practice_crm_activity a
            where {Dialect.In("a.contact_id", "@ids")}
            order by a.id desc
            """,
            new { ids = rows.Select(row => row.Id).ToArray() },
            cancel
        );
        var byContact = logged.ToLookup(row => row.ContactId, row => row.ToActivity());
        return
        [
            .. rows.Select(row => new PracticeContact(
                row.Id,
                row.Name,
                row.Company,
                row.Email,
                row.Phone,
                row.Status,
                row.Owner,
                [.. byContact[row.Id]]
            )),
        ];
    }

    /// <summary>As whoever works there does it: whose record it was is <i>not linked</i> from then on (CR-9).</summary>
    public Task DeleteAsync(string id, CancellationToken cancel) =>
        units.RunAsync(
            async unit =>
            {
                var session = Unit.Of(unit);
                await session.ExecuteAsync($"delete from practice_crm_activity where contact_id = @id", new { id });
                return await session.ExecuteAsync($"delete from practice_crm_contact where id = @id", new { id });
            },
            cancel
        );

    private sealed class LoggedRow
    {
        public string ContactId { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Text { get; init; } = "";
        public long? DueAt { get; init; }
        public string Author { get; init; } = "";
        public long CreatedAt { get; init; }

        public PracticeActivity ToActivity() =>
            new(
                Kind,
                Text,
                DueAt is { } due ? Instant.FromUnixTimeMilliseconds(due) : null,
                Author,
                Instant.FromUnixTimeMilliseconds(CreatedAt)
            );
    }
}

/// <summary>A contact of the practice CRM.</summary>
public sealed record PracticeContact(
    string Id,
    string Name,
    string? Company,
    string? Email,
    string? Phone,
    string Status,
    string Owner,
    IReadOnlyList<PracticeActivity> Activities
);

/// <summary>What was logged on it.</summary>
public sealed record PracticeActivity(string Kind, string Text, Instant? DueAt, string Author, Instant At);
