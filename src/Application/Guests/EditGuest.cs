using XBees.Domain.Guests;

namespace XBees.Application.Guests;

/// <summary>An agent corrects what is known of a guest (GU-11); it stands in the history who changed what.</summary>
public sealed class EditGuest(IUnitOfWork work, IGuestProfiles profiles, IGuestHistory history, IAuditTrail audit)
{
    /// <returns>False where the agent sees no such guest.</returns>
    public Task<bool> RunAsync(
        AgentCaller caller,
        string guestId,
        Func<GuestDetails, GuestDetails> apply,
        long? version,
        CancellationToken cancel
    ) =>
        work.RunAsync(
            async unit =>
            {
                if (await profiles.SeenAsync(unit, caller, guestId) is not { } profile)
                {
                    return false;
                }
                var changes = GuestEdit.Decide(profile.Details, apply(profile.Details));
                if (changes.Count == 0)
                {
                    return true;
                }
                if (version is not null && version != profile.Version)
                {
                    throw new Refused(RequestRefusals.Stale);
                }
                await SaveAsync(unit, caller, profile, changes);
                return true;
            },
            cancel
        );

    private async Task SaveAsync(IUnit unit, AgentCaller caller, GuestProfile profile, IReadOnlyList<FieldChange> changes)
    {
        if (!await profiles.SaveAsync(unit, profile, GuestEdit.Apply(profile.Details, changes)))
        {
            throw new Refused(RequestRefusals.Stale);
        }
        foreach (var change in changes)
        {
            history.Note(unit, profile.Id, caller.Person, GuestEvents.Changed, change);
        }
        // One guest, one name (GU-10); an address is of the one who gave it.
        if (changes.FirstOrDefault(change => change.Field == GuestEdit.Name) is { } named)
        {
            await profiles.NameAsync(unit, [.. profile.Ids.Skip(1)], named.After);
        }
        await profiles.TellAsync(unit, profile.Ids);
        audit.Note(
            unit,
            caller.PersonId,
            "guest.changed",
            profile.Id,
            new Dictionary<string, string> { ["fields"] = string.Join(' ', changes.Select(change => change.Field)) }
        );
    }
}
