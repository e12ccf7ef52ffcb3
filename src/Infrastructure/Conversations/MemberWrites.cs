using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>What is written to <c>member</c> when somebody comes, goes or writes.</summary>
internal static class MemberWrites
{
    public static void Insert(Unit session, string id, Member member, Tally read, int ownAfter) =>
        session.Later(
            $"""
            insert into member (id, conversation_id, kind, person_id, ordinal, initial, via_service_id, joined_at, read_seq, read_guest_seq,
                read_count, seen_seq, seen_guest_seq, own_after, marked_unread, settled)
            values (@id, @conversationId, @kind, @personId, @ordinal, @initial, @viaServiceId, @joinedAt, @readSeq, @readGuestSeq,
                @readCount, @none, @none, @ownAfter, @no, @no)
            """,
            new
            {
                id = member.Id,
                conversationId = id,
                kind = member.Kind.Word(),
                personId = member.PersonId,
                ordinal = (long)member.Order,
                initial = member.Initial,
                viaServiceId = member.ViaServiceId,
                joinedAt = member.JoinedAt.ToUnixTimeMilliseconds(),
                readSeq = read.LastSeq,
                readGuestSeq = read.LastGuestSeq,
                readCount = member.Kind == PersonKind.Guest ? read.GuestCount : read.Count,
                none = 0L,
                ownAfter = (long)ownAfter,
                no = false,
            }
        );

    public static void Rejoin(Unit session, Member member, Tally read) =>
        session.Later(
            $"""
            update member
            set ordinal = @ordinal, via_service_id = @viaServiceId, joined_at = @joinedAt, left_at = null, removed_by = null,
                read_seq = @readSeq, read_guest_seq = @readGuestSeq, read_count = @readCount, own_after = @none, marked_unread = @no, settled = @no
            where id = @id
            """,
            new
            {
                id = member.Id,
                ordinal = (long)member.Order,
                viaServiceId = member.ViaServiceId,
                joinedAt = member.JoinedAt.ToUnixTimeMilliseconds(),
                readSeq = read.LastSeq,
                readGuestSeq = read.LastGuestSeq,
                readCount = member.Kind == PersonKind.Guest ? read.GuestCount : read.Count,
                none = 0L,
                no = false,
            }
        );

    public static void End(Unit session, Member member) =>
        session.Later(
            $"""
            update member
            set left_at = @now, removed_by = @removedBy, marked_unread = @no, draft = null, pinned_at = null, archived_count = null, muted_until = null
            where id = @id
            """,
            new
            {
                id = member.Id,
                removedBy = member.RemovedBy,
                now = session.NowMs,
                no = false,
            }
        );

    /// <summary>
    /// What is resolved, with nothing new in it for a member, is settled for them: the lists of what goes on are read without it, however
    /// much of it there is. To be written anew with whatever changes that.
    /// </summary>
    public static void Settle(Unit session, string conversationId) =>
        session.Later(
            $"""
            update member
            set settled = case
                when marked_unread = @no and exists (
                    select 1 from conversation c
                    where c.id = member.conversation_id and c.status = @resolved
                        and c.message_count - member.read_count - member.own_after <= 0
                ) then @yes
                else @no end
            where conversation_id = @conversationId
            """,
            new
            {
                conversationId,
                resolved = ConversationStatus.Resolved.Word(),
                no = false,
                yes = true,
            }
        );

    public static void Move(Unit session, Member member) =>
        session.Later(
            $"update member set via_service_id = @viaServiceId where id = @id",
            new { id = member.Id, viaServiceId = member.ViaServiceId }
        );

    public static void CountOwn(Unit session, string memberId) =>
        session.Later($"update member set own_after = own_after + 1 where id = @memberId", new { memberId });
}
