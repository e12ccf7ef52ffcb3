using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>Writes a message into a conversation (MS-1, MS-2). The hot path: two round trips, whatever the number of members.</summary>
public sealed class SendMessage(IUnitOfWork work, IConversationStore conversations, ReinforceConversation reinforce)
{
    /// <returns>The message, 200 when this client had sent it before; null where the caller may not see the conversation.</returns>
    public async Task<Created?> RunAsync(Caller caller, string conversationId, Draft draft, CancellationToken cancel)
    {
        try
        {
            return await work.CreateAsync(unit => SendAsync(unit, caller, conversationId, draft), cancel);
        }
        catch (Absent)
        {
            return null;
        }
    }

    private async Task<Created> SendAsync(IUnit unit, Caller caller, string id, Draft draft)
    {
        var load = await conversations.LoadForPostingAsync(unit, id, caller, draft.ClientId);
        if (load is null || !load.Head.AuthorIsMember)
        {
            throw new Absent();
        }
        if (load.KnownMessageId is { } known)
        {
            return new(known, 200);
        }
        var posted = Posting.Post(load.Head, caller.Person, draft, unit.NewId(Ids.Message), unit.Now);
        conversations.SavePosted(unit, id, posted.Message, load.MemberId, Waiting(load, posted.Message), caller.Via());
        if (posted.NobodyIsThere)
        {
            await reinforce.RunAsync(unit, id, posted.Message, load.Head.Tally);
        }
        return new(posted.Message.Id);
    }

    /// <summary>A guest's words start the wait, an answer ends it; a note is no answer.</summary>
    private static Instant? Waiting(PostingLoad load, Message message) =>
        message.Kind != MessageKind.Text ? load.WaitingSince
        : message.Author.Kind == PersonKind.Guest ? load.WaitingSince ?? message.CreatedAt
        : null;
}

/// <summary>What the caller may not see does not exist for them; ends the unit with nothing stored.</summary>
public sealed class Absent() : Exception("Not found.");

internal static class CallerVia
{
    public static string Via(this Caller caller) => caller is AgentCaller { Key: not null } ? "api" : "web";
}
