using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>The columns of a member's row that are theirs alone.</summary>
internal static class MemberPlaces
{
    public static async Task<bool> SaveReadAsync(Unit session, string id, Caller reader, long seq)
    {
        await session.ExecuteAsync($"{Dialect.Lock}", new { id });
        var place = await session.FirstAsync<PlaceRow>(
            $"""
            select m.id, m.seen_seq, m.seen_guest_seq, m.read_seq, m.marked_unread, c.last_seq, c.last_guest_seq, c.status
            from member m
            join conversation c on c.id = m.conversation_id
            where m.conversation_id = @id and m.person_id = @me and m.left_at is null
            """,
            new { id, me = reader.PersonId }
        );
        if (place is null)
        {
            return false;
        }
        var read = await EntryAsync(session, id, reader, Math.Min(seq, reader.IsGuest ? place.LastGuestSeq : place.LastSeq));
        if (read is null || (read.Seq <= place.ReadSeq && !place.MarkedUnread))
        {
            return true;
        }
        var seen = reader.IsGuest
            ? read.GuestSeq
            : await session.FirstAsync<long>(
                $"select max(seen_guest_seq) from member where conversation_id = @id and kind = @agent",
                new { id, agent = "agent" }
            );
        var own = await session.FirstAsync<long>(
            $"""
            select count(*) from message
            where conversation_id = @id and author_id = @me and seq > @seq and kind <> @notice
            """,
            new
            {
                id,
                me = reader.PersonId,
                seq = read.Seq,
                notice = "notice",
            }
        );
        await session.ExecuteAsync(
            $"""
            update member
            set read_seq = @seq, read_guest_seq = @guestSeq, read_count = @count, own_after = @own, marked_unread = @no,
                seen_seq = @seenSeq, seen_guest_seq = @seenGuestSeq
            where id = @member
            """,
            new
            {
                member = place.Id,
                seq = read.Seq,
                guestSeq = read.GuestSeq,
                count = reader.IsGuest ? read.GuestCountAfter : read.CountAfter,
                own,
                no = false,
                seenSeq = Math.Max(place.SeenSeq, read.Seq),
                seenGuestSeq = Math.Max(place.SeenGuestSeq, read.GuestSeq),
            }
        );
        if (place.Status == ConversationStatus.Resolved.Word())
        {
            MemberWrites.Settle(session, id);
        }
        session.Log(new("read.changed", id, place.Id));
        if (read.GuestSeq > seen)
        {
            session.Log(new("seen.changed", id, place.Id));
        }
        return true;
    }

    public static async Task<bool> SaveMarkedUnreadAsync(Unit session, string id, Caller reader, bool unread)
    {
        if (await FindAsync(session, id, reader) is not { } place)
        {
            return false;
        }
        await session.ExecuteAsync($"update member set marked_unread = @unread where id = @place", new { place, unread });
        MemberWrites.Settle(session, id);
        session.Log(new("read.changed", id, place));
        return true;
    }

    public static async Task<bool> SavePinnedAsync(Unit session, string id, Caller member, bool pinned)
    {
        if (await FindAsync(session, id, member) is not { } place)
        {
            return false;
        }
        await session.ExecuteAsync(
            $"update member set pinned_at = @at where id = @place",
            new { place, at = pinned ? session.NowMs : (long?)null }
        );
        session.Log(new("place.changed", id, place));
        return true;
    }

    /// <summary>How many messages there were is kept: with the next one it is back, and nobody has to write that down.</summary>
    public static async Task<bool> SaveArchivedAsync(Unit session, string id, Caller member, bool archived)
    {
        await session.ExecuteAsync($"{Dialect.Lock}", new { id });
        if (await FindAsync(session, id, member) is not { } place)
        {
            return false;
        }
        Sql count = $"message_count";
        if (member.IsGuest)
        {
            count = $"guest_message_count";
        }
        var at = archived ? await session.FirstAsync<long>($"select {count} from conversation where id = @id", new { id }) : (long?)null;
        await session.ExecuteAsync($"update member set archived_count = @at where id = @place", new { place, at });
        session.Log(new("place.changed", id, place));
        return true;
    }

    public static async Task<bool> SaveMutedAsync(Unit session, string id, Caller member, Instant? until)
    {
        if (await FindAsync(session, id, member) is not { } place)
        {
            return false;
        }
        await session.ExecuteAsync(
            $"update member set muted_until = @until where id = @place",
            new { place, until = until?.ToUnixTimeMilliseconds() }
        );
        session.Log(new("place.changed", id, place));
        return true;
    }

    public static async Task<bool> SaveDraftAsync(Unit session, string id, Caller author, string? text) =>
        await session.ExecuteAsync(
            $"update member set draft = @text where conversation_id = @id and person_id = @me and left_at is null",
            new
            {
                id,
                me = author.PersonId,
                text,
            }
        ) > 0;

    private static Task<string?> FindAsync(Unit session, string id, Caller member) =>
        session.FirstAsync<string>(
            $"select id from member where conversation_id = @id and person_id = @me and left_at is null",
            new { id, me = member.PersonId }
        );

    private static Task<EntryRow?> EntryAsync(Unit session, string id, Caller reader, long seq) =>
        reader.IsGuest
            ? session.FirstAsync<EntryRow>(
                $"""
                select seq, guest_seq, count_after, guest_count_after
                from message
                where conversation_id = @id and guest_seq = @seq and for_agents_only = @no
                """,
                new
                {
                    id,
                    seq,
                    no = false,
                }
            )
            : session.FirstAsync<EntryRow>(
                $"select seq, guest_seq, count_after, guest_count_after from message where conversation_id = @id and seq = @seq",
                new { id, seq }
            );

    private sealed class PlaceRow
    {
        public string Id { get; init; } = "";
        public long SeenSeq { get; init; }
        public long SeenGuestSeq { get; init; }
        public long ReadSeq { get; init; }
        public bool MarkedUnread { get; init; }
        public long LastSeq { get; init; }
        public long LastGuestSeq { get; init; }
        public string Status { get; init; } = "";
    }

    private sealed class EntryRow
    {
        public long Seq { get; init; }
        public long GuestSeq { get; init; }
        public long CountAfter { get; init; }
        public long GuestCountAfter { get; init; }
    }
}
