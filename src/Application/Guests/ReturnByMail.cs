using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Widgets;

namespace XBees.Application.Guests;

/// <summary>The link of a mail that told a guest of unread answers (NO-2), or of a meeting.</summary>
/// <param name="ConversationId">Where it leads.</param>
/// <param name="GuestId">For whom it is.</param>
/// <param name="EmailFolded">Where the mail went.</param>
/// <param name="Refusal">Why it opens nothing, or null.</param>
/// <param name="Lasts">Whether it opens more than once: it is a meeting's (ME-20).</param>
public sealed record GuestLink(string ConversationId, string GuestId, string EmailFolded, Refusal? Refusal, bool Lasts = false);

public interface IGuestLinks
{
    /// <summary>Null where no mail holds this link.</summary>
    Task<GuestLink?> FindAsync(IUnit unit, string tokenHash);

    /// <summary>False where somebody has used it meanwhile.</summary>
    Task<bool> UseAsync(IUnit unit, string tokenHash);
}

/// <summary>
/// Straight back into a conversation from a mail (NO-2), once where it is not about a meeting. It gives whoever has the mail a session of that guest and proves the
/// address to nobody else: a guest who only claims an address must not get it proven by its owner's click (GU-3).
/// </summary>
public sealed class ReturnByMail(IUnitOfWork work, IGuestStore guests, IGuestLinks links, IInvitationMail mails, Gate gate)
{
    private static readonly Door Outside = new(null, null, new WidgetSettings());

    public Task<Admitted> RunAsync(string token, SessionStart start, CancellationToken cancel)
    {
        var session = SecretToken.New(SecretToken.Guest);
        return work.RunAsync(
            async unit =>
            {
                var hash = SecretToken.Hash(token);
                var link = await links.FindAsync(unit, hash) ?? throw new Refused(InvitationRefusals.Unknown);
                if (link.Refusal is { } refusal)
                {
                    throw new Refused(refusal);
                }
                await gate.RefuseAsync(unit, link.GuestId, link.EmailFolded, start.Network);
                if (!await links.UseAsync(unit, hash) && !link.Lasts)
                {
                    throw new Refused(InvitationRefusals.Used);
                }
                await guests.AddSessionAsync(unit, link.GuestId, SecretToken.Hash(session), Outside, start, null);
                await mails.AcknowledgeAsync(unit, link.EmailFolded);
                return new Admitted(session, link.GuestId, link.ConversationId);
            },
            cancel
        );
    }
}
