using XBees.Domain.Conversations;

namespace XBees.Application.Conversations;

/// <summary>Somebody writes. Shown and gone again, never stored with the conversation (MS-3).</summary>
/// <param name="ConversationId">Where.</param>
/// <param name="Author">Who.</param>
/// <param name="Title">Of an agent: the name of the title, by which guests know whoever answers them.</param>
/// <param name="Note">A note: no guest learns of it (MS-9).</param>
/// <param name="Stop">They stopped.</param>
public sealed record Typing(string ConversationId, Person Author, string? Title, bool Note, bool Stop)
{
    public PersonView AuthorFor(Caller reader) =>
        reader.IsGuest && Title is not null ? new(Author.Kind.Word(), null, Title) : PersonView.Of(Author, reader);
}

/// <summary>Carries it to everybody who listens, on every node.</summary>
public interface ITypingSignals
{
    Task ShowAsync(Typing typing, CancellationToken cancel);
}

/// <summary>Tells the others that the caller is typing (MS-3).</summary>
public sealed class ShowTyping(IConversationReader conversations, ITypingSignals signals)
{
    /// <returns>False where the caller sees no such conversation.</returns>
    public async Task<bool> RunAsync(Caller caller, string id, bool note, bool stop, CancellationToken cancel)
    {
        if (await conversations.OneAsync(caller, id, cancel) is not { } view)
        {
            return false;
        }
        if (view.IsMember && !(caller.IsGuest && (note || view.ReadOnly)))
        {
            await signals.ShowAsync(new(id, caller.Person, await TitleAsync(caller, view, cancel), note, stop), cancel);
        }
        return true;
    }

    // Which agent answers is not told before an answer: a guest of a service reads the service's name, here as in the title.
    private async Task<string?> TitleAsync(Caller caller, ConversationView view, CancellationToken cancel)
    {
        if (caller.IsGuest || view.Members?.FirstOrDefault(member => member.GuestId is not null)?.GuestId is not { } guestId)
        {
            return null;
        }
        var guest = new GuestCaller(new Person(PersonKind.Guest, guestId, ""), "", null, null);
        return (await conversations.OneAsync(guest, view.Id, cancel))?.Title;
    }
}
