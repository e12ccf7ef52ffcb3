using XBees.Application.Conversations;
using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>A row of <c>invitation i</c> with who sent it, agent <c>a</c> or guest <c>g</c>.</summary>
internal sealed class InvitationRow
{
    public string Id { get; init; } = "";
    public string ConversationId { get; init; } = "";
    public string? InvitedGuestId { get; init; }
    public string Email { get; init; } = "";
    public string EmailFolded { get; init; } = "";
    public string? Name { get; init; }
    public string? Text { get; init; }
    public string Language { get; init; } = "";
    public string InviterId { get; init; } = "";
    public string? AgentName { get; init; }
    public string? AgentGuestName { get; init; }
    public string? GuestGivenName { get; init; }
    public string? GuestEmail { get; init; }
    public long? GuestNumber { get; init; }
    public long? ErasedAt { get; init; }
    public string? Held { get; init; }
    public long Sends { get; init; }
    public long SentAt { get; init; }
    public long ExpiresAt { get; init; }
    public long? OpenedAt { get; init; }
    public long? JoinedAt { get; init; }
    public long? RevokedAt { get; init; }

    /// <summary>Of the newest mail; null where it was delivered long ago.</summary>
    public string? MailState { get; init; }
    public string? MailError { get; init; }

    public static Sql Columns =>
        $"""
            i.id, i.conversation_id, i.guest_id as invited_guest_id, i.email, i.email_folded, i.name, i.text, i.language, i.inviter_id, i.held, i.sends, i.sent_at,
            i.expires_at, i.opened_at, i.joined_at, i.revoked_at, {PersonRow.Columns}
            """;

    public static Sql Joins =>
        $"""
            left join agent a on a.id = i.inviter_id
            left join guest g on g.id = i.inviter_id
            """;

    public Person Inviter() =>
        AgentName is not null
            ? Person.Of(new AgentCard(InviterId, AgentName, AgentGuestName))
            : Person.Of(new GuestCard(InviterId, GuestGivenName, GuestEmail, GuestNumber ?? 0, ErasedAt is not null));

    public Invitation ToInvitation() =>
        new()
        {
            Id = Id,
            ConversationId = ConversationId,
            Email = Email,
            EmailFolded = EmailFolded,
            GuestId = InvitedGuestId,
            Name = Name,
            Text = Text,
            Language = Language,
            Inviter = Inviter(),
            Sends = (int)Sends,
            SentAt = Instant.FromUnixTimeMilliseconds(SentAt),
            ExpiresAt = Instant.FromUnixTimeMilliseconds(ExpiresAt),
            OpenedAt = Times.Instant(OpenedAt),
            JoinedAt = Times.Instant(JoinedAt),
            RevokedAt = Times.Instant(RevokedAt),
            Held = Held is null ? null : Enum.Parse<MailHold>(Held),
        };

    public GuestInvitationView ToView(Caller reader, Instant now)
    {
        var state = State(now);
        return new()
        {
            Id = Id,
            Email = Email,
            Name = Name,
            Text = Text,
            Language = Language,
            State = state,
            Problem = state is "waiting" or "bounced" ? Problem() : null,
            InvitedBy = PersonView.Of(Inviter(), reader),
            GuestId = InvitedGuestId,
            SentAt = Instant.FromUnixTimeMilliseconds(SentAt),
            ExpiresAt = Instant.FromUnixTimeMilliseconds(ExpiresAt),
            OpenedAt = Times.Instant(OpenedAt),
            JoinedAt = Times.Instant(JoinedAt),
        };
    }

    private string State(Instant now) =>
        JoinedAt is not null ? "joined"
        : RevokedAt is not null ? "revoked"
        : now.ToUnixTimeMilliseconds() >= ExpiresAt ? "expired"
        : OpenedAt is not null ? "opened"
        : MailState == "failed" ? "bounced"
        : MailState == "waiting" || Held is not null ? "waiting"
        : "sent";

    private string? Problem() =>
        Held switch
        {
            nameof(MailHold.Unsubscribed) => "unsubscribed",
            nameof(MailHold.TooMany) => "too-many-mails",
            _ => MailError,
        };
}
