using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>Which conversations a view holds (LI-2) and what filters leave of them (LI-4): the same for a list and its count.</summary>
internal static class ListQuery
{
    private static readonly string Open = ConversationStatus.Open.Word();
    private static readonly string Snoozed = ConversationStatus.Snoozed.Word();
    private static readonly string Resolved = ConversationStatus.Resolved.Word();

    /// <summary>MS-9: a note moves no conversation in a guest's list.</summary>
    public static Sql Activity(Caller caller)
    {
        if (caller.IsGuest)
        {
            return $"c.guest_activity_at";
        }
        return $"c.last_activity_at";
    }

    public static object Args(Caller caller, ConversationListRequest request, long now, string[]? ids = null) =>
        new
        {
            me = caller.PersonId,
            ids,
            no = false,
            yes = true,
            now,
            open = Open,
            snoozed = Snoozed,
            resolved = Resolved,
            status = request.Filter.Status,
            serviceId = request.Filter.ServiceId,
            assigneeId = request.Filter.AssigneeId,
            origin = request.Filter.Origin,
            since = request.Filter.From?.ToUnixTimeMilliseconds(),
            until = request.Filter.To?.ToUnixTimeMilliseconds(),
            at = request.After?.At,
            after = request.After?.Id,
            limit = request.Limit,
        };

    /// <summary>LI-2: the views hold what one is a member of; of Unassigned also what one manages. A key that sees all has no views of its own.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">For what.</param>
    /// <param name="dense">Whether they are members of so many that these are found sooner among all, by time, than all of theirs are sorted.</param>
    public static Sql Visible(Caller caller, ConversationListRequest request, bool dense = false)
    {
        if (request.Filter.Visible)
        {
            return Visibility.Seen(caller);
        }
        if (caller is AgentCaller { SeesAll: true })
        {
            return Visibility.Whole(caller);
        }
        if (request.View == "unassigned")
        {
            return Unassigned(request);
        }
        Sql member = $"me.id is not null";
        if (dense)
        {
            // Said like this the database does not begin with the memberships.
            member = $"coalesce(me.id, '') <> ''";
        }
        Sql settled = $"";
        if (!caller.IsGuest && GoesOn(request))
        {
            settled = $" and me.settled = @no";
        }
        return $"{member}{settled}";
    }

    /// <summary>Whether nothing that is settled can be in it.</summary>
    public static bool GoesOn(ConversationListRequest request) =>
        request.View switch
        {
            "unread" or "snoozed" => true,
            "mine" or "all" or "mentions" or "waiting" or "unassigned" => request.Filter.Status is null or "open" or "snoozed",
            _ => false,
        };

    /// <summary>From the memberships on, and from the managed services on: never through all conversations (LI-3).</summary>
    private static Sql Unassigned(ConversationListRequest request)
    {
        Sql settled = $"";
        Sql open = $"";
        if (GoesOn(request))
        {
            settled = $" and own.settled = @no";
        }
        if (request.Filter.Status is null or "open")
        {
            // As the index says it.
            open = $" and x.status = 'open'";
        }
        return $"""
            c.id in (
                select own.conversation_id from member own where own.person_id = @me and own.left_at is null{settled}
                union all
                select x.id from service sv join conversation x on x.service_id = sv.id
                where sv.manager_id = @me and x.assignee_id is null{open}
            )
            """;
    }

    public static Sql Where(Caller caller, ConversationListRequest request)
    {
        Sql place = $"";
        if (request.After is not null)
        {
            var activity = Activity(caller);
            place = $" and {activity} <= @at and ({activity} < @at or c.id < @after)";
        }
        if (caller.IsGuest)
        {
            return place;
        }
        return $"{InView(request.View, request.Filter.Status is not null)}{Filters(request.Filter)}{place}";
    }

    /// <summary>
    /// What one has put away stands in Archived and Muted alone (ST-7); what is snoozed or resolved not in the first views (ST-5), unless it
    /// is asked for.
    /// </summary>
    public static Sql InView(string view, bool statusGiven)
    {
        Sql open = $"";
        if (!statusGiven)
        {
            open = $" and c.status = @open";
        }
        Sql here = $" and (me.archived_count is null or me.archived_count < c.message_count)";
        return view switch
        {
            "mine" => $"{here}{open} and c.assignee_id = @me and {HeadRow.ServiceField}",
            "unassigned" => $"{here}{open} and c.service_id is not null and c.assignee_id is null and {HeadRow.ServiceField}",
            "mentions" => $"{here}{open} and c.id in (select n.conversation_id from mention n where n.agent_id = @me)",
            "waiting" => $"{here}{open} and c.waiting_since is not null",
            "snoozed" => $"{here} and c.status = @snoozed",
            "resolved" => $"{here} and c.status = @resolved",
            "unread" =>
                $"{here} and c.spam_since is null and (me.marked_unread <> @no or c.message_count - me.read_count - me.own_after > 0)",
            "archived" => $" and me.archived_count is not null and me.archived_count = c.message_count",
            "muted" => $" and me.muted_until is not null and me.muted_until > @now",
            _ => $"{here}{open}",
        };
    }

    public static Sql Filters(ConversationFilter filter)
    {
        Sql service = $"";
        Sql assignee = $"";
        Sql status = $"";
        Sql origin = $"";
        Sql from = $"";
        Sql to = $"";
        if (filter.ServiceId is not null)
        {
            service = $" and c.service_id = @serviceId and {HeadRow.ServiceField}";
        }
        if (filter.ServiceId == ConversationFilter.None)
        {
            service = $" and (c.service_id is null or not {HeadRow.ServiceField})";
        }
        if (filter.AssigneeId is not null)
        {
            assignee = $" and c.assignee_id = @assigneeId and {HeadRow.ServiceField}";
        }
        if (filter.AssigneeId == ConversationFilter.None)
        {
            assignee = $" and (c.assignee_id is null or not {HeadRow.ServiceField})";
        }
        if (filter.Status is not (null or ConversationFilter.Any))
        {
            status = $" and c.status = @status";
        }
        if (filter.Origin is not null)
        {
            origin = $" and c.origin = @origin";
        }
        if (filter.From is not null)
        {
            from = $" and c.last_activity_at >= @since";
        }
        if (filter.To is not null)
        {
            to = $" and c.last_activity_at < @until";
        }
        return $"{service}{assignee}{status}{origin}{from}{to}";
    }
}
