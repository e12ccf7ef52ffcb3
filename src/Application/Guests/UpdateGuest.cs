using XBees.Domain.Guests;

namespace XBees.Application.Guests;

/// <summary>A guest says who they are after all (GU-6); the address stays a claim (GU-3).</summary>
public sealed class UpdateGuest(IUnitOfWork work, IGuestStore guests, Gate gate)
{
    public Task<bool> RunAsync(GuestCaller caller, GuestChange change, CancellationToken cancel)
    {
        var errors = new FieldErrors();
        errors.Add("name", change.Name is null ? null : GuestName.Problem(change.Name));
        errors.Add("phone", change.Phone is null ? null : PhoneText.Problem(change.Phone));
        string? email = null;
        if (change.Email is not null)
        {
            EmailAddress.TryRead(change.Email, out var address, out var problem);
            errors.Add("email", problem);
            email = address?.Typed;
        }
        errors.ThrowIfAny();
        var clean = change with { Name = GuestName.Clean(change.Name), Phone = PhoneText.Clean(change.Phone), Email = email };
        return work.RunAsync(
            async unit =>
            {
                await gate.RefuseAsync(unit, caller.PersonId, EmailAddress.Fold(clean.Email), null);
                await guests.UpdateAsync(unit, caller.PersonId, clean);
                return true;
            },
            cancel
        );
    }
}

/// <summary>Ends the guest's session, on every tab and node (GU-9).</summary>
public sealed class EndGuestSession(IUnitOfWork work, IGuestStore guests)
{
    public Task<bool> RunAsync(GuestCaller caller, CancellationToken cancel) =>
        work.RunAsync(unit => guests.EndSessionAsync(unit, caller.PersonId, caller.SessionId), cancel);
}
