using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

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
    public string? ClientId { get; init; }
    public string Via { get; init; } = "";
    public long CreatedAt { get; init; }
    public long? EditedAt { get; init; }
    public long? DeletedAt { get; init; }

    public static Sql Columns =>
        $"""
            m.id, m.seq, m.guest_seq, m.for_agents_only, m.kind, m.author_kind, m.author_id, m.author_name, m.author_guest_name,
            m.author_number, m.text, m.notice, m.client_id, m.via, m.created_at, m.edited_at, m.deleted_at
            """;

    public MessageView ToView(Caller reader) =>
        new()
        {
            Id = Id,
            Seq = reader.IsGuest ? GuestSeq : Seq,
            ClientId = ClientId,
            Author = Author(reader),
            Kind = Kind,
            Text = Text,
            Notice = Notice is null ? null : NoticeJson.Read(Notice, reader),
            Via = Via,
            CreatedAt = Instant.FromUnixTimeMilliseconds(CreatedAt),
            EditedAt = Times.Instant(EditedAt),
            DeletedAt = Times.Instant(DeletedAt),
        };

    public LastMessageView ToLast(Caller reader) =>
        new(
            reader.IsGuest ? GuestSeq : Seq,
            Kind,
            Author(reader),
            DisplayName.Cut(Text, 200),
            Notice is null ? null : NoticeJson.Read(Notice, reader),
            Instant.FromUnixTimeMilliseconds(CreatedAt),
            Times.Instant(DeletedAt)
        );

    private PersonView Author(Caller reader) =>
        PersonView.Of(new(RowWords.PersonKind(AuthorKind), AuthorId, AuthorName, AuthorGuestName, AuthorNumber), reader);
}
