namespace XBees.Domain.Guests;

/// <summary>What agents may write of a guest, as it stands or as it was typed.</summary>
public sealed record GuestDetails(string? Name, string? Email, string? Phone, string? Company);

/// <summary>One thing that changed.</summary>
/// <param name="Field">name, email, phone or company.</param>
/// <param name="Before">What it was; null: nothing.</param>
/// <param name="After">What it is.</param>
public sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>An agent corrects what is known of a guest (GU-11).</summary>
public static class GuestEdit
{
    public const string Name = "name";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Company = "company";

    /// <summary>What changes, cleaned. What stays as it was is not read again: it may be older than a rule.</summary>
    public static IReadOnlyList<FieldChange> Decide(GuestDetails present, GuestDetails typed)
    {
        var errors = new FieldErrors();
        var email = typed.Email == present.Email ? present.Email : ReadEmail(typed.Email, errors);
        errors.Add(Name, typed.Name == present.Name ? null : GuestName.Problem(typed.Name));
        errors.Add(Phone, typed.Phone == present.Phone ? null : PhoneText.Problem(typed.Phone));
        errors.Add(Company, typed.Company == present.Company ? null : DisplayName.Problem(typed.Company));
        errors.ThrowIfAny();
        FieldChange[] all =
        [
            new(Name, present.Name, GuestName.Clean(typed.Name)),
            new(Email, present.Email, email),
            new(Phone, present.Phone, PhoneText.Clean(typed.Phone)),
            new(Company, present.Company, DisplayName.Clean(typed.Company)),
        ];
        return [.. all.Where(change => change.Before != change.After)];
    }

    public static GuestDetails Apply(GuestDetails present, IReadOnlyList<FieldChange> changes) =>
        changes.Aggregate(
            present,
            (details, change) =>
                change.Field switch
                {
                    Name => details with { Name = change.After },
                    Email => details with { Email = change.After },
                    Phone => details with { Phone = change.After },
                    _ => details with { Company = change.After },
                }
        );

    /// <summary>An agent's word proves no address: only another way of writing the one that is proven leaves it so (GU-3, GU-13).</summary>
    public static bool KeepsProof(GuestDetails before, GuestDetails after) =>
        EmailAddress.Fold(before.Email) == EmailAddress.Fold(after.Email);

    private static string? ReadEmail(string? typed, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        EmailAddress.TryRead(typed, out var address, out var problem);
        errors.Add(Email, problem);
        return address?.Typed;
    }
}
