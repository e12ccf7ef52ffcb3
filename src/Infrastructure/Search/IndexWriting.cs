using Lucene.Net.Documents;
using XBees.Application.Events;

namespace XBees.Infrastructure.Search;

/// <summary>Brings into an index what the database has: all of it, or what entries of the log are about.</summary>
internal sealed class IndexWriting(SearchRows rows)
{
    private const int PageSize = 500;

    /// <summary>What concerns one reader's place alone changes nothing that can be found.</summary>
    private static readonly HashSet<string> Elsewhere = ["read.changed", "seen.changed", "place.changed", "reaction.changed"];

    /// <summary>All of it, the newest first.</summary>
    /// <param name="index">An empty one.</param>
    /// <param name="told">Hears how much is done after each page.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task BuildAsync(OpenIndex index, Action<long> told, CancellationToken cancel)
    {
        foreach (var agent in await rows.AgentsAsync(cancel))
        {
            index.Add(IndexDocuments.Of(agent));
        }
        var done = await PagesAsync(index, ConversationsBeforeAsync, 0, told, cancel);
        await PagesAsync(index, MessagesBeforeAsync, done, told, cancel);
    }

    /// <summary>The next page is read and folded while this one is written.</summary>
    private static async Task<long> PagesAsync(
        OpenIndex index,
        Func<string?, CancellationToken, Task<Page?>> before,
        long done,
        Action<long> told,
        CancellationToken cancel
    )
    {
        var reading = Task.Run(() => before(null, cancel), cancel);
        while (await reading is { } page)
        {
            reading = Task.Run(() => before(page.Last, cancel), cancel);
            foreach (var document in page.Documents)
            {
                index.Add(document);
            }
            done += page.Rows;
            told(done);
        }
        return done;
    }

    private async Task<Page?> ConversationsBeforeAsync(string? before, CancellationToken cancel)
    {
        var ids = await rows.ConversationsBeforeAsync(before, PageSize, cancel);
        var found = await rows.ConversationsAsync([.. ids], cancel);
        return ids.Count == 0 ? null : new(ids[^1], ids.Count, [.. found.Values.Select(IndexDocuments.Of)]);
    }

    private async Task<Page?> MessagesBeforeAsync(string? before, CancellationToken cancel)
    {
        var page = await rows.MessagesBeforeAsync(before, PageSize, cancel);
        return page.Count == 0
            ? null
            : new(page[^1].Id, page.Count, [.. page.Where(message => message.IsFindable).Select(IndexDocuments.Of)]);
    }

    /// <summary>What these entries are about, as it is now: doing so twice changes nothing.</summary>
    public async Task ApplyAsync(OpenIndex index, IReadOnlyList<LoggedEntry> entries, CancellationToken cancel)
    {
        var conversations = entries.Where(entry => !Elsewhere.Contains(entry.Type)).Select(entry => entry.ConversationId).OfType<string>();
        await PutConversationsAsync(index, [.. conversations.Distinct()], cancel);
        await PutMessagesAsync(index, Subjects(entries, type => type.StartsWith("message.", StringComparison.Ordinal)), cancel);
        foreach (var agent in Subjects(entries, type => type == "agent.updated"))
        {
            await PutAgentAsync(index, agent, cancel);
        }
    }

    private async Task PutConversationsAsync(OpenIndex index, string[] ids, CancellationToken cancel)
    {
        var found = await rows.ConversationsAsync(ids, cancel);
        foreach (var id in ids)
        {
            if (found.TryGetValue(id, out var facts))
            {
                index.Put(id, IndexDocuments.Of(facts));
            }
            else
            {
                index.RemoveConversation(id);
            }
        }
    }

    private async Task PutMessagesAsync(OpenIndex index, string[] ids, CancellationToken cancel)
    {
        if (ids.Length == 0)
        {
            return;
        }
        var found = await rows.MessagesAsync(ids, cancel);
        Put(index, found);
        foreach (var gone in ids.Except(found.Select(message => message.Id)))
        {
            index.Remove(gone);
        }
    }

    private static void Put(OpenIndex index, IReadOnlyList<SearchedMessage> messages)
    {
        foreach (var message in messages)
        {
            if (message.IsFindable)
            {
                index.Put(message.Id, IndexDocuments.Of(message));
            }
            else if (message.DeletedAt is not null)
            {
                index.Forget(message.Id);
            }
            else
            {
                index.Remove(message.Id);
            }
        }
    }

    /// <summary>An agent's entry also tells of settings: only another name or address is worth reading their conversations for.</summary>
    private async Task PutAgentAsync(OpenIndex index, string id, CancellationToken cancel)
    {
        if (await rows.AgentAsync(id, cancel) is not { } agent || index.KnownOf(id) == agent.Known)
        {
            return;
        }
        var after = "";
        while (await rows.ConversationsOfAsync(id, after, PageSize, cancel) is { Count: > 0 } page)
        {
            await PutConversationsAsync(index, [.. page], cancel);
            after = page[^1];
        }
        index.Put(id, IndexDocuments.Of(agent));
    }

    private static string[] Subjects(IReadOnlyList<LoggedEntry> entries, Func<string, bool> isAbout) =>
        [.. entries.Where(entry => isAbout(entry.Type)).Select(entry => entry.SubjectId).OfType<string>().Distinct()];

    private sealed record Page(string Last, int Rows, IReadOnlyList<Document> Documents);
}
