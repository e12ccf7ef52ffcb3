using System.Text.Json;
using XBees.Application;
using XBees.Application.Phonebook;
using XBees.Domain.Phonebook;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Phonebook;

/// <summary>Imports as they are stored.</summary>
public sealed class ImportStore : IImportStore
{
    internal const string Receiving = "receiving";
    internal const string Running = "running";
    internal const string Over = "done";

    public async Task<bool> IsRunningAsync(IUnit unit, string agentId) =>
        await Unit.Of(unit)
            .FirstAsync<string>(
                $"select id from contact_import where agent_id = @agentId and state = @running",
                new { agentId, running = Running }
            )
            is not null;

    public void Begin(IUnit unit, ImportJob job) =>
        Unit.Of(unit)
            .Later(
                $"""
                insert into contact_import (id, agent_id, owner_id, add_doubles, state, total, done, added, known, refused, created_at)
                values (@id, @agentId, @ownerId, @addDoubles, @state, @none, @none, @none, @none, @none, @now)
                """,
                new
                {
                    id = job.Id,
                    agentId = job.AgentId,
                    ownerId = job.OwnerId,
                    addDoubles = job.AddDoubles,
                    state = Receiving,
                    none = 0L,
                    now = Unit.Of(unit).NowMs,
                }
            );

    public void AddPart(IUnit unit, string id, long ordinal, IReadOnlyList<ReadContact> rows) =>
        Unit.Of(unit)
            .Later(
                $"insert into contact_import_part (import_id, ordinal, body) values (@id, @ordinal, @body)",
                new
                {
                    id,
                    ordinal,
                    body = JsonSerializer.Serialize(rows, JsonSerializerOptions.Web),
                }
            );

    public async Task StartAsync(IUnit unit, string id, long total)
    {
        var session = Unit.Of(unit);
        await session.ExecuteAsync(
            $"update contact_import set state = @state, total = @total where id = @id",
            new
            {
                id,
                total,
                state = total == 0 ? Over : Running,
            }
        );
        if (total > 0)
        {
            await LaterAsync(session, id);
        }
    }

    public async Task DropAsync(IUnit unit, string id)
    {
        await Unit.Of(unit).ExecuteAsync($"delete from contact_import_part where import_id = @id", new { id });
        await Unit.Of(unit).ExecuteAsync($"delete from contact_import where id = @id", new { id });
    }

    public async Task<ImportPart?> NextAsync(IUnit unit, string id)
    {
        var row = await Unit.Of(unit)
            .FirstAsync<PartRow>(
                $"""
                select i.id, i.agent_id, i.owner_id, i.add_doubles, p.ordinal, p.body
                from contact_import i
                join contact_import_part p on p.import_id = i.id
                where i.id = @id
                order by p.ordinal
                {Dialect.Limit}
                """,
                new { id, limit = 1 }
            );
        return row?.ToPart();
    }

    public Task<HashSet<string>> ExistingAsync(IUnit unit, string? ownerId, IReadOnlyList<ContactFields> contacts) =>
        ImportMatches.OfAsync(Unit.Of(unit), ownerId, contacts);

    public async Task DoneAsync(IUnit unit, ImportPart part, ImportOutcome outcome)
    {
        var session = Unit.Of(unit);
        var id = part.Job.Id;
        await session.ExecuteAsync(
            $"delete from contact_import_part where import_id = @id and ordinal = @ordinal",
            new { id, ordinal = part.Ordinal }
        );
        await session.ExecuteAsync(
            $"""
            update contact_import
            set done = done + @rows, added = added + @added, known = known + @known, refused = refused + @refused,
                state = case when done + @rows >= total then @over else state end
            where id = @id
            """,
            new
            {
                id,
                rows = (long)part.Rows.Count,
                added = (long)outcome.Added,
                known = (long)outcome.Known,
                refused = (long)outcome.Refused.Count,
                over = Over,
            }
        );
        foreach (var refusal in outcome.Refused)
        {
            Refuse(session, id, refusal);
        }
        await LaterAsync(session, id);
    }

    private static void Refuse(Unit session, string id, ImportRefusal refusal) =>
        session.Later(
            $"insert into contact_import_refusal (import_id, line, reason, body) values (@id, @line, @reason, @body)",
            new
            {
                id,
                line = refusal.Line,
                reason = refusal.Reason,
                body = JsonSerializer.Serialize(refusal.Draft, JsonSerializerOptions.Web),
            }
        );

    private static Task LaterAsync(Unit session, string id) =>
        Timers.SetAsync(session, $"contacts:{id}", ImportTimer.KindOfTimer, null, new ImportTodo(id), session.Now);

    private sealed class PartRow
    {
        public string Id { get; init; } = "";
        public string AgentId { get; init; } = "";
        public string? OwnerId { get; init; }
        public bool AddDoubles { get; init; }
        public long Ordinal { get; init; }
        public string Body { get; init; } = "";

        public ImportPart ToPart() =>
            new(
                new(Id, AgentId, OwnerId, AddDoubles),
                Ordinal,
                JsonSerializer.Deserialize<IReadOnlyList<ReadContact>>(Body, JsonSerializerOptions.Web)!
            );
    }
}
