using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Guests;

/// <summary>Guests as they and agents see them.</summary>
public sealed class GuestReader(Db db, IConversationReader conversations, IBlockReader blocks) : IGuestReader
{
    public async Task<GuestSelfView?> SelfAsync(string guestId, CancellationToken cancel)
    {
        var row = await RowAsync(guestId, cancel);
        return row is null
            ? null
            : new()
            {
                Id = row.Id,
                Name = GuestLabel.For(row.Card(), row.Language ?? Languages.English),
                Email = row.Email,
                EmailProven = row.EmailProvenAt is not null,
                Phone = row.Phone,
                Language = row.Language,
            };
    }

    public async Task<GuestProfileView?> ProfileAsync(AgentCaller caller, string guestId, CancellationToken cancel)
    {
        var row = await RowAsync(guestId, cancel);
        var shared = await conversations.OfGuestAsync(caller, guestId, 20, cancel);
        if (row is null || shared.Count == 0)
        {
            return null;
        }
        return new()
        {
            Id = row.Id,
            Name = GuestLabel.For(row.Card(), caller.Language),
            Avatar = Avatar.Of(row.Card(), caller.Language),
            Email = row.Email,
            EmailProven = row.EmailProvenAt is not null,
            EmailLooksMixed = EmailAddress.TryRead(row.Email, out var address, out _) && address!.LooksMixed,
            Phone = row.Phone,
            Language = row.Language,
            TimeZone = row.TimeZone,
            Blocked = await blocks.OfGuestAsync(caller, guestId, cancel),
            Page = shared[0].Page,
            Referrer = shared[0].Referrer,
            CreatedAt = Instant.FromUnixTimeMilliseconds(row.CreatedAt),
            Conversations = shared,
        };
    }

    private Task<Row?> RowAsync(string guestId, CancellationToken cancel) =>
        db.FirstAsync<Row>(
            $"""
            select id, number, name, email, email_proven_at, phone, language, time_zone, created_at, erased_at
            from guest
            where id = @guestId
            """,
            new { guestId },
            cancel
        );

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long Number { get; init; }
        public string? Name { get; init; }
        public string? Email { get; init; }
        public long? EmailProvenAt { get; init; }
        public string? Phone { get; init; }
        public string? Language { get; init; }
        public string? TimeZone { get; init; }
        public long CreatedAt { get; init; }
        public long? ErasedAt { get; init; }

        public GuestCard Card() => new(Id, Name, Email, Number, ErasedAt is not null);
    }
}
