using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Crm;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>Stores what the Domain decided about a conversation, under the conversation's lock.</summary>
public sealed class ConversationStore : IConversationStore
{
    public async Task<PostingLoad?> LoadForPostingAsync(IUnit unit, string id, Caller author, string? clientId)
    {
        var session = Unit.Of(unit);
        Sql present = $"c.agents_now";
        if (author.IsGuest)
        {
            // RE-1: who was deactivated is a member still, and nobody who could answer.
            present = $"""
                case when exists (
                    select 1 from member p join agent a on a.id = p.person_id
                    where p.conversation_id = c.id and p.left_at is null and a.deactivated_at is null
                ) then 1 else 0 end
                """;
        }
        // Lock and loads in one round trip: each statement sees what was committed when the lock was had.
        return await session.ManyAsync(
            $"""
            {Dialect.Lock};
            select c.last_seq, c.last_guest_seq, c.message_count, c.guest_message_count, c.read_only_since, {present} as agents_now, c.status, c.waiting_since,
                c.continued_at, c.spam_since, m.id as member_id
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

    public async Task<bool> MayQuoteAsync(IUnit unit, string id, string messageId, Caller author)
    {
        Sql sight = $"";
        if (author.IsGuest)
        {
            sight = $" and for_agents_only = @no";
        }
        return await Unit.Of(unit)
            .FirstAsync<string>(
                $"select id from message where id = @messageId and conversation_id = @id and kind in (@text, @note){sight}",
                new
                {
                    id,
                    messageId,
                    text = MessageKind.Text.Word(),
                    note = MessageKind.Note.Word(),
                    no = false,
                }
            )
            is not null;
    }

    public async Task<Conversation?> LoadLockedAsync(IUnit unit, string id)
    {
        var session = Unit.Of(unit);
        await session.ExecuteAsync($"{Dialect.Lock}", new { id });
        return await WholeConversation.LoadAsync(session, id);
    }

    public Task<string?> FindStartedAsync(IUnit unit, string createdBy, string startId) =>
        Unit.Of(unit)
            .FirstAsync<string>(
                $"select id from conversation where created_by = @createdBy and start_id = @startId",
                new { createdBy, startId }
            );

    public Task<string?> FindNextAsync(IUnit unit, string id, string guestId) =>
        Unit.Of(unit)
            .FirstAsync<string>(
                $"""
                select c.id
                from conversation c
                join member m on m.conversation_id = c.id and m.person_id = @guestId and m.left_at is null
                where c.continues_id = @id and c.created_by = @guestId
                order by c.created_at desc, c.id desc
                {Dialect.Limit}
                """,
                new
                {
                    id,
                    guestId,
                    limit = 1,
                }
            );

    public Task<PlacedMessage?> FindInNextAsync(IUnit unit, string id, string guestId, string clientId) =>
        Unit.Of(unit)
            .FirstAsync<PlacedMessage>(
                $"""
                select m.conversation_id, m.id as message_id
                from conversation c
                join message m on m.conversation_id = c.id and m.author_id = @guestId and m.client_id = @clientId
                where c.continues_id = @id and c.created_by = @guestId
                """,
                new
                {
                    id,
                    guestId,
                    clientId,
                }
            );

    public Task LockStartsAsync(IUnit unit, string guestId) => Unit.Of(unit).ExecuteAsync($"{Dialect.LockGuest}", new { id = guestId });

    public Task<bool> SaveReadAsync(IUnit unit, string id, Caller reader, long seq) =>
        MemberPlaces.SaveReadAsync(Unit.Of(unit), id, reader, seq);

    public Task<bool> SaveMarkedUnreadAsync(IUnit unit, string id, Caller reader, bool unread) =>
        MemberPlaces.SaveMarkedUnreadAsync(Unit.Of(unit), id, reader, unread);

    public Task<bool> SaveDraftAsync(IUnit unit, string id, Caller author, string? text) =>
        MemberPlaces.SaveDraftAsync(Unit.Of(unit), id, author, text);

    public Task<bool> SavePinnedAsync(IUnit unit, string id, Caller member, bool pinned) =>
        MemberPlaces.SavePinnedAsync(Unit.Of(unit), id, member, pinned);

    public Task<bool> SaveArchivedAsync(IUnit unit, string id, Caller member, bool archived) =>
        MemberPlaces.SaveArchivedAsync(Unit.Of(unit), id, member, archived);

    public Task<bool> SaveMutedAsync(IUnit unit, string id, Caller member, Instant? until) =>
        MemberPlaces.SaveMutedAsync(Unit.Of(unit), id, member, until);

    public void SavePosted(IUnit unit, string id, Message message, string? memberId, Instant? waitingSince, string via)
    {
        var session = Unit.Of(unit);
        MessageWrites.Insert(session, id, message, via);
        Mentions.Insert(session, id, message);
        HeadWrites.Number(session, id, message, waitingSince);
        if (memberId is not null)
        {
            MemberWrites.CountOwn(session, memberId);
        }
        unit.Log(new("message.created", id, message.Id));
        if (message is { Kind: MessageKind.Text, Author.Kind: PersonKind.Agent })
        {
            UnreadMailTimer.Begin(session, id);
        }
    }

    public void Settle(IUnit unit, string id) => MemberWrites.Settle(Unit.Of(unit), id);

    public void BeginWait(IUnit unit, string id, Instant since) => EscalationTimer.Begin(Unit.Of(unit), id, since);

    public Task InsertAsync(IUnit unit, Change change, StartFacts facts)
    {
        var session = Unit.Of(unit);
        var made = change.After;
        HeadWrites.Insert(session, change, facts);
        foreach (var message in change.Messages)
        {
            MessageWrites.Insert(session, made.Id, message, facts.Via);
        }
        var words = change.Messages.Where(message => message.Kind != MessageKind.Notice).ToLookup(message => message.Author.Id);
        foreach (var member in change.Added)
        {
            MemberWrites.Insert(session, made.Id, member, new Tally(), words[member.PersonId].Count());
        }
        if (change.Messages.Any(message => message is { Kind: MessageKind.Text, Author.Kind: PersonKind.Agent }))
        {
            UnreadMailTimer.Begin(session, made.Id);
        }
        unit.Log(new("conversation.created", made.Id));
        foreach (var message in change.Messages.Where(message => message.Kind != MessageKind.Notice))
        {
            unit.Log(new("message.created", made.Id, message.Id));
        }
        return Task.CompletedTask;
    }

    public async Task SaveAsync(IUnit unit, Conversation before, Change change, Tally? readByNewcomers = null)
    {
        var session = Unit.Of(unit);
        var after = change.After;
        if (change.HeadChanged)
        {
            HeadWrites.Update(session, before, after);
        }
        foreach (var message in change.Messages)
        {
            MessageWrites.Insert(session, after.Id, message, "web");
            unit.Log(new("message.created", after.Id, message.Id));
        }
        foreach (var member in change.Added)
        {
            MemberWrites.Insert(session, after.Id, member, readByNewcomers ?? after.Tally, 0);
        }
        foreach (var member in change.Rejoined)
        {
            MemberWrites.Rejoin(session, member, readByNewcomers ?? after.Tally);
        }
        foreach (var member in change.Ended)
        {
            MemberWrites.End(session, member);
            if (member.Kind == PersonKind.Guest)
            {
                InvitationStore.RevokeOf(session, after.Id, member);
            }
        }
        foreach (var member in change.Moved)
        {
            MemberWrites.Move(session, member);
        }
        var people = change.Added.Concat(change.Rejoined).Concat(change.Ended).Select(member => member.PersonId).ToList();
        if (people.Count > 0)
        {
            unit.Log(new("members.changed", after.Id, null, people));
        }
        if (change.Assigned)
        {
            unit.Log(new("assignment.changed", after.Id, null, await LostManagerAsync(session, before, after)));
        }
        var otherStatus = (before.Status, before.SnoozedUntil) != (after.Status, after.SnoozedUntil);
        if (otherStatus)
        {
            unit.Log(new("status.changed", after.Id));
            await SnoozeTimer.SetAsync(session, after);
        }
        if (after.Status == ConversationStatus.Resolved && before.Status != ConversationStatus.Resolved)
        {
            await CrmEntries.ResolvedAsync(session, after, change);
        }
        if (before.Status == ConversationStatus.Resolved || after.Status == ConversationStatus.Resolved)
        {
            MemberWrites.Settle(session, after.Id);
        }
        // Another service has another time to answer, and what was snoozed goes on waiting (ST-5).
        if (
            before.Service?.Id != after.Service?.Id
            || (before.Status != ConversationStatus.Open && after.Status == ConversationStatus.Open)
        )
        {
            EscalationTimer.SetAnew(session, after);
        }
        // A guest is told of an assignment's new service by this alone: it may be the title (TI-4).
        if (people.Count == 0 && change.HeadChanged && !otherStatus && (!change.Assigned || before.Service != after.Service))
        {
            // AC-13: of the link and of an escalation agents alone hear.
            unit.Log(new(IsSeenByGuests(before, after) ? "conversation.updated" : "head.changed", after.Id));
        }
    }

    private static bool IsSeenByGuests(Conversation before, Conversation after) =>
        (before.Name, before.Description, before.ReadOnly, before.Service?.Id)
        != (after.Name, after.Description, after.ReadOnly, after.Service?.Id);

    /// <summary>LI-3: the previous service's manager sees it no more, unless as a member, and has to hear so.</summary>
    private static async Task<IReadOnlyList<string>> LostManagerAsync(Unit session, Conversation before, Conversation after) =>
        before.Service is { } previous
        && previous.Id != after.Service?.Id
        && await session.FirstAsync<string>($"select manager_id from service where id = @id", new { id = previous.Id }) is { } manager
            ? [manager]
            : [];
}
