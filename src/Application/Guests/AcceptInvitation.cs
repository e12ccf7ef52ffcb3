using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Widgets;

namespace XBees.Application.Guests;

/// <summary>Who came in by a link of a mail.</summary>
/// <param name="Token">Of the new session; given out this once.</param>
/// <param name="GuestId">Who it is.</param>
/// <param name="ConversationId">Where they are now.</param>
public sealed record Admitted(string Token, string GuestId, string ConversationId);

/// <summary>
/// Comes in by the link of an invitation, once: the button behind it proves the address, makes a session and joins (AC-16). Whatever
/// else is typed there, the address is that of the mail (attack row 17).
/// </summary>
public sealed class AcceptInvitation(
    IUnitOfWork work,
    IConversationStore conversations,
    IPeopleStore people,
    IGuestStore guests,
    IInvitationStore store,
    IInvitationMail mails,
    Gate gate
)
{
    private static readonly Door Outside = new(null, null, new WidgetSettings());

    /// <param name="token">Of the link.</param>
    /// <param name="start">The name, where none is known, and what the browser says.</param>
    /// <param name="cancel">Ends the wait.</param>
    public Task<Admitted> RunAsync(string token, SessionStart start, CancellationToken cancel)
    {
        var name = GuestName.Read(start.Guest.Name);
        var session = SecretToken.New(SecretToken.Guest);
        return work.RunAsync(unit => AcceptAsync(unit, SecretToken.Hash(token), name, start, session), cancel);
    }

    /// <summary>A browser has opened the page and somebody looks at it; programs that only follow links say nothing.</summary>
    public Task<bool> OpenAsync(string token, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                var found = await store.ByTokenAsync(unit, SecretToken.Hash(token));
                if (found is { OpenedAt: null } && found.Refuses(unit.Now) is null)
                {
                    store.SaveState(unit, found with { OpenedAt = unit.Now });
                }
                return found is not null;
            },
            cancel
        );

    private async Task<Admitted> AcceptAsync(IUnit unit, string hash, string? name, SessionStart start, string session)
    {
        var seen = await store.ByTokenAsync(unit, hash) ?? throw new Refused(InvitationRefusals.Unknown);
        var before = await conversations.LoadLockedAsync(unit, seen.ConversationId);
        // Under the lock: of many who press the button at once one is let in (attack row 30).
        var invitation = await store.ByTokenAsync(unit, hash);
        if (before is null || invitation is null)
        {
            throw new Refused(InvitationRefusals.Unknown);
        }
        if (invitation.Refuses(unit.Now) is { } refusal)
        {
            throw new Refused(refusal);
        }
        await gate.RefuseAsync(unit, invitation.GuestId, invitation.EmailFolded, start.Network);
        var guest = await WhoAsync(unit, invitation, name, start);
        var change = before.JoinByInvitation(guest, unit.NewId, unit.Now);
        if (!change.IsNothing)
        {
            await conversations.SaveAsync(unit, before, change);
        }
        await guests.AddSessionAsync(unit, guest.Id, SecretToken.Hash(session), Outside, start, null);
        store.SaveState(unit, invitation with { GuestId = guest.Id, OpenedAt = invitation.OpenedAt ?? unit.Now, JoinedAt = unit.Now });
        await mails.AcknowledgeAsync(unit, invitation.EmailFolded);
        return new(session, guest.Id, before.Id);
    }

    /// <summary>The member of the invitation; else the guest who has proven this address; else somebody new.</summary>
    private async Task<GuestCard> WhoAsync(IUnit unit, Invitation invitation, string? name, SessionStart start)
    {
        var known = invitation.GuestId ?? await people.ProvenGuestAsync(unit, invitation.EmailFolded);
        var chosen = name ?? invitation.Name;
        await gate.RefuseAsync(unit, known, null, null);
        if (known is null)
        {
            if (chosen is null)
            {
                throw new Invalid("name", "Give your name.");
            }
            known = (await people.NewGuestAsync(unit, new(chosen, invitation.Email, null, start.Language, start.TimeZone))).Id;
        }
        else
        {
            var card = (await people.GuestsAsync(unit, [known])).Single();
            if (card.Name is null && chosen is null)
            {
                throw new Invalid("name", "Give your name.");
            }
            await guests.UpdateAsync(unit, known, new(name ?? card.Name ?? chosen, null, null, start.Language, start.TimeZone));
        }
        await people.ProveAsync(unit, known, invitation.EmailFolded);
        return (await people.GuestsAsync(unit, [known])).Single();
    }
}
