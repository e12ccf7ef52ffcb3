using XBees.Application.Conversations;
using XBees.Domain.Crm;

namespace XBees.Application.Crm;

/// <summary>
/// An agent makes a record of a guest (CR-1). What is to be written is stored first, once for a guest and CRM whoever saves it, and sent from
/// there (CR-4, CR-5): the CRM is waited for a little while, and goes on without anybody who waits.
/// </summary>
public sealed class CreateCrmRecord(IUnitOfWork work, ICrmStore connections, ICrmLinks links, TellOfGuest agents, TimeProvider time)
{
    /// <param name="caller">Who makes it.</param>
    /// <param name="guestId">Of whom.</param>
    /// <param name="crm">In which; null where one alone is used.</param>
    /// <param name="typed">The form.</param>
    /// <param name="conversationId">Whose agents are told of it (AC-13), or null.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The link to it, made now or there already; null where the agent sees no such guest.</returns>
    public async Task<Created?> RunAsync(
        AgentCaller caller,
        string guestId,
        string? crm,
        IReadOnlyDictionary<string, string?> typed,
        string? conversationId,
        CancellationToken cancel
    )
    {
        if (await links.GuestAsync(caller, guestId, cancel) is null)
        {
            return null;
        }
        var connection = Choose(await connections.AllAsync(cancel), crm);
        var values = CrmForm.Read(connection.Fields, typed);
        var created = await work.CreateAsync(unit => SaveAsync(unit, caller, guestId, connection, values, conversationId), cancel);
        await CrmWait.UntilAsync(async () => (await LinkAsync())?.State != CrmLinkState.Pending, time, cancel);
        Check(await LinkAsync());
        return created;

        async Task<CrmLink?> LinkAsync() =>
            (await links.OfGuestAsync(guestId, cancel)).FirstOrDefault(link => link.ConnectionId == connection.Id);
    }

    /// <summary>The CRM that is meant: the one that is used, or, of two, the one that is named (CR-9).</summary>
    internal static CrmConnection Choose(IReadOnlyList<CrmConnection> all, string? crm)
    {
        var used = all.Where(one => one.IsActive).ToList();
        if (used.Count == 0 || (crm is not null && used.All(one => CrmWords.Word(one.Kind) != crm)))
        {
            throw new Refused(CrmRefusals.NotConnected);
        }
        return crm is null && used.Count > 1
            ? throw new Invalid("crm", "Say in which CRM.")
            : used.First(one => crm is null || CrmWords.Word(one.Kind) == crm);
    }

    private async Task<Created> SaveAsync(
        IUnit unit,
        AgentCaller caller,
        string guestId,
        CrmConnection connection,
        IReadOnlyDictionary<string, string> values,
        string? conversationId
    )
    {
        var place = await agents.LockAsync(unit, caller, conversationId);
        var before = await links.LockedAsync(unit, guestId, connection.Kind);
        if (before?.ConnectionId == connection.Id && before.State is CrmLinkState.Linked or CrmLinkState.Pending)
        {
            return new(before!.Id, 200);
        }
        var link = new CrmLink
        {
            Id = before?.Id ?? unit.NewId(Ids.CrmLink),
            GuestId = guestId,
            Kind = connection.Kind,
            ConnectionId = connection.Id,
            State = CrmLinkState.Pending,
            Attempt = (before?.Attempt ?? 0) + 1,
            Form = values,
        };
        await links.BeginAsync(unit, link, before is null, caller.PersonId);
        agents.Tell(unit, caller, place, guestId, CrmWords.Name(connection.Kind));
        return new(link.Id);
    }

    /// <summary>CR-10: what the CRM does not take stands at its field, whoever of the two has found it.</summary>
    private static void Check(CrmLink? link)
    {
        if (link is not { State: CrmLinkState.Failed, Problem.Errors: { Count: > 0 } errors })
        {
            return;
        }
        var found = new FieldErrors();
        foreach (var (field, sentence) in errors)
        {
            found.Add(link.Form!.ContainsKey(field) ? CrmForm.At(field) : "fields", sentence);
        }
        found.ThrowIfAny();
    }
}

/// <summary>How long whoever saves waits for a CRM (CR-5).</summary>
internal static class CrmWait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public static async Task UntilAsync(Func<Task<bool>> isSettled, TimeProvider time, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        while (!await isSettled() && time.GetElapsedTime(began) < Longest)
        {
            await Task.Delay(Between, time, cancel);
        }
    }
}
