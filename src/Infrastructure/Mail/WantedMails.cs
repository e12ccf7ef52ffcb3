using System.Text.Json;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Guests;
using XBees.Infrastructure.Work;

namespace XBees.Infrastructure.Mail;

/// <summary>
/// Looks once more before a mail to a guest leaves: it may have waited for hours, and its reader has read, muted, left or unsubscribed
/// meanwhile (NO-3, NO-8). What is not wanted any more is done without being sent.
/// </summary>
public sealed class WantedMails(Db db, Unsubscriptions unsubscriptions, MailDelivery mails, TimeProvider time) : IDeliveryHandler
{
    public string Kind => OutgoingMail.Kind;

    public async Task SendAsync(Delivery delivery, CancellationToken cancel)
    {
        var mail = JsonSerializer.Deserialize<OutgoingMail>(delivery.Payload, JsonSerializerOptions.Web)!;
        if (await IsWantedAsync(mail, cancel))
        {
            await mails.SendAsync(delivery, cancel);
        }
    }

    private async Task<bool> IsWantedAsync(OutgoingMail mail, CancellationToken cancel)
    {
        if (
            mail.Unsubscribe is { } link
            && unsubscriptions.Read(link[(link.LastIndexOf('/') + 1)..]) is { } who
            && (await unsubscriptions.HasAsync(who, cancel) || await GuestBlocks.HoldAsync(db, who.EmailFolded, cancel))
        )
        {
            return false;
        }
        return mail.Unread is not { } unread
            || await db.FirstAsync<string>(
                $"""
                select m.id from member m
                join guest g on g.id = m.person_id
                where m.id = @memberId and m.left_at is null and m.read_guest_seq < @guestSeq
                    and (m.muted_until is null or m.muted_until <= @now) and not ({GuestBlocks.On($"g.id", $"g.email_folded")})
                """,
                new
                {
                    memberId = unread.MemberId,
                    guestSeq = unread.GuestSeq,
                    now = time.GetUtcNow().ToUnixTimeMilliseconds(),
                },
                cancel
            )
                is not null;
    }
}
