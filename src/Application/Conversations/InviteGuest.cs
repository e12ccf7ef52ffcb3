using XBees.Domain.Conversations;
using XBees.Domain.Guests;

namespace XBees.Application.Conversations;

/// <summary>An agent invites somebody by mail (AC-2), sends it again, or takes it back.</summary>
public sealed class InviteGuest(
    IUnitOfWork work,
    IConversationStore conversations,
    IPeopleStore people,
    IInvitationStore store,
    IInvitationMail mails,
    Invitations invitations
)
{
    /// <returns>The invitation's id; the one there was, where the address was invited before and has not come. Null: no such conversation.</returns>
    public async Task<Created?> RunAsync(AgentCaller caller, string conversationId, NewInvitation typed, CancellationToken cancel)
    {
        var errors = new FieldErrors();
        EmailAddress.TryRead(typed.Email, out var address, out var problem);
        errors.Add("email", problem);
        errors.Add("name", GuestName.Problem(typed.Name));
        errors.Add("language", typed.Language is null || Languages.All.Contains(typed.Language) ? null : "One of en, de.");
        errors.ThrowIfAny();
        var wanted = typed with { Name = GuestName.Clean(typed.Name), Text = Invitation.ReadText(typed.Text) };
        try
        {
            return await work.CreateAsync(unit => InviteAsync(unit, caller, conversationId, address!, wanted), cancel);
        }
        catch (Absent)
        {
            return null;
        }
    }

    /// <returns>False where there is no such invitation.</returns>
    public Task<bool> ResendAsync(AgentCaller caller, string conversationId, string id, CancellationToken cancel) =>
        OneAsync(
            caller,
            conversationId,
            id,
            async (unit, before, invitation) =>
            {
                if (invitation.JoinedAt is not null)
                {
                    throw new Refused(InvitationRefusals.Member with { Field = null });
                }
                await SendAsync(unit, before, caller, EmailAddress.Read(invitation.Email), new(invitation.Email), invitation.GuestId);
            },
            cancel
        );

    /// <returns>False where there is no such invitation.</returns>
    public Task<bool> RevokeAsync(AgentCaller caller, string conversationId, string id, CancellationToken cancel) =>
        OneAsync(
            caller,
            conversationId,
            id,
            async (unit, before, invitation) =>
            {
                if (invitation.JoinedAt is not null)
                {
                    throw new Refused(InvitationRefusals.Member with { Field = null });
                }
                if (invitation.RevokedAt is not null)
                {
                    return;
                }
                Tell(unit, before, caller, before.RevokeInvitation(caller.Person, invitation, unit.NewId, unit.Now));
                store.SaveState(unit, invitation with { RevokedAt = unit.Now });
                await mails.WithdrawAsync(unit, invitation);
            },
            cancel
        );

    private async Task<Created> InviteAsync(
        IUnit unit,
        AgentCaller caller,
        string conversationId,
        EmailAddress address,
        NewInvitation wanted
    )
    {
        var before = await conversations.LoadLockedAsync(unit, conversationId);
        if (before is null || !Sees(caller, before))
        {
            throw new Absent();
        }
        if (await people.AgentByEmailAsync(unit, address.Folded) is not null)
        {
            throw new Refused(InvitationRefusals.Agent);
        }
        var known = await store.ByAddressAsync(unit, before.Id, address.Folded);
        var member = before.GuestOf(address.Folded);
        // AC-16: inviting a member says so. Who was added by the address and has not come yet gets the mail once more.
        if (member is not null && !(known?.JoinedAt is null && known?.GuestId == member.PersonId))
        {
            throw new Refused(InvitationRefusals.Member);
        }
        var sent = await SendAsync(unit, before, caller, address, wanted, member?.PersonId);
        return new(sent.Id, known is null ? 201 : 200);
    }

    private async Task<Invitation> SendAsync(
        IUnit unit,
        Conversation before,
        AgentCaller caller,
        EmailAddress address,
        NewInvitation wanted,
        string? guestId
    )
    {
        var change = before.Invite(caller.Person, address, unit.NewId, unit.Now);
        Tell(unit, before, caller, change);
        var sent = await invitations.SendAsync(unit, change.After, caller.Person, address, wanted, guestId);
        return sent.Held is { } hold ? throw new Refused(InvitationRefusals.Of(hold)) : sent;
    }

    private Task<bool> OneAsync(
        AgentCaller caller,
        string conversationId,
        string id,
        Func<IUnit, Conversation, Invitation, Task> verb,
        CancellationToken cancel
    ) =>
        work.RunAsync(
            async unit =>
            {
                var before = await conversations.LoadLockedAsync(unit, conversationId);
                if (before is null || !Sees(caller, before) || await store.OneAsync(unit, conversationId, id) is not { } invitation)
                {
                    return false;
                }
                await verb(unit, before, invitation);
                return true;
            },
            cancel
        );

    private void Tell(IUnit unit, Conversation before, Caller caller, Change change) =>
        conversations.SavePosted(unit, before.Id, change.Messages.Single(), null, before.WaitingSince, caller.Via());

    private static bool Sees(AgentCaller caller, Conversation conversation) =>
        caller.SeesAll || conversation.MemberOf(caller.Person) is not null;
}
