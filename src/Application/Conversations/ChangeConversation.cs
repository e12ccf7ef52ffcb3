using XBees.Domain.Conversations;
using XBees.Domain.Guests;

namespace XBees.Application.Conversations;

/// <summary>What an agent changes of a conversation itself; absent members stay as they are.</summary>
public sealed record ConversationPatch
{
    public bool HasName { get; init; }
    public string? Name { get; init; }
    public bool HasDescription { get; init; }
    public string? Description { get; init; }
    public bool? ReadOnly { get; init; }
}

/// <summary>One verb on a whole conversation, in one transaction under its lock: load, decide, store.</summary>
public sealed class ChangeConversation(
    IUnitOfWork work,
    IConversationStore conversations,
    IPeopleStore people,
    Newcomers newcomers,
    Invitations invitations,
    AddedByGuests additions,
    SpamMarks spam
)
{
    /// <summary>AC-8, AC-10, AC-11: name, description, read-only.</summary>
    public Task<bool> PatchAsync(Caller caller, string id, ConversationPatch patch, long? ifMatch, CancellationToken cancel) =>
        RunAsync(
            caller,
            id,
            (unit, before) =>
            {
                var change = new Change(before);
                Go(patch.HasName, after => after.Rename(caller.Person, patch.Name, unit.NewId, unit.Now));
                Go(patch.HasDescription, after => after.Describe(caller.Person, patch.Description, unit.NewId, unit.Now));
                Go(patch.ReadOnly is not null, after => after.SetReadOnly(caller.Person, patch.ReadOnly!.Value, unit.NewId, unit.Now));
                RefuseStale(change, before, ifMatch);
                return Task.FromResult(change);

                void Go(bool asked, Func<Conversation, Change> verb)
                {
                    if (asked)
                    {
                        change = change.Then(verb(change.After));
                    }
                }
            },
            cancel
        );

    /// <summary>AC-10: the link is open or not (IN-5).</summary>
    public Task<bool> SetPublicAsync(Caller caller, string id, bool open, long? ifMatch, CancellationToken cancel) =>
        RunAsync(
            caller,
            id,
            (unit, before) =>
            {
                var change = before.SetPublic(caller.Person, open, unit.NewId, unit.Now);
                RefuseStale(change, before, ifMatch);
                return Task.FromResult(change);
            },
            cancel
        );

    /// <summary>AC-10: another link; the old one opens nothing any more.</summary>
    public Task<bool> RenewLinkAsync(Caller caller, string id, long? ifMatch, CancellationToken cancel) =>
        RunAsync(
            caller,
            id,
            (unit, before) =>
            {
                var change = before.RenewLink(caller.Person, unit.NewId, unit.Now);
                RefuseStale(change, before, ifMatch);
                return Task.FromResult(change);
            },
            cancel
        );

    /// <summary>ST-1, ST-2.</summary>
    public Task<bool> SetStatusAsync(
        AgentCaller caller,
        string id,
        ConversationStatus status,
        Instant? until,
        long? ifMatch,
        CancellationToken cancel
    ) =>
        RunAsync(
            caller,
            id,
            async (unit, before) =>
            {
                var team = await people.TeamOrSuccessorAsync(unit, before.Service?.Id);
                var change = before.SetStatus(caller.Person, new(status, until, team?.SaysEnded == true), unit.NewId, unit.Now);
                RefuseStale(change, before, ifMatch);
                if (change.IsNothing)
                {
                    return change;
                }
                // Whoever opens spam says that it is none (SP-3).
                await spam.FollowAsync(unit, caller, before, change.After);
                return change.Then(change.After.ToSuccessor(team, caller.Person, unit.NewId, unit.Now));
            },
            cancel
        );

    /// <summary>AC-4, AC-17; GU-5 where a guest adds. Who is added by an address gets an invitation.</summary>
    public Task<bool> AddAsync(Caller caller, string id, IReadOnlyList<Invitee> invitees, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                var before = await LoadAsync(unit, caller, id);
                if (before is null)
                {
                    return false;
                }
                var change = caller.IsGuest
                    ? await ByGuestAsync(unit, caller, before, invitees)
                    : before.Add(
                        caller.Person,
                        await newcomers.ReadAsync(unit, caller, invitees, before.CurrentGuests),
                        unit.NewId,
                        unit.Now
                    );
                if (!change.IsNothing)
                {
                    await conversations.SaveAsync(unit, before, change);
                    await invitations.SendToAddedAsync(unit, change, caller.Person, invitees);
                }
                return true;
            },
            cancel
        );

    private async Task<Change> ByGuestAsync(IUnit unit, Caller caller, Conversation before, IReadOnlyList<Invitee> invitees)
    {
        var errors = new FieldErrors();
        var addresses = new List<EmailAddress>();
        for (var i = 0; i < invitees.Count; i++)
        {
            if (EmailAddress.TryRead(invitees[i].Email, out var address, out var problem))
            {
                addresses.Add(address);
            }
            errors.Add($"members[{i}].email", invitees[i] is { AgentId: null, GuestId: null } ? problem : "Give an e-mail address.");
        }
        errors.ThrowIfAny();
        return before.AddByGuest(caller.Person, await additions.ReadAsync(unit, caller, before, addresses), unit.NewId, unit.Now);
    }

    /// <summary>AC-9, AC-14.</summary>
    public Task<bool> RemoveAsync(Caller caller, string id, string memberId, bool confirmed, CancellationToken cancel) =>
        RunAsync(
            caller,
            id,
            (unit, before) => Task.FromResult(before.Remove(caller.Person, memberId, confirmed, unit.NewId, unit.Now)),
            cancel
        );

    public Task<bool> LeaveAsync(Caller caller, string id, CancellationToken cancel) =>
        RunAsync(caller, id, (unit, before) => Task.FromResult(before.Leave(caller.Person, unit.NewId, unit.Now)), cancel);

    /// <summary>Asking for what already is answers 200, also with an old ETag.</summary>
    private static void RefuseStale(Change change, Conversation before, long? ifMatch)
    {
        if (!change.IsNothing && ifMatch is { } version && version != before.Version)
        {
            throw new Refused(RequestRefusals.Stale);
        }
    }

    /// <returns>False where the caller is no member.</returns>
    private Task<bool> RunAsync(Caller caller, string id, Func<IUnit, Conversation, Task<Change>> decide, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                var before = await LoadAsync(unit, caller, id);
                if (before is null)
                {
                    return false;
                }
                var change = await decide(unit, before);
                if (!change.IsNothing)
                {
                    await conversations.SaveAsync(unit, before, change);
                }
                return true;
            },
            cancel
        );

    private async Task<Conversation?> LoadAsync(IUnit unit, Caller caller, string id) =>
        await conversations.LoadLockedAsync(unit, id) is { } found
        && (found.MemberOf(caller.Person) is not null || caller is AgentCaller { SeesAll: true })
            ? found
            : null;
}
