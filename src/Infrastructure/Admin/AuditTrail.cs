using System.Text.Json;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Admin;

public sealed class AuditTrail : IAuditTrail
{
    public void Note(IUnit unit, string? actorId, string action, string? subjectId, IReadOnlyDictionary<string, string>? detail = null) =>
        Unit.Of(unit)
            .Later(
                $"""
                insert into audit (id, at, actor_id, action, subject_id, detail) values (@id, @now, @actorId, @action, @subjectId, @detail)
                """,
                new
                {
                    id = unit.NewId(Ids.Audit),
                    now = Unit.Of(unit).NowMs,
                    actorId,
                    action,
                    subjectId,
                    detail = JsonSerializer.Serialize(detail ?? new Dictionary<string, string>()),
                }
            );
}
