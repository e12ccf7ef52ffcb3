using XBees.Application.Conversations;
using XBees.Application.Guests;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>Links by which guests come back from a mail; of each its hash alone. They die with membership and with the address.</summary>
public sealed class GuestLinks(TimeProvider time) : IGuestLinks
{
    private static readonly Duration AfterMeeting = Duration.FromDays(1);

    /// <param name="unit">Writes the mail.</param>
    /// <param name="tokenHash">Of the link.</param>
    /// <param name="memberId">Whose it is.</param>
    /// <param name="emailFolded">Where the mail goes.</param>
    /// <param name="meetingId">The meeting that it is about: until a day after that it opens as often as it is used (ME-20).</param>
    internal static void Add(Unit unit, string tokenHash, string memberId, string emailFolded, string? meetingId = null) =>
        unit.Later(
            $"""
            insert into guest_link (token_hash, member_id, email_folded, meeting_id, created_at, expires_at)
            values (@tokenHash, @memberId, @emailFolded, @meetingId, @now, @expiresAt)
            """,
            new
            {
                tokenHash,
                memberId,
                emailFolded,
                meetingId,
                now = unit.NowMs,
                expiresAt = (unit.Now + Invitation.Lasts).ToUnixTimeMilliseconds(),
            }
        );

    public Task<GuestLink?> FindAsync(IUnit unit, string tokenHash) => ReadAsync(Unit.Of(unit), tokenHash);

    internal async Task<GuestLink?> ReadAsync(SqlSession session, string tokenHash, CancellationToken cancel = default)
    {
        var row = await session.FirstAsync<Row>(
            $"""
            select m.conversation_id, m.person_id, m.left_at, l.email_folded, l.expires_at, l.used_at, g.email_folded as email_now, g.erased_at,
                t.ends_at
            from guest_link l
            left join meeting t on t.id = l.meeting_id
            join member m on m.id = l.member_id
            join guest g on g.id = m.person_id
            where l.token_hash = @tokenHash
            """,
            new { tokenHash },
            cancel
        );
        return row is null ? null : new(row.ConversationId, row.PersonId, row.EmailFolded, Refusal(row), row.EndsAt is not null);
    }

    public async Task<bool> UseAsync(IUnit unit, string tokenHash) =>
        await Unit.Of(unit)
            .ExecuteAsync(
                $"update guest_link set used_at = @now where token_hash = @tokenHash and used_at is null",
                new { tokenHash, now = Unit.Of(unit).NowMs }
            ) == 1;

    private Refusal? Refusal(Row row) =>
        row is { UsedAt: not null, EndsAt: null } ? InvitationRefusals.Used
        : row.LeftAt is not null || row.ErasedAt is not null || row.EmailNow != row.EmailFolded ? InvitationRefusals.Revoked
        : time.GetUtcNow().ToUnixTimeMilliseconds() >= row.Until ? InvitationRefusals.Expired
        : null;

    private sealed class Row
    {
        public string ConversationId { get; init; } = "";
        public string PersonId { get; init; } = "";
        public long? LeftAt { get; init; }
        public string EmailFolded { get; init; } = "";
        public string? EmailNow { get; init; }
        public long? ErasedAt { get; init; }
        public long ExpiresAt { get; init; }
        public long? UsedAt { get; init; }

        /// <summary>Of the meeting that it is about, wherever that was moved to.</summary>
        public long? EndsAt { get; init; }

        public long Until => EndsAt is { } end ? end + (long)AfterMeeting.TotalMilliseconds : ExpiresAt;
    }
}
