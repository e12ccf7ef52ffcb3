using XBees.Application.Files;
using XBees.Domain.Files;
using XBees.Infrastructure.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Guests;

namespace XBees.Infrastructure.Files;

/// <summary>Files as those who see their messages may open them (FI-4): asked anew each time, so that who was removed gets nothing.</summary>
public sealed class AttachmentReader(Db db) : IAttachmentReader
{
    public async Task<FileCard?> OneAsync(Caller caller, string id, CancellationToken cancel)
    {
        var row = await db.FirstAsync<Row>(
            $"""
            select {CardRow.Columns}, a.conversation_id, a.message_id, a.uploader_id, a.stored_at, m.for_agents_only
            from attachment a
            left join message m on m.id = a.message_id
            where a.id = @id
            """,
            new { id },
            cancel
        );
        if (row?.StoredAt is null)
        {
            return null;
        }
        var opens = row.MessageId is null
            ? row.UploaderId == caller.PersonId
            : !(caller.IsGuest && row.ForAgentsOnly == true) && await Visibility.MayReadAsync(db, caller, row.ConversationId, cancel);
        return opens ? row.ToCard() : null;
    }

    public async Task<FileCard?> OneByLinkAsync(Caller caller, string id, CancellationToken cancel) =>
        await IsLetInAsync(caller, cancel) ? await OneAsync(caller, id, cancel) : null;

    private async Task<bool> IsLetInAsync(Caller caller, CancellationToken cancel) =>
        caller is GuestCaller guest
            ? await db.FirstAsync<string>(
                $"""
                select s.id
                from guest_session s
                join guest g on g.id = s.guest_id
                where s.id = @id and s.ended_at is null and not ({GuestBlocks.On($"g.id", $"g.email_folded")})
                """,
                new { id = guest.SessionId },
                cancel
            )
                is not null
            : await db.FirstAsync<string>(
                $"select id from agent where id = @id and deactivated_at is null",
                new { id = caller.PersonId },
                cancel
            )
                is not null;

    private sealed class Row : CardRow
    {
        public string ConversationId { get; init; } = "";
        public string? MessageId { get; init; }
        public string UploaderId { get; init; } = "";
        public long? StoredAt { get; init; }
        public bool? ForAgentsOnly { get; init; }
    }
}
