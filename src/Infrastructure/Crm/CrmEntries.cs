using System.Security.Cryptography;
using System.Text;
using XBees.Application.Crm;
using XBees.Domain.Conversations;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Guests;
using XBees.Infrastructure.Meetings;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Crm;

/// <summary>
/// What is logged by itself on its way to the records of guests (CR-7, CR-8): what is to be sent stands in the unit that causes it, and what it
/// says is read when it is sent. Each waits for itself alone, and holds up nothing that an agent logs.
/// </summary>
internal static class CrmEntries
{
    public const string Meeting = "meeting";
    public const string Conversation = "conversation";

    /// <summary>Once for each of its guests who has a record: booked, moved, cancelled, marked, over. What is asked for only is none yet (ME-3).</summary>
    /// <param name="unit">The change.</param>
    /// <param name="meeting">As it is after it.</param>
    /// <param name="participants">Of a new one; else they are known.</param>
    public static Task SetAsync(Unit unit, Meeting meeting, IReadOnlyList<string>? participants = null) =>
        SetAsync(unit, meeting, participants, $"{meeting.Version}");

    /// <summary>Its time is over, and nothing else of it has changed.</summary>
    public static Task OverAsync(Unit unit, Meeting meeting) => SetAsync(unit, meeting, null, $"{meeting.Version} over");

    private static async Task SetAsync(Unit unit, Meeting meeting, IReadOnlyList<string>? participants, string change)
    {
        if (meeting.State == MeetingState.Unconfirmed)
        {
            return;
        }
        var others =
            participants
            ?? await unit.ListAsync<string>($"select guest_id from meeting_person where meeting_id = @id", new { id = meeting.Id });
        var cancelled = meeting.State == MeetingState.Cancelled;
        var records = await RecordsAsync(unit, [meeting.GuestId, .. others]);
        foreach (var record in records)
        {
            // What was over before anybody was told of it leaves no trace.
            if (!cancelled || await KnownAsync(unit, record, meeting.Id) is not null)
            {
                await SendAsync(unit, record, Of(meeting), change);
            }
        }
        await CrmMeetingTimer.SetAsync(unit, meeting, isWanted: records.Count > 0 && !cancelled);
    }

    /// <summary>A guest has a record now: their meetings that are to come.</summary>
    public static async Task SetAllAsync(Unit unit, string guestId, CrmKind kind)
    {
        var ahead = await unit.ListAsync<MeetingRow>(
            $"""
            select {MeetingRow.Columns}
            from meeting t
            where t.state = @confirmed and t.ends_at > @now
                and (
                    {Dialect.In("t.guest_id", "@guests")}
                    or exists (select 1 from meeting_person p where p.meeting_id = t.id and {Dialect.In("p.guest_id", "@guests")})
                )
            order by t.id
            """,
            new
            {
                guests = (await MergedGuests.IdsAsync(unit, guestId)).ToArray(),
                confirmed = MeetingRow.Word(MeetingState.Confirmed),
                now = unit.NowMs,
            }
        );
        foreach (var meeting in ahead.Select(row => row.ToMeeting()))
        {
            foreach (var record in (await RecordsAsync(unit, [guestId])).Where(one => one.Kind == CrmWords.Word(kind)))
            {
                await SendAsync(unit, record, Of(meeting), $"{meeting.Version} linked {unit.NowMs}");
            }
            await CrmMeetingTimer.SetAsync(unit, meeting, isWanted: true);
        }
    }

    /// <summary>With the conversation they lie in: those that were to come come no more.</summary>
    public static async Task DropOfConversationAsync(Unit unit, string conversationId)
    {
        var ahead = await unit.ListAsync<MeetingRow>(
            $"""
            select {MeetingRow.Columns}
            from meeting t
            where t.conversation_id = @conversationId and t.state = @confirmed and t.ends_at > @now
            """,
            new
            {
                conversationId,
                confirmed = MeetingRow.Word(MeetingState.Confirmed),
                now = unit.NowMs,
            }
        );
        foreach (var row in ahead)
        {
            foreach (var record in await LoggedAsync(unit, row.Id))
            {
                var gone = new DueGone(row.Subject, row.StartsAt, row.EndsAt);
                await SendAsync(unit, record, Of(row.ToMeeting()) with { Gone = gone }, "gone");
            }
        }
    }

    /// <summary>CR-8: once, when it is resolved, where an administrator wants it. Spam is nothing that a guest has said.</summary>
    public static async Task ResolvedAsync(Unit unit, Conversation conversation, Change change)
    {
        var actor = change.Messages.Select(message => message.Notice?.Actor).FirstOrDefault(one => one?.Kind == PersonKind.Agent)?.Id;
        if (conversation.SpamSince is not null || (actor ?? conversation.AssigneeId) is not { } author)
        {
            return;
        }
        var records = await RecordsAsync(unit, [.. conversation.CurrentGuests.Select(guest => guest.PersonId)]);
        foreach (var record in records.Where(one => one.ConversationsSince is not null))
        {
            if (await KnownAsync(unit, record, conversation.Id) is null)
            {
                await SendAsync(unit, record, new(Conversation, conversation.Id, author), "resolved");
            }
        }
    }

    private static DueEntry Of(Meeting meeting) => new(Meeting, meeting.Id, meeting.HostId);

    /// <summary>Whoever is one guest by an agent's word has one record (GU-10).</summary>
    private static Task<IReadOnlyList<RecordRow>> RecordsAsync(Unit unit, string[] guests) =>
        unit.ListAsync<RecordRow>(
            $"""
            select distinct l.id, l.kind, l.connection_id, l.guest_id, c.conversations_since
            from guest g
            join crm_link l on l.guest_id = coalesce(g.merged_into, g.id)
            join crm_connection c on c.id = l.connection_id
            where {Dialect.In("g.id", "@guests")} and l.state = @linked and c.active = @yes
            order by l.id
            """,
            new
            {
                guests,
                linked = CrmLinkRow.Word(CrmLinkState.Linked),
                yes = true,
            }
        );

    private static Task<IReadOnlyList<RecordRow>> LoggedAsync(Unit unit, string subjectId) =>
        unit.ListAsync<RecordRow>(
            $"""
            select l.id, l.kind, l.connection_id, l.guest_id
            from crm_activity a
            join crm_link l on l.id = a.link_id
            where a.subject_id = @subjectId
            order by l.id
            """,
            new { subjectId }
        );

    private static Task<string?> KnownAsync(Unit unit, RecordRow record, string subjectId) =>
        unit.FirstAsync<string>(
            $"select id from crm_activity where link_id = @linkId and subject_id = @subjectId",
            new { linkId = record.Id, subjectId }
        );

    private static async Task SendAsync(Unit unit, RecordRow record, DueEntry entry, string change)
    {
        var lane = $"crm {entry.SubjectId} {record.Id}";
        var args = new
        {
            id = await KnownAsync(unit, record, entry.SubjectId) ?? await NewIdAsync(unit, record, entry.SubjectId),
            linkId = record.Id,
            kind = entry.Kind,
            authorId = entry.AuthorId,
            subjectId = entry.SubjectId,
            key = $"{lane} {change}",
            now = unit.NowMs,
        };
        if (await unit.ExecuteAsync($"update crm_activity set author_id = @authorId, delivery_key = @key where id = @id", args) == 0)
        {
            await unit.ExecuteAsync(
                $"""
                insert into crm_activity (id, link_id, kind, author_id, delivery_key, subject_id, created_at)
                values (@id, @linkId, @kind, @authorId, @key, @subjectId, @now)
                """,
                args
            );
        }
        var due = new DueCrm(record.ConnectionId, record.Id, 0, null) { Entry = entry with { Id = args.id } };
        await Deliveries.EnqueueAsync(unit, $"crm-{record.Kind}", args.key, lane, due);
    }

    /// <summary>The same for the same, also after a CRM was disconnected and connected again: it knows it again.</summary>
    private static async Task<string> NewIdAsync(Unit unit, RecordRow record, string subjectId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{record.Kind} {record.GuestId} {subjectId}"));
        var id = Ids.New(Ids.CrmActivity, new(hash.AsSpan(0, 16), bigEndian: true));
        // A record that was theirs while two guests were one has gone back with it.
        return await unit.FirstAsync<string>($"select id from crm_activity where id = @id", new { id }) is null
            ? id
            : unit.NewId(Ids.CrmActivity);
    }

    private sealed class RecordRow
    {
        public string Id { get; init; } = "";
        public string Kind { get; init; } = "";
        public string ConnectionId { get; init; } = "";
        public string GuestId { get; init; } = "";
        public long? ConversationsSince { get; init; }
    }
}
