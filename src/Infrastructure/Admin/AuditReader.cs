using System.Text.Json;
using XBees.Application.Admin;
using XBees.Domain.Guests;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Admin;

/// <summary>The audit log with the names of what its entries are about.</summary>
public sealed class AuditReader(Db db) : IAuditReader
{
    private readonly HeadViews heads = new(db);

    public async Task<IReadOnlyList<AuditEntry>> ListAsync(
        AgentCaller caller,
        AuditFilter filter,
        long? beforeAt,
        string? beforeId,
        int limit,
        CancellationToken cancel
    )
    {
        var rows = await db.ListAsync<Row>(
            $"""
            select e.id, e.at, e.actor_id, e.action, e.subject_id, e.detail, who.name as actor_name,
                coalesce(a.name, s.name, w.name, k.name) as subject_name
            from audit e
            left join agent who on who.id = e.actor_id
            left join agent a on a.id = e.subject_id
            left join service s on s.id = e.subject_id
            left join widget w on w.id = e.subject_id
            left join api_key k on k.id = e.subject_id
            where e.at <= @newest{Which(filter)}{After(beforeAt)}
            order by e.at desc, e.id desc
            {Dialect.Limit}
            """,
            new
            {
                newest = long.MaxValue,
                action = filter.Action,
                actorId = filter.ActorId,
                subjectId = filter.SubjectId,
                since = filter.From?.ToUnixTimeMilliseconds(),
                until = filter.To?.ToUnixTimeMilliseconds(),
                beforeAt,
                beforeId,
                limit,
            },
            cancel
        );
        var titles = await TitlesAsync(caller, rows, cancel);
        var guests = await GuestsAsync(caller, rows, cancel);
        var names = await NamesAsync([.. rows.SelectMany(row => row.Named).Distinct()], cancel);
        return [.. rows.Select(row => row.ToEntry(titles, guests, names))];
    }

    /// <summary>As agents read them now (TI-7); the row itself holds no name.</summary>
    private async Task<Dictionary<string, string>> GuestsAsync(AgentCaller caller, IReadOnlyList<Row> rows, CancellationToken cancel)
    {
        var ids = rows.Select(row => row.SubjectId ?? "")
            .Concat(rows.SelectMany(row => row.Named))
            .Where(id => Is(Ids.Guest, id))
            .Distinct()
            .ToArray();
        if (ids.Length == 0)
        {
            return [];
        }
        var found = await db.ListAsync<GuestRow>(
            $"select id, name, email, number, erased_at from guest where {Dialect.In("id", "@ids")}",
            new { ids },
            cancel
        );
        return found.ToDictionary(guest => guest.Id, guest => GuestLabel.For(guest.ToCard(), caller.Language));
    }

    /// <summary>The title is the reader's (TI-1 to TI-11), and only of what they may see (LC-2).</summary>
    private async Task<Dictionary<string, string>> TitlesAsync(AgentCaller caller, IReadOnlyList<Row> rows, CancellationToken cancel)
    {
        var ids = rows.Select(row => row.SubjectId ?? "").Where(id => Is(Ids.Conversation, id)).Distinct().ToArray();
        if (ids.Length == 0)
        {
            return [];
        }
        var seen = await db.ListAsync<HeadRow>(
            $"""
            select {HeadRow.Columns}
            from conversation c
            {HeadRow.Joins}
            where {Dialect.In("c.id", "@ids")} and {Visibility.Seen(caller)}
            """,
            new { me = caller.PersonId, ids },
            cancel
        );
        return (await heads.ViewsAsync(caller, seen, cancel)).ToDictionary(view => view.Id, view => view.Title);
    }

    private async Task<Dictionary<string, string>> NamesAsync(string[] ids, CancellationToken cancel)
    {
        if (ids.Length == 0)
        {
            return [];
        }
        var named = await db.ListAsync<NameRow>(
            $"""
            select id, name from agent where {Dialect.In("id", "@ids")}
            union all
            select id, name from service where {Dialect.In("id", "@ids")}
            """,
            new { ids },
            cancel
        );
        return named.ToDictionary(row => row.Id, row => row.Name);
    }

    private static bool Is(string prefix, string id) => id.StartsWith($"{prefix}_", StringComparison.Ordinal);

    private static Sql Which(AuditFilter filter)
    {
        Sql action = $"";
        Sql actor = $"";
        Sql subject = $"";
        Sql from = $"";
        Sql to = $"";
        if (filter.Action is not null)
        {
            action = $" and e.action = @action";
        }
        if (filter.ActorId is not null)
        {
            actor = $" and e.actor_id = @actorId";
        }
        if (filter.SubjectId is not null)
        {
            subject = $" and e.subject_id = @subjectId";
        }
        if (filter.From is not null)
        {
            from = $" and e.at >= @since";
        }
        if (filter.To is not null)
        {
            to = $" and e.at < @until";
        }
        return $"{action}{actor}{subject}{from}{to}";
    }

    private static Sql After(long? beforeAt)
    {
        if (beforeAt is null)
        {
            return $"";
        }
        return $" and e.at <= @beforeAt and (e.at < @beforeAt or e.id < @beforeId)";
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long At { get; init; }
        public string? ActorId { get; init; }
        public string? ActorName { get; init; }
        public string Action { get; init; } = "";
        public string? SubjectId { get; init; }
        public string? SubjectName { get; init; }
        public string Detail { get; init; } = "{}";

        private Dictionary<string, string> Details => JsonSerializer.Deserialize<Dictionary<string, string>>(Detail)!;

        public IEnumerable<string> Named =>
            Details
                .Values.SelectMany(value => value.Split(' '))
                .Where(word => Is(Ids.Agent, word) || Is(Ids.Service, word) || Is(Ids.Guest, word));

        public AuditEntry ToEntry(Dictionary<string, string> titles, Dictionary<string, string> guests, Dictionary<string, string> names) =>
            new()
            {
                Id = Id,
                At = DateTimeOffset.FromUnixTimeMilliseconds(At),
                Actor = ActorId is null ? null : new(ActorId, ActorName),
                Action = Action,
                Subject = SubjectId is null
                    ? null
                    : new(SubjectId, SubjectName ?? titles.GetValueOrDefault(SubjectId) ?? guests.GetValueOrDefault(SubjectId)),
                Detail = Details,
                Names = Named
                    .Distinct()
                    .Select(id => (Id: id, Name: names.GetValueOrDefault(id) ?? guests.GetValueOrDefault(id)))
                    .Where(one => one.Name is not null)
                    .ToDictionary(one => one.Id, one => one.Name!),
            };
    }

    private sealed class GuestRow
    {
        public string Id { get; init; } = "";
        public string? Name { get; init; }
        public string? Email { get; init; }
        public long Number { get; init; }
        public long? ErasedAt { get; init; }

        public GuestCard ToCard() => new(Id, Name, Email, Number, ErasedAt is not null);
    }

    private sealed class NameRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
