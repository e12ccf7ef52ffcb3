using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>Invitations as they are stored; the conversation's lock is had by whoever changes one.</summary>
public sealed class InvitationStore : IInvitationStore
{
    public Task<Invitation?> OneAsync(IUnit unit, string conversationId, string id) =>
        FindAsync(unit, $"i.id = @id and i.conversation_id = @conversationId", new { id, conversationId });

    public Task<Invitation?> ByAddressAsync(IUnit unit, string conversationId, string emailFolded) =>
        FindAsync(unit, $"i.conversation_id = @conversationId and i.email_folded = @emailFolded", new { conversationId, emailFolded });

    public Task<Invitation?> ByTokenAsync(IUnit unit, string tokenHash) => FindAsync(unit, $"i.token_hash = @tokenHash", new { tokenHash });

    public void Save(IUnit unit, Invitation invitation, string tokenHash, string deliveryKey)
    {
        var args = new
        {
            id = invitation.Id,
            conversationId = invitation.ConversationId,
            guestId = invitation.GuestId,
            email = invitation.Email,
            emailFolded = invitation.EmailFolded,
            name = invitation.Name,
            text = invitation.Text,
            language = invitation.Language,
            inviterId = invitation.Inviter.Id,
            inviterKind = invitation.Inviter.Kind.Word(),
            tokenHash,
            deliveryKey,
            held = invitation.Held?.ToString(),
            sends = (long)invitation.Sends,
            now = Unit.Of(unit).NowMs,
            expiresAt = invitation.ExpiresAt.ToUnixTimeMilliseconds(),
        };
        if (invitation.Sends == 1)
        {
            Unit.Of(unit)
                .Later(
                    $"""
                    insert into invitation (id, conversation_id, guest_id, email, email_folded, name, text, language, inviter_id,
                        inviter_kind, token_hash, delivery_key, held, sends, created_at, sent_at, expires_at)
                    values (@id, @conversationId, @guestId, @email, @emailFolded, @name, @text, @language, @inviterId,
                        @inviterKind, @tokenHash, @deliveryKey, @held, @sends, @now, @now, @expiresAt)
                    """,
                    args
                );
            return;
        }
        Unit.Of(unit)
            .Later(
                $"""
                update invitation
                set guest_id = @guestId, name = @name, text = @text, language = @language, inviter_id = @inviterId,
                    inviter_kind = @inviterKind, token_hash = @tokenHash, delivery_key = @deliveryKey, held = @held, sends = @sends,
                    sent_at = @now, expires_at = @expiresAt, opened_at = null, joined_at = null, revoked_at = null
                where id = @id
                """,
                args
            );
    }

    public void SaveState(IUnit unit, Invitation invitation) =>
        Unit.Of(unit)
            .Later(
                $"""
                update invitation set guest_id = @guestId, opened_at = @openedAt, joined_at = @joinedAt, revoked_at = @revokedAt
                where id = @id
                """,
                new
                {
                    id = invitation.Id,
                    guestId = invitation.GuestId,
                    openedAt = invitation.OpenedAt?.ToUnixTimeMilliseconds(),
                    joinedAt = invitation.JoinedAt?.ToUnixTimeMilliseconds(),
                    revokedAt = invitation.RevokedAt?.ToUnixTimeMilliseconds(),
                }
            );

    /// <summary>Who was removed does not come in by a mail that they have not used yet.</summary>
    internal static void RevokeOf(Unit session, string conversationId, Member guest) =>
        session.Later(
            $"""
            update invitation set revoked_at = @now
            where conversation_id = @conversationId and guest_id = @guestId and joined_at is null and revoked_at is null
            """,
            new
            {
                conversationId,
                guestId = guest.PersonId,
                now = session.NowMs,
            }
        );

    private static async Task<Invitation?> FindAsync(IUnit unit, Sql which, object args) =>
        (
            await Unit.Of(unit)
                .FirstAsync<InvitationRow>(
                    $"""
                    select {InvitationRow.Columns}
                    from invitation i
                    {InvitationRow.Joins}
                    where {which}
                    """,
                    args
                )
        )?.ToInvitation();
}
