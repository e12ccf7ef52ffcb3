using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Files;

namespace XBees.Infrastructure.Conversations;

/// <summary>What is written to <c>message</c>.</summary>
internal static class MessageWrites
{
    public static void Insert(Unit session, string id, Message message, string via)
    {
        session.Later(
            $"""
            insert into message (id, conversation_id, seq, guest_seq, count_after, guest_count_after, for_agents_only, kind, author_kind,
                author_id, author_name, author_guest_name, author_number, text, notice, files, client_id, quote_id, via, created_at)
            values (@id, @conversationId, @seq, @guestSeq, @countAfter, @guestCountAfter, @forAgentsOnly, @kind, @authorKind,
                @authorId, @authorName, @authorGuestName, @authorNumber, @text, @notice, @files, @clientId, @quoteId, @via, @createdAt)
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
                authorNumber = message.Author.Number,
                text = message.Text,
                notice = message.Notice is null ? null : NoticeJson.Write(message.Notice),
                files = FilesJson.Write(message.Files),
                clientId = message.ClientId,
                quoteId = message.QuoteId,
                via,
                createdAt = message.CreatedAt.ToUnixTimeMilliseconds(),
            }
        );
        if (message.Files.Count > 0)
        {
            AttachmentStore.Send(session, id, message);
        }
    }
}
