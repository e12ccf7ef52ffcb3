using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>What is written to <c>conversation</c>.</summary>
internal static class HeadWrites
{
    public static void Insert(Unit session, Change change, StartFacts facts)
    {
        var made = change.After;
        session.Later(
            $"""
            insert into conversation (id, version, kind, origin, origin_agent_id, widget_id, name, description, read_only_since, public_since,
                link_number, service_id, first_service_id, assignee_id, created_by, created_by_kind, start_id, page, referrer,
                last_seq, last_guest_seq, message_count, guest_message_count, agents_now, guests_now, waiting_since, status, continues_id, created_at,
                last_activity_at, guest_activity_at)
            values (@id, @version, @kind, @origin, @originAgentId, @widgetId, @name, @description, @readOnlySince, @publicSince,
                @linkNumber, @serviceId, @firstServiceId, @assigneeId, @createdBy, @createdByKind, @startId, @page, @referrer,
                @lastSeq, @lastGuestSeq, @messageCount, @guestMessageCount, @agentsNow, @guestsNow, @waitingSince, @status, @continuesId, @createdAt,
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
                linkNumber = made.LinkNumber,
                serviceId = made.Service?.Id,
                firstServiceId = made.FirstServiceId,
                assigneeId = made.AssigneeId,
                createdBy = made.CreatedBy,
                createdByKind = made.CreatedByKind.Word(),
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
                status = made.Status.Word(),
                continuesId = made.ContinuesId,
                createdAt = made.CreatedAt.ToUnixTimeMilliseconds(),
                lastActivityAt = session.NowMs,
            }
        );
    }

    public static void Update(Unit session, Conversation before, Conversation after) =>
        // In the order of the other writes of this unit; the lock is what keeps two of them apart.
        session.Later(
            $"""
            update conversation
            set version = @version, kind = @kind, name = @name, description = @description,
                read_only_since = case when @readOnly = @no then null when read_only_since is null then @now else read_only_since end,
                public_since = @publicSince, link_number = @linkNumber,
                status = @status, snoozed_until = @snoozedUntil, resolved_at = @resolvedAt, spam_since = @spamSince, continued_at = @continuedAt,
                waiting_since = case when @status = @resolved then null else waiting_since end, escalated_since = @escalatedSince,
                service_id = @serviceId, assignee_id = @assigneeId, assigned_by = @assignedBy, assigned_at = @assignedAt,
                last_seq = @lastSeq, last_guest_seq = @lastGuestSeq, message_count = @messageCount,
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
                publicSince = after.PublicSince?.ToUnixTimeMilliseconds(),
                linkNumber = after.LinkNumber,
                no = false,
                now = session.NowMs,
                serviceId = after.Service?.Id,
                status = after.Status.Word(),
                snoozedUntil = after.SnoozedUntil?.ToUnixTimeMilliseconds(),
                resolvedAt = after.ResolvedAt?.ToUnixTimeMilliseconds(),
                spamSince = after.SpamSince?.ToUnixTimeMilliseconds(),
                continuedAt = after.ContinuedAt?.ToUnixTimeMilliseconds(),
                escalatedSince = after.EscalatedSince?.ToUnixTimeMilliseconds(),
                resolved = ConversationStatus.Resolved.Word(),
                assigneeId = after.AssigneeId,
                assignedBy = after.AssignedBy,
                assignedAt = after.AssignedAt?.ToUnixTimeMilliseconds(),
                lastSeq = after.Tally.LastSeq,
                lastGuestSeq = after.Tally.LastGuestSeq,
                messageCount = after.Tally.Count,
                guestMessageCount = after.Tally.GuestCount,
                agentsNow = (long)after.CurrentAgents.Count(),
                guestsNow = (long)after.CurrentGuests.Count(),
            }
        );

    public static void Number(Unit session, string id, Message message, Instant? waitingSince) =>
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
}
