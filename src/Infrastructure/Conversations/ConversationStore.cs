using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>Stores what the Domain decided about a conversation, under the conversation's lock.</summary>
public sealed class ConversationStore : IConversationStore
{
    public async Task<PostingLoad?> LoadForPostingAsync(IUnit unit, string id, Caller author, string? clientId)
    {
        var session = Unit.Of(unit);
        // Lock and loads in one round trip: each statement sees what was committed when the lock was had.
        return await session.ManyAsync(
            $"""
            {Dialect.Lock};
            select c.last_seq, c.last_guest_seq, c.message_count, c.guest_message_count, c.read_only_since, c.agents_now, c.waiting_since,
                m.id as member_id
            from conversation c
            left join member m on m.conversation_id = c.id and m.person_id = @author and m.left_at is null
            where c.id = @id;
            select id from message where conversation_id = @id and author_id = @author and client_id = @clientId
            """,
            new
            {
                id,
                author = author.PersonId,
                clientId,
            },
            async grid =>
            {
                if (session.Dialect.Provider == DatabaseProvider.PostgreSql)
                {
                    await grid.ReadAsync<string>();
                }
                var head = await grid.ReadFirstOrDefaultAsync<PostingRow>();
                var known = await grid.ReadFirstOrDefaultAsync<string>();
                return head?.ToLoad(author, known);
            }
        );
    }

    public async Task<Conversation?> LoadLockedAsync(IUnit unit, string id)
    {
        var session = Unit.Of(unit);
        await session.ExecuteAsync($"{Dialect.Lock}", new { id });
        var row = await session.FirstAsync<ConversationRow>(
            $"""
            select c.id, c.version, c.kind, c.origin, c.origin_agent_id, c.widget_id, c.name, c.description, c.read_only_since, c.public_since,
                c.service_id, s.name as service_name, c.first_service_id, c.assignee_id, c.created_by, c.created_by_kind, c.created_by_name,
                c.last_seq, c.last_guest_seq, c.message_count, c.guest_message_count, c.created_at
            from conversation c
            left join service s on s.id = c.service_id
            where c.id = @id
            """,
            new { id }
        );
        if (row is null)
        {
            return null;
        }
        var members = await session.ListAsync<MemberRow>(
            $"""
            select m.id, m.kind, m.person_id, m.ordinal, m.initial, m.via_service_id, m.joined_at, m.left_at,
                a.name as agent_name, a.guest_name as agent_guest_name, a.email as agent_email,
                g.name as guest_given_name, g.email as guest_email, g.number as guest_number, g.erased_at
            from member m
            left join agent a on a.id = m.person_id
            left join guest g on g.id = m.person_id
            where m.conversation_id = @id
            order by m.ordinal
            """,
            new { id }
        );
        return row.ToConversation([.. members.Select(member => member.ToMember())]);
    }

    public Task<string?> FindStartedAsync(IUnit unit, string createdBy, string startId) =>
        Unit.Of(unit)
            .FirstAsync<string>(
                $"select id from conversation where created_by = @createdBy and start_id = @startId",
                new { createdBy, startId }
            );

    public Task LockStartsAsync(IUnit unit, string guestId) => Unit.Of(unit).ExecuteAsync($"{Dialect.LockGuest}", new { id = guestId });

    public Task<bool> SaveReadAsync(IUnit unit, string id, Caller reader, long seq) =>
        MemberPlaces.SaveReadAsync(Unit.Of(unit), id, reader, seq);

    public Task<bool> SaveMarkedUnreadAsync(IUnit unit, string id, Caller reader, bool unread) =>
        MemberPlaces.SaveMarkedUnreadAsync(Unit.Of(unit), id, reader, unread);

    public Task<bool> SaveDraftAsync(IUnit unit, string id, Caller author, string? text) =>
        MemberPlaces.SaveDraftAsync(Unit.Of(unit), id, author, text);

    public void SavePosted(IUnit unit, string id, Message message, string? memberId, Instant? waitingSince, string via)
    {
        var session = Unit.Of(unit);
        Insert(session, id, message, via);
        Number(session, id, message, waitingSince);
        if (memberId is not null)
        {
            session.Later($"update member set own_after = own_after + 1 where id = @memberId", new { memberId });
        }
        unit.Log(new("message.created", id, message.Id));
    }

    public Task InsertAsync(IUnit unit, Change change, StartFacts facts)
    {
        var session = Unit.Of(unit);
        var made = change.After;
        session.Later(
            $"""
            insert into conversation (id, version, kind, origin, origin_agent_id, widget_id, name, description, read_only_since, public_since,
                service_id, first_service_id, assignee_id, created_by, created_by_kind, created_by_name, start_id, page, referrer,
                last_seq, last_guest_seq, message_count, guest_message_count, agents_now, guests_now, waiting_since, created_at,
                last_activity_at, guest_activity_at)
            values (@id, @version, @kind, @origin, @originAgentId, @widgetId, @name, @description, @readOnlySince, @publicSince,
                @serviceId, @firstServiceId, @assigneeId, @createdBy, @createdByKind, @createdByName, @startId, @page, @referrer,
                @lastSeq, @lastGuestSeq, @messageCount, @guestMessageCount, @agentsNow, @guestsNow, @waitingSince, @createdAt,
                @lastActivityAt, @lastActivityAt)
            """,
            new
            {
                id = made.Id,
                version = made.Version,
                kind = made.Kind.Word(),
                origin = made.Origin.Word(),
                originAgentId = made.OriginAgentId,
                widgetId = made.WidgetId,
                name = made.Name,
                description = made.Description,
                readOnlySince = made.ReadOnly ? session.NowMs : (long?)null,
                publicSince = made.PublicSince?.ToUnixTimeMilliseconds(),
                serviceId = made.Service?.Id,
                firstServiceId = made.FirstServiceId,
                assigneeId = made.AssigneeId,
                createdBy = made.CreatedBy.Id,
                createdByKind = made.CreatedBy.Kind.Word(),
                createdByName = made.CreatedBy.Name,
                startId = facts.StartId,
                page = facts.Page,
                referrer = facts.Referrer,
                lastSeq = made.Tally.LastSeq,
                lastGuestSeq = made.Tally.LastGuestSeq,
                messageCount = made.Tally.Count,
                guestMessageCount = made.Tally.GuestCount,
                agentsNow = (long)made.CurrentAgents.Count(),
                guestsNow = (long)made.CurrentGuests.Count(),
                waitingSince = change.Messages.Any(message => message is { Kind: MessageKind.Text, Author.Kind: PersonKind.Guest })
                    ? session.NowMs
                    : (long?)null,
                createdAt = made.CreatedAt.ToUnixTimeMilliseconds(),
                lastActivityAt = session.NowMs,
            }
        );
        foreach (var message in change.Messages)
        {
            Insert(session, made.Id, message, facts.Via);
        }
        var words = change.Messages.Where(message => message.Kind != MessageKind.Notice).ToLookup(message => message.Author.Id);
        foreach (var member in change.Added)
        {
            Insert(session, made.Id, member, new Tally(), words[member.PersonId].Count());
        }
        unit.Log(new("conversation.created", made.Id));
        foreach (var message in change.Messages.Where(message => message.Kind != MessageKind.Notice))
        {
            unit.Log(new("message.created", made.Id, message.Id));
        }
        return Task.CompletedTask;
    }

    public Task SaveAsync(IUnit unit, Conversation before, Change change, Tally? readByNewcomers = null)
    {
        var session = Unit.Of(unit);
        var after = change.After;
        if (change.HeadChanged)
        {
            UpdateHead(session, before, after);
        }
        foreach (var message in change.Messages)
        {
            Insert(session, after.Id, message, "web");
            unit.Log(new("message.created", after.Id, message.Id));
        }
        foreach (var member in change.Added)
        {
            Insert(session, after.Id, member, readByNewcomers ?? after.Tally, 0);
        }
        foreach (var member in change.Rejoined)
        {
            Rejoin(session, member, readByNewcomers ?? after.Tally);
        }
        foreach (var member in change.Ended)
        {
            session.Later(
                $"update member set left_at = @now, marked_unread = @no, draft = null where id = @id",
                new
                {
                    id = member.Id,
                    now = session.NowMs,
                    no = false,
                }
            );
        }
        var people = change.Added.Concat(change.Rejoined).Concat(change.Ended).Select(member => member.PersonId).ToList();
        if (people.Count > 0)
        {
            unit.Log(new("members.changed", after.Id, null, people));
        }
        else if (change.HeadChanged)
        {
            unit.Log(new("conversation.updated", after.Id));
        }
        return Task.CompletedTask;
    }

    private static void UpdateHead(Unit session, Conversation before, Conversation after) =>
        // In the order of the other writes of this unit; the lock is what keeps two of them apart.
        session.Later(
            $"""
            update conversation
            set version = @version, kind = @kind, name = @name, description = @description,
                read_only_since = case when @readOnly = @no then null when read_only_since is null then @now else read_only_since end,
                assignee_id = @assigneeId, last_seq = @lastSeq, last_guest_seq = @lastGuestSeq, message_count = @messageCount,
                guest_message_count = @guestMessageCount, agents_now = @agentsNow, guests_now = @guestsNow, last_activity_at = @now,
                guest_activity_at = case when last_guest_seq < @lastGuestSeq then @now else guest_activity_at end
            where id = @id and version = @before
            """,
            new
            {
                id = after.Id,
                before = before.Version,
                version = after.Version,
                kind = after.Kind.Word(),
                name = after.Name,
                description = after.Description,
                readOnly = after.ReadOnly,
                no = false,
                now = session.NowMs,
                assigneeId = after.AssigneeId,
                lastSeq = after.Tally.LastSeq,
                lastGuestSeq = after.Tally.LastGuestSeq,
                messageCount = after.Tally.Count,
                guestMessageCount = after.Tally.GuestCount,
                agentsNow = (long)after.CurrentAgents.Count(),
                guestsNow = (long)after.CurrentGuests.Count(),
            }
        );

    private static void Number(Unit session, string id, Message message, Instant? waitingSince) =>
        session.Later(
            $"""
            update conversation
            set last_seq = @lastSeq, last_guest_seq = @lastGuestSeq, message_count = @messageCount, guest_message_count = @guestMessageCount,
                waiting_since = @waitingSince, last_activity_at = @now,
                guest_activity_at = case when last_guest_seq < @lastGuestSeq then @now else guest_activity_at end
            where id = @id
            """,
            new
            {
                id,
                lastSeq = message.Tally.LastSeq,
                lastGuestSeq = message.Tally.LastGuestSeq,
                messageCount = message.Tally.Count,
                guestMessageCount = message.Tally.GuestCount,
                waitingSince = waitingSince?.ToUnixTimeMilliseconds(),
                now = session.NowMs,
            }
        );

    private static void Insert(Unit session, string id, Message message, string via) =>
        session.Later(
            $"""
            insert into message (id, conversation_id, seq, guest_seq, count_after, guest_count_after, for_agents_only, kind, author_kind,
                author_id, author_name, author_guest_name, text, notice, client_id, via, created_at)
            values (@id, @conversationId, @seq, @guestSeq, @countAfter, @guestCountAfter, @forAgentsOnly, @kind, @authorKind,
                @authorId, @authorName, @authorGuestName, @text, @notice, @clientId, @via, @createdAt)
            """,
            new
            {
                id = message.Id,
                conversationId = id,
                seq = message.Seq,
                guestSeq = message.GuestSeq,
                countAfter = message.Tally.Count,
                guestCountAfter = message.Tally.GuestCount,
                forAgentsOnly = message.Audience == Audience.Agents,
                kind = message.Kind.Word(),
                authorKind = message.Author.Kind.Word(),
                authorId = message.Author.Id,
                authorName = message.Author.Name,
                authorGuestName = message.Author.GuestName,
                text = message.Text,
                notice = message.Notice is null ? null : NoticeJson.Write(message.Notice),
                clientId = message.ClientId,
                via,
                createdAt = message.CreatedAt.ToUnixTimeMilliseconds(),
            }
        );

    private static void Insert(Unit session, string id, Member member, Tally read, int ownAfter) =>
        session.Later(
            $"""
            insert into member (id, conversation_id, kind, person_id, ordinal, initial, via_service_id, joined_at, read_seq, read_guest_seq,
                read_count, seen_seq, seen_guest_seq, own_after, marked_unread)
            values (@id, @conversationId, @kind, @personId, @ordinal, @initial, @viaServiceId, @joinedAt, @readSeq, @readGuestSeq,
                @readCount, @none, @none, @ownAfter, @no)
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

    private static void Rejoin(Unit session, Member member, Tally read) =>
        session.Later(
            $"""
            update member
            set ordinal = @ordinal, via_service_id = @viaServiceId, joined_at = @joinedAt, left_at = null, removed_by = null,
                read_seq = @readSeq, read_guest_seq = @readGuestSeq, read_count = @readCount, own_after = @none, marked_unread = @no
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
}
