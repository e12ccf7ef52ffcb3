using System.Runtime.CompilerServices;
using System.Text.Json;
using XBees.Application;
using XBees.Application.Phonebook;
using XBees.Domain.Phonebook;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Phonebook;

/// <summary>Imports as the agent who began them sees them.</summary>
public sealed class ImportReader(Db db) : IImportReader
{
    private const int Page = 500;

    public async Task<ImportView?> OneAsync(AgentCaller caller, string id, CancellationToken cancel)
    {
        var row = await db.FirstAsync<Row>(
            $"""
            select id, state, total, done, added, known, refused, created_at
            from contact_import
            where id = @id and agent_id = @me and state <> @receiving
            """,
            new
            {
                id,
                me = caller.PersonId,
                receiving = ImportStore.Receiving,
            },
            cancel
        );
        return row?.ToView();
    }

    public async Task<IAsyncEnumerable<ImportRefusal>?> RefusedAsync(AgentCaller caller, string id, CancellationToken cancel) =>
        await OneAsync(caller, id, cancel) is null ? null : LinesAsync(id, cancel);

    private async IAsyncEnumerable<ImportRefusal> LinesAsync(string id, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = 0L; ; )
        {
            var rows = await db.ListAsync<LineRow>(
                $"""
                select line, reason, body
                from contact_import_refusal
                where import_id = @id and line > @after
                order by line
                {Dialect.Limit}
                """,
                new
                {
                    id,
                    after,
                    limit = Page,
                },
                cancel
            );
            foreach (var row in rows)
            {
                yield return new(row.Line, row.Reason, JsonSerializer.Deserialize<ContactDraft>(row.Body, JsonSerializerOptions.Web));
            }
            if (rows.Count < Page)
            {
                yield break;
            }
            after = rows[^1].Line;
        }
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string State { get; init; } = "";
        public long Total { get; init; }
        public long Done { get; init; }
        public long Added { get; init; }
        public long Known { get; init; }
        public long Refused { get; init; }
        public long CreatedAt { get; init; }

        public ImportView ToView() =>
            new()
            {
                Id = Id,
                State = State,
                Total = Total,
                Done = Done,
                Added = Added,
                Known = Known,
                Refused = Refused,
                CreatedAt = Instant.FromUnixTimeMilliseconds(CreatedAt),
            };
    }

    private sealed class LineRow
    {
        public long Line { get; init; }
        public string Reason { get; init; } = "";
        public string Body { get; init; } = "";
    }
}
