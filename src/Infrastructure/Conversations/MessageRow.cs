using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Files;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Files;

namespace XBees.Infrastructure.Conversations;

/// <summary>A row of <c>message m</c>, and the one rendering of it for agents and for guests, in the reader's language.</summary>
internal class MessageRow
{
    public string Id { get; init; } = "";
    public long Seq { get; init; }
    public long GuestSeq { get; init; }
    public bool ForAgentsOnly { get; init; }
    public string Kind { get; init; } = "";
    public string AuthorKind { get; init; } = "";
    public string? AuthorId { get; init; }
    public string? AuthorName { get; init; }
    public string? AuthorGuestName { get; init; }
    public long? AuthorNumber { get; init; }
    public string Text { get; init; } = "";
    public string? Notice { get; init; }
    public string? Files { get; init; }
    public string? ClientId { get; init; }
    public string Via { get; init; } = "";
    public long CreatedAt { get; init; }
    public long? EditedAt { get; init; }
    public long? DeletedAt { get; init; }

    public static Sql Columns =>
        $"""
            m.id, m.seq, m.guest_seq, m.for_agents_only, m.kind, m.author_kind, m.author_id, m.author_name, m.author_guest_name,
            m.author_number, m.text, m.notice, m.files, m.client_id, m.via, m.created_at, m.edited_at, m.deleted_at
            """;

    public string? QuoteId { get; init; }
    public long QuoteSeq { get; init; }
    public long QuoteGuestSeq { get; init; }
    public bool QuoteForAgentsOnly { get; init; }
    public string QuoteKind { get; init; } = "";
    public string QuoteAuthorKind { get; init; } = "";
    public string? QuoteAuthorId { get; init; }
    public string? QuoteAuthorName { get; init; }
    public string? QuoteAuthorGuestName { get; init; }
    public long? QuoteAuthorNumber { get; init; }
    public string QuoteText { get; init; } = "";
    public string? QuoteFiles { get; init; }
    public long? QuoteDeletedAt { get; init; }

    /// <summary>With what it quotes, of <see cref="Quoted"/>.</summary>
    public static Sql WithQuote =>
        $"""
            {Columns}, q.id as quote_id, q.seq as quote_seq, q.guest_seq as quote_guest_seq, q.for_agents_only as quote_for_agents_only,
            q.kind as quote_kind, q.author_kind as quote_author_kind, q.author_id as quote_author_id, q.author_name as quote_author_name,
            q.author_guest_name as quote_author_guest_name, q.author_number as quote_author_number, q.text as quote_text,
            q.files as quote_files, q.deleted_at as quote_deleted_at
            """;

    public static Sql Quoted => $"left join message q on q.id = m.quote_id";

    /// <summary>Of the card of a meeting: which one.</summary>
    public string? MeetingId => Kind == "meeting" ? NoticeJson.MeetingIdOf(Notice!) : null;

    public MessageView ToView(Caller reader, MessageParts parts)
    {
        var files = FilesJson.Read(Files);
        return new()
        {
            Id = Id,
            Seq = reader.IsGuest ? GuestSeq : Seq,
            ClientId = ClientId,
            Author = Author(reader),
            Kind = MessageView.Word(Kind, Text, files),
            Text = Text,
            Attachments = files,
            Notice = Notice is null ? null : NoticeJson.Read(Notice, reader),
            Meeting = parts.Meetings.Of(MeetingId, reader),
            Quote = QuoteId is null || (reader.IsGuest && QuoteForAgentsOnly) ? null : Quote(reader),
            Reactions = parts.Reactions.Of(Id, reader),
            Mentions = parts.Mentions.Of(Id, reader),
            Via = Via,
            CreatedAt = Instant.FromUnixTimeMilliseconds(CreatedAt),
            EditedAt = Times.Instant(EditedAt),
            DeletedAt = Times.Instant(DeletedAt),
        };
    }

    public LastMessageView ToLast(Caller reader)
    {
        var files = FilesJson.Read(Files);
        return new(
            reader.IsGuest ? GuestSeq : Seq,
            MessageView.Word(Kind, Text, files),
            Author(reader),
            DisplayName.Cut(Text, 200),
            Notice is null ? null : NoticeJson.Read(Notice, reader),
            Instant.FromUnixTimeMilliseconds(CreatedAt),
            Times.Instant(DeletedAt),
            [.. files.Select(file => file.Name)]
        );
    }

    private QuoteView Quote(Caller reader) =>
        new(
            QuoteId!,
            reader.IsGuest ? QuoteGuestSeq : QuoteSeq,
            PersonView.Of(
                new(RowWords.PersonKind(QuoteAuthorKind), QuoteAuthorId, QuoteAuthorName, QuoteAuthorGuestName, QuoteAuthorNumber),
                reader
            ),
            QuoteKind,
            DisplayName.Cut(QuoteText, 300),
            Times.Instant(QuoteDeletedAt),
            [.. FilesJson.Read(QuoteFiles).Select(file => file.Name)]
        );

    private PersonView Author(Caller reader) =>
        PersonView.Of(new(RowWords.PersonKind(AuthorKind), AuthorId, AuthorName, AuthorGuestName, AuthorNumber), reader);
}
