using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>
/// ST-3: from the service's number of days after <i>resolved</i> a guest's message begins a new conversation that is linked with the old
/// one. The new one is begun in the transaction that holds the old one's lock: of two messages at once one begins it, the other follows.
/// </summary>
public sealed class ContinueConversation(IConversationStore conversations, IPeopleStore people, IWayIn ways, IAlarmMail alarms)
{
    /// <returns>Where the message lies; null: it belongs where it was sent.</returns>
    /// <exception cref="GoesOnElsewhere">There is such a conversation already: the message is written there, in a unit of its own.</exception>
    public async Task<(string ConversationId, Message? Written, string MessageId)?> RunAsync(
        IUnit unit,
        GuestCaller guest,
        string id,
        PostingLoad load,
        Draft draft
    )
    {
        if (!load.MayGoOnElsewhere)
        {
            return null;
        }
        // A client that did not hear our answer sends it again to where it was, whatever became of that meanwhile.
        if (draft.ClientId is { } clientId && await conversations.FindInNextAsync(unit, id, guest.PersonId, clientId) is { } known)
        {
            return (known.ConversationId, null, known.MessageId);
        }
        var before = await conversations.LoadLockedAsync(unit, id) ?? throw new Absent();
        var team = await people.TeamOrSuccessorAsync(unit, before.Service?.Id);
        if (team is null || !before.IsOver(team, unit.Now))
        {
            return null;
        }
        if (Posting.Refuses(load.Head, PersonKind.Guest, draft.Kind) is { } refusal)
        {
            throw new Refused(refusal);
        }
        if (await conversations.FindNextAsync(unit, id, guest.PersonId) is { } next)
        {
            throw new GoesOnElsewhere(next);
        }
        var card = (await people.GuestsAsync(unit, [guest.PersonId])).Single();
        var way = await ways.OfAsync(unit, guest);
        // What it quoted stays in the old one, which the new one leads back to.
        var begun = before.BeginNext(card, team, draft with { QuoteId = null }, unit.NewId, unit.Now);
        await conversations.InsertAsync(unit, begun, new(null, way?.Page, way?.Referrer));
        conversations.BeginWait(unit, begun.After.Id, unit.Now);
        if (begun.Alarm is { } alarm)
        {
            await alarms.EnqueueAsync(unit, begun.After.Id, begun.Messages[^1].Id, alarm);
        }
        await conversations.SaveAsync(unit, before, before.TellNext(card, begun.After.Id, unit.NewId, unit.Now));
        return (begun.After.Id, begun.Messages[^1], begun.Messages[^1].Id);
    }
}

/// <summary>Ends the unit with nothing stored: the message belongs into another conversation.</summary>
public sealed class GoesOnElsewhere(string conversationId) : Exception("It goes on elsewhere.")
{
    public string ConversationId { get; } = conversationId;
}
