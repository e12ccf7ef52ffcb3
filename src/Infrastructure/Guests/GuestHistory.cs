using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Guests;

/// <summary>Who did what to what is known of a guest. It holds personal data and is the guest's: whoever does not see them does not see it.</summary>
public sealed class GuestHistory(Db db, IGuestProfiles profiles) : IGuestHistory, IGuestHistoryReader
{
    /// <summary>Behind every id: ids are made of small letters and digits.</summary>
    private const string Last = "~";

    public void Note(IUnit unit, string guestId, Person by, string what, FieldChange? change = null, string? otherId = null) =>
        Unit.Of(unit)
            .Later(
                $"""
                insert into guest_change (id, guest_id, at, kind, actor_kind, actor_id, field, value_before, value_after, other_id)
                values (@id, @guestId, @now, @what, @actorKind, @actorId, @field, @before, @after, @otherId)
                """,
                new
                {
                    id = unit.NewId(Ids.GuestChange),
                    guestId,
                    now = Unit.Of(unit).NowMs,
                    what,
                    actorKind = by.Kind.Word(),
                    actorId = by.Id,
                    field = change?.Field,
                    before = change?.Before,
                    after = change?.After,
                    otherId,
                }
            );

    public async Task<IReadOnlyList<GuestChangeView>?> ListAsync(
        AgentCaller caller,
        string guestId,
        string? after,
        int limit,
        CancellationToken cancel
    )
    {
        if (await profiles.SeenAsync(caller, guestId, cancel) is not { } profile)
        {
            return null;
        }
        var rows = await db.ListAsync<Row>(
            $"""
            select h.id, h.at, h.kind, h.actor_kind, h.actor_id, h.field, h.value_before, h.value_after, h.other_id, a.name as agent_name,
                g.name as guest_name, g.email as guest_email, g.number as guest_number, g.erased_at as guest_erased_at,
                o.name as other_name, o.email as other_email, o.number as other_number, o.erased_at as other_erased_at
            from guest_change h
            left join agent a on a.id = h.actor_id
            left join guest g on g.id = h.actor_id
            left join guest o on o.id = h.other_id
            where {Dialect.In("h.guest_id", "@ids")} and h.id < @after
            order by h.id desc
            {Dialect.Limit}
            """,
            new
            {
                ids = profile.Ids.ToArray(),
                after = after ?? Last,
                limit,
            },
            cancel
        );
        return [.. rows.Select(row => row.ToView(caller.Language))];
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long At { get; init; }
        public string Kind { get; init; } = "";
        public string ActorKind { get; init; } = "";
        public string? ActorId { get; init; }
        public string? Field { get; init; }
        public string? ValueBefore { get; init; }
        public string? ValueAfter { get; init; }
        public string? OtherId { get; init; }
        public string? AgentName { get; init; }
        public string? GuestName { get; init; }
        public string? GuestEmail { get; init; }
        public long? GuestNumber { get; init; }
        public long? GuestErasedAt { get; init; }
        public string? OtherName { get; init; }
        public string? OtherEmail { get; init; }
        public long? OtherNumber { get; init; }
        public long? OtherErasedAt { get; init; }

        public GuestChangeView ToView(string language) =>
            new()
            {
                Id = Id,
                At = Instant.FromUnixTimeMilliseconds(At),
                Kind = Kind,
                By = new(ActorKind, ActorId, AgentName ?? Label(ActorId, GuestName, GuestEmail, GuestNumber, GuestErasedAt, language)),
                Field = Field,
                Before = ValueBefore,
                After = ValueAfter,
                Other = OtherId is null
                    ? null
                    : new(PersonKind.Guest.Word(), OtherId, Label(OtherId, OtherName, OtherEmail, OtherNumber, OtherErasedAt, language)),
            };

        private static string Label(string? id, string? name, string? email, long? number, long? erasedAt, string language) =>
            GuestLabel.For(new(id ?? "", name, email, number ?? 0, erasedAt is not null), language);
    }
}
