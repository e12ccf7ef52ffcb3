using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>Invitations for the agents of a conversation, and for whoever holds the link of one.</summary>
public sealed class InvitationReader(Db db, IOrganisationStore organisations, GuestLinks links, TimeProvider time) : IInvitationReader
{
    private const int Most = 200;

    private readonly HeadViews heads = new(db);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<IReadOnlyList<GuestInvitationView>?> ListAsync(AgentCaller caller, string conversationId, CancellationToken cancel)
    {
        if (!await Visibility.MayReadAsync(db, caller, conversationId, cancel))
        {
            return null;
        }
        var rows = await RowsAsync($"i.conversation_id = @conversationId", new { conversationId, limit = Most }, cancel);
        return [.. rows.Select(row => row.ToView(caller, Now))];
    }

    public async Task<GuestInvitationView?> OneAsync(AgentCaller caller, string conversationId, string id, CancellationToken cancel) =>
        await Visibility.MayReadAsync(db, caller, conversationId, cancel) ? (
                await RowsAsync(
                    $"i.id = @id and i.conversation_id = @conversationId",
                    new
                    {
                        id,
                        conversationId,
                        limit = 1,
                    },
                    cancel
                )
            ).SingleOrDefault()?.ToView(caller, Now) : null;

    public async Task<FoundInvitation?> FindAsync(string token, CancellationToken cancel)
    {
        var rows = await RowsAsync($"i.token_hash = @hash", new { hash = SecretToken.Hash(token), limit = 1 }, cancel);
        if (rows.SingleOrDefault() is not { } row)
        {
            return null;
        }
        var invitation = row.ToInvitation();
        if (invitation.Refuses(Now) is { } refusal)
        {
            return new(row.ConversationId, null, refusal);
        }
        var inviter = invitation.Inviter.NameFor(PersonKind.Guest, invitation.Language);
        return await FaceAsync(row.ConversationId, inviter, invitation.Name, invitation.Text, cancel);
    }

    public async Task<FoundInvitation?> FindReturnAsync(string token, CancellationToken cancel) =>
        await links.ReadAsync(db, SecretToken.Hash(token), cancel) switch
        {
            null => null,
            { Refusal: { } refusal } link => new(link.ConversationId, null, refusal),
            // Who comes back is known.
            var link => await FaceAsync(link.ConversationId, "", "", null, cancel),
        };

    private async Task<FoundInvitation> FaceAsync(string id, string inviter, string? name, string? text, CancellationToken cancel)
    {
        var title = await heads.TitleForStrangersAsync(id, cancel);
        var organisation = (await organisations.ReadAsync(cancel))?.Name ?? "XBees";
        return new(id, new(id, inviter, title.Text, title.Avatar, organisation, name, text), null);
    }

    private Task<IReadOnlyList<InvitationRow>> RowsAsync(Sql which, object args, CancellationToken cancel) =>
        db.ListAsync<InvitationRow>(
            $"""
            select {InvitationRow.Columns}, d.state as mail_state, d.last_error as mail_error
            from invitation i
            {InvitationRow.Joins}
            left join delivery d on d.unique_key = i.delivery_key
            where {which}
            order by i.sent_at desc, i.id desc
            {Dialect.Limit}
            """,
            args,
            cancel
        );
}
