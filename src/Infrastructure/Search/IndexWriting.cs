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
            index.Put(agent.Id, IndexDocuments.Of(agent));
        }
        var done = await PagesAsync(before => rows.ConversationsBeforeAsync(before, PageSize, cancel), id => id, PutAsync, 0);
        await PagesAsync(
            before => rows.MessagesBeforeAsync(before, PageSize, cancel),
            message => message.Id,
            page =>
            {
                Put(index, page);
                return Task.CompletedTask;
            },
            done
        );

        Task PutAsync(IReadOnlyList<string> ids) => PutConversationsAsync(index, [.. ids], cancel);

        async Task<long> PagesAsync<T>(
            Func<string?, Task<IReadOnlyList<T>>> read,
            Func<T, string> idOf,
            Func<IReadOnlyList<T>, Task> put,
            long before
        )
        {
            string? last = null;
            while (await read(last) is { Count: > 0 } page)
            {
                await put(page);
                last = idOf(page[^1]);
                before += page.Count;
                told(before);
            }
            return before;
        }
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
}
