using System.Text.Json;
using XBees.Application.Guests;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Guests;

/// <summary>What else a profile tells of all who are that guest (GU-10).</summary>
internal sealed class MergedReader(Db db, TimeProvider time)
{
    public async Task<IReadOnlyList<MergedGuestView>> OfAsync(string guestId, string language, CancellationToken cancel)
    {
        var rows = await db.ListAsync<Row>(
            $"""
            select m.id, m.guest_id, m.other_id, m.moved, m.made_by, m.made_at, a.name as made_by_name, g.name, g.email, g.email_proven_at, g.phone,
                g.number, g.erased_at
            from guest_merge m
            join guest g on g.id = m.other_id
            join agent a on a.id = m.made_by
            where g.merged_into = @guestId
            order by m.made_at desc, m.id desc
            """,
            new { guestId },
            cancel
        );
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return [.. rows.Select(row => row.ToView(guestId, language, now))];
    }

    public async Task<Instant?> ConsentAsync(IReadOnlyList<string> guests, CancellationToken cancel) =>
        Times.Instant(
            await db.FirstAsync<long?>(
                $"select max(s.consent_at) from guest_session s where {Dialect.In("s.guest_id", "@guests")}",
                new { guests = guests.ToArray() },
                cancel
            )
        );

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string GuestId { get; init; } = "";
        public string OtherId { get; init; } = "";
        public string Moved { get; init; } = "";
        public string MadeBy { get; init; } = "";
        public string MadeByName { get; init; } = "";
        public long MadeAt { get; init; }
        public string? Name { get; init; }
        public string? Email { get; init; }
        public long? EmailProvenAt { get; init; }
        public string? Phone { get; init; }
        public long Number { get; init; }
        public long? ErasedAt { get; init; }

        public MergedGuestView ToView(string guestId, string language, Instant now)
        {
            var names = JsonSerializer.Deserialize<MergeMoves>(Moved, JsonSerializerOptions.Web)!.Names;
            var called = names.TryGetValue(OtherId, out var before) ? before : Name;
            var until = Instant.FromUnixTimeMilliseconds(MadeAt) + GuestMerge.UndoneWithin;
            return new()
            {
                Id = Id,
                GuestId = OtherId,
                Name = GuestLabel.For(new(OtherId, called, Email, Number, ErasedAt is not null), language),
                Email = Email,
                EmailProven = EmailProvenAt is not null,
                Phone = Phone,
                MergedBy = new(PersonKind.Agent.Word(), MadeBy, MadeByName),
                MergedAt = Instant.FromUnixTimeMilliseconds(MadeAt),
                // A merge that another one went over is undone after that.
                UndoUntil = until < now || GuestId != guestId ? null : until,
            };
        }
    }
}
