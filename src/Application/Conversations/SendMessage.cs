using XBees.Application.Files;
using XBees.Domain.Conversations;
using XBees.Domain.Files;

namespace XBees.Application.Conversations;

/// <summary>Writes a message into a conversation (MS-1, MS-2). The hot path: two round trips, whatever the number of members.</summary>
public sealed class SendMessage(
    IUnitOfWork work,
    IConversationStore conversations,
    IAttachmentStore attachments,
    IPeopleStore people,
    AfterGuestsWords afterwards,
    ContinueConversation continuing
)
{
    /// <returns>The message, 200 when this client had sent it before; null where the caller may not see the conversation.</returns>
    public async Task<Sent?> RunAsync(Caller caller, string conversationId, Draft draft, CancellationToken cancel)
    {
        for (var place = conversationId; ; )
        {
            try
            {
                return await InAsync(caller, place, conversationId, draft, cancel);
            }
            catch (GoesOnElsewhere next)
            {
                place = next.ConversationId;
            }
            catch (Absent)
            {
                return null;
            }
        }
    }

    private async Task<Sent> InAsync(Caller caller, string conversationId, string asked, Draft draft, CancellationToken cancel)
    {
        Message? stored = null;
        var place = conversationId;
        var made = await work.CreateAsync(
            async unit =>
            {
                (var created, stored, place) = await SendAsync(unit, caller, conversationId, draft);
                return created;
            },
            cancel
        );
        // A repeated unit may have found what another one stored: only what this very answer is about is shown without reading.
        var view = stored is { QuoteId: null, Mentions: [] } && stored.Id == made.Id ? View(stored, caller) : null;
        return new(made.Id, made.Status, place == asked ? view : view?.In(place));
    }

    private async Task<(Created Created, Message? Stored, string Place)> SendAsync(IUnit unit, Caller caller, string id, Draft draft)
    {
        var load = await conversations.LoadForPostingAsync(unit, id, caller, draft.ClientId);
        if (load is null || !load.Head.AuthorIsMember)
        {
            throw new Absent();
        }
        if (load.KnownMessageId is { } known)
        {
            return (new(known, 200), null, id);
        }
        draft = await WithFilesAsync(unit, caller, draft);
        if (caller is GuestCaller guest && await continuing.RunAsync(unit, guest, id, load, draft) is { } elsewhere)
        {
            return (new(elsewhere.MessageId, elsewhere.Written is null ? 200 : 201), elsewhere.Written, elsewhere.ConversationId);
        }
        if (draft.QuoteId is { } quote && !await conversations.MayQuoteAsync(unit, id, quote, caller))
        {
            throw new Invalid("quote", "There is no such message here.");
        }
        var posted = Posting.Post(load.Head, caller.Person, draft, unit.NewId(Ids.Message), unit.Now);
        if (draft.Mentions is { Count: > 0 } mentioned)
        {
            posted = posted with
            {
                Message = posted.Message with { Mentions = await MentionsAsync(unit, caller, posted.Message, mentioned) },
            };
        }
        var waiting = Waiting(load, posted.Message);
        conversations.SavePosted(unit, id, posted.Message, load.MemberId, waiting, caller.Via());
        if (load.MayGoOnElsewhere)
        {
            conversations.Settle(unit, id);
        }
        if (load.WaitingSince is null && waiting is { } since)
        {
            conversations.BeginWait(unit, id, since);
        }
        if (posted.NobodyIsThere || posted.Reopens)
        {
            await afterwards.RunAsync(unit, id, posted, load.Head.Tally);
        }
        return (new(posted.Message.Id), posted.Message, id);
    }

    private async Task<Draft> WithFilesAsync(IUnit unit, Caller caller, Draft draft)
    {
        var ids = draft.Attachments;
        if (ids.Count == 0)
        {
            return draft;
        }
        if (ids.Count > FileLimits.OfMessage || ids.Distinct().Count() < ids.Count)
        {
            throw new Invalid("attachments", $"At most {FileLimits.OfMessage} files a message, each once.");
        }
        return await attachments.TakeAsync(unit, caller, ids) is { } files
            ? draft with
            {
                Files = files,
            }
            : throw new Invalid("attachments", "A file is not there any more: it was sent already, or waited for a day. Attach it again.");
    }

    /// <summary>Of agents, member or not; nobody is added by it (MS-10).</summary>
    private async Task<IReadOnlyList<Mention>> MentionsAsync(IUnit unit, Caller caller, Message message, IReadOnlyCollection<string> ids)
    {
        if (caller.IsGuest)
        {
            throw new Invalid("mentions", "Only agents name agents.");
        }
        return Mentioning.Read(message.Text, message.Kind, ids, await people.AgentsAsync(unit, ids));
    }

    private static MessageView View(Message message, Caller author) =>
        new()
        {
            Id = message.Id,
            Seq = author.IsGuest ? message.GuestSeq : message.Seq,
            ClientId = message.ClientId,
            Author = PersonView.Of(message.Author, author),
            Kind = MessageView.Word(message.Kind.Word(), message.Text, message.Files),
            Text = message.Text,
            Attachments = message.Files,
            Via = author.Via(),
            // As its row has it.
            CreatedAt = Instant.FromUnixTimeMilliseconds(message.CreatedAt.ToUnixTimeMilliseconds()),
        };

    /// <summary>A guest's words start the wait, an answer ends it; a note is no answer.</summary>
    private static Instant? Waiting(PostingLoad load, Message message) =>
        message.Kind != MessageKind.Text ? load.WaitingSince
        : message.Author.Kind == PersonKind.Guest ? load.WaitingSince ?? message.CreatedAt
        : null;
}

/// <summary>A message that is stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">201, or 200 where this client had sent it before.</param>
/// <param name="Message">As its author sees it; null where it was there before and has to be read.</param>
public sealed record Sent(string Id, int Status, MessageView? Message);

/// <summary>What the caller may not see does not exist for them; ends the unit with nothing stored.</summary>
public sealed class Absent() : Exception("Not found.");

internal static class CallerVia
{
    public static string Via(this Caller caller) => caller is AgentCaller { Key: not null } ? "api" : "web";
}
