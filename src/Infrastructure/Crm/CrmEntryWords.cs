using XBees.Domain.Conversations;
using XBees.Domain.Crm;
using XBees.Domain.Guests;
using XBees.Domain.Meetings;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Files;
using XBees.Infrastructure.Guests;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.Meetings;

namespace XBees.Infrastructure.Crm;

/// <summary>What is logged by itself as it is now.</summary>
public sealed class CrmEntryWords(Db db, PublicAddress address, TimeProvider time)
{
    private const int MostMessages = 1_000;

    /// <summary>Null: it is not there any more.</summary>
    internal async Task<CrmMeeting?> MeetingAsync(DueEntry due, string guestId, CrmAuthorRow author, CancellationToken cancel)
    {
        if (due.Gone is { } gone)
        {
            return new()
            {
                Id = due.Id,
                Title = Title(gone.Subject, author),
                Text = "",
                Start = Instant.FromUnixTimeMilliseconds(gone.StartsAt),
                End = Instant.FromUnixTimeMilliseconds(gone.EndsAt),
                State = CrmMeetingState.Cancelled,
                Author = author.Name,
            };
        }
        if (await RowAsync(due.SubjectId, cancel) is not { } row)
        {
            return null;
        }
        var meeting = row.ToMeeting();
        return new()
        {
            Id = due.Id,
            Title = Title(meeting.Subject, author),
            Text = string.Join('\n', new[] { meeting.Reason, LinkTo(meeting.ConversationId) }.OfType<string>()),
            Place = meeting.Place?.Text,
            Start = meeting.Start,
            End = meeting.End,
            State = CrmMeeting.StateOf(meeting, await TakesPartAsync(meeting, guestId, cancel), Now),
            Author = author.Name,
        };
    }

    /// <summary>What guests can read of it, without what was deleted (CR-8). Null: it is not there any more.</summary>
    public async Task<string?> ConversationAsync(string id, CancellationToken cancel)
    {
        var row = await db.FirstAsync<HeadRow>(
            $"select {HeadRow.Columns} from conversation c {HeadRow.Joins} where c.id = @id",
            new { me = "", id },
            cancel
        );
        if (row is null)
        {
            return null;
        }
        var title = Domain.Conversations.Title.For((await new HeadViews(db).FactsAsync([row], cancel))[id], Viewer.Agent("", false));
        var said = await db.ListAsync<LineRow>(
            $"""
            select {MessageRow.Columns}
            from message m
            where m.conversation_id = @id and m.for_agents_only = @no and m.kind = @text and m.deleted_at is null
            order by m.guest_seq
            {Dialect.Limit}
            """,
            new
            {
                id,
                no = false,
                text = MessageKind.Text.Word(),
                limit = MostMessages,
            },
            cancel
        );
        return CrmConversation.Text(title.Text, said.Select(line => line.ToLine()), LinkTo(id));
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private static string Title(string subject, CrmAuthorRow host) =>
        CrmText.Line(subject) ?? (Languages.Of(host.Language) == Languages.German ? "Termin" : "Meeting");

    private string LinkTo(string conversationId) => address.Of($"/conversations/{conversationId}");

    private Task<MeetingRow?> RowAsync(string id, CancellationToken cancel) =>
        db.FirstAsync<MeetingRow>($"select {MeetingRow.Columns} from meeting t where t.id = @id", new { id }, cancel);

    /// <summary>ME-23: who left does not come; whoever is the same guest by an agent's word does (GU-10).</summary>
    private async Task<bool> TakesPartAsync(Meeting meeting, string guestId, CancellationToken cancel)
    {
        var guests = await MergedGuests.IdsAsync(db, guestId, cancel);
        return guests.Contains(meeting.GuestId)
            || await db.FirstAsync<string>(
                $"""
                select m.id from member m
                where m.conversation_id = @conversationId and {Dialect.In("m.person_id", "@guests")} and m.left_at is null
                """,
                new { conversationId = meeting.ConversationId, guests = guests.ToArray() },
                cancel
            )
                is not null;
    }

    private sealed class LineRow : MessageRow
    {
        public CrmLine ToLine() =>
            new(Instant.FromUnixTimeMilliseconds(CreatedAt), Named(), Text, [.. FilesJson.Read(Files).Select(file => file.Name)]);

        private string Named() =>
            AuthorKind == "guest"
                ? GuestLabel.For(new GuestCard(AuthorId ?? "", AuthorName, null, AuthorNumber ?? 0))
                : CrmText.Line(AuthorName) ?? "XBees";
    }
}
