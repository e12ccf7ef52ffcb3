using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Domain.Widgets;

namespace XBees.Application.Guests;

/// <summary>Who came in by a link.</summary>
/// <param name="Token">Of the new session; null where a live one was used.</param>
/// <param name="GuestId">Who it is.</param>
/// <param name="ConversationId">Where they are now.</param>
/// <param name="Status">201, or 200 where they were there already.</param>
public sealed record Joined(string? Token, string GuestId, string ConversationId, int Status);

/// <summary>Comes into a conversation by its link, with a name, a session and a notice (IN-5, IN-9).</summary>
public sealed class JoinConversation(
    IUnitOfWork work,
    IConversationStore conversations,
    IPeopleStore people,
    IGuestStore guests,
    IJoinTokens tokens,
    Gate gate
)
{
    private static readonly Door Outside = new(null, null, new WidgetSettings());
    private static readonly GuestForm Form = new(new WidgetFields { Email = FieldRule.Optional }, null);

    /// <param name="caller">The guest of a live session, or null.</param>
    /// <param name="token">Of the link.</param>
    /// <param name="start">Who says so, and from where.</param>
    /// <param name="cancel">Ends the wait.</param>
    public Task<Joined> RunAsync(GuestCaller? caller, string token, SessionStart start, CancellationToken cancel)
    {
        var session = SecretToken.New(SecretToken.Guest);
        return work.RunAsync(unit => JoinAsync(unit, caller, token, start, session), cancel);
    }

    private async Task<Joined> JoinAsync(IUnit unit, GuestCaller? caller, string token, SessionStart start, string session)
    {
        var id = tokens.ConversationOf(token) ?? throw new Refused(JoinRefusals.NoLink);
        var before = await conversations.LoadLockedAsync(unit, id);
        if (before?.PublicSince is null || !tokens.IsRight(token, id, before.LinkNumber))
        {
            throw new Refused(JoinRefusals.NoLink);
        }
        await gate.RefuseAsync(unit, caller?.PersonId, null, start.Network);
        var guest = caller is null ? await NewAsync(unit, start) : await KnownAsync(unit, caller, start);
        var change = before.JoinByLink(guest, unit.NewId, unit.Now);
        if (!change.IsNothing)
        {
            await conversations.SaveAsync(unit, before, change);
        }
        if (caller is null)
        {
            await guests.AddSessionAsync(unit, guest.Id, SecretToken.Hash(session), Outside, start, null);
        }
        return new(caller is null ? session : null, guest.Id, id, change.IsNothing ? 200 : 201);
    }

    private async Task<GuestCard> NewAsync(IUnit unit, SessionStart start)
    {
        var details = Form.Read(start.Guest);
        await gate.RefuseAsync(unit, null, details.Email?.Folded, null);
        return await people.NewGuestAsync(unit, new(details.Name, details.Email?.Typed, null, start.Language, start.TimeZone));
    }

    /// <summary>Who has a name is asked for none; what they say all the same is taken.</summary>
    private async Task<GuestCard> KnownAsync(IUnit unit, GuestCaller caller, SessionStart start)
    {
        var known = (await people.GuestsAsync(unit, [caller.PersonId])).Single();
        var details = Form.Read(start.Guest with { Name = start.Guest.Name ?? known.Name });
        if (start.Guest.Name is null && details.Email is null)
        {
            return known;
        }
        await gate.RefuseAsync(unit, null, details.Email?.Folded, null);
        await guests.UpdateAsync(unit, known.Id, new(details.Name, details.Email?.Typed, null, start.Language, start.TimeZone));
        return (await people.GuestsAsync(unit, [caller.PersonId])).Single();
    }
}
