using XBees.Domain.Guests;

namespace XBees.Domain.Widgets;

/// <summary>What a guest sent with the form.</summary>
public sealed record GuestEntry(string? Name = null, string? Email = null, string? Phone = null, bool Consent = false);

/// <summary>What is kept of it. The version is of the text that was agreed to (PV-1).</summary>
public sealed record GuestDetails(string? Name, EmailAddress? Email, string? Phone, string? ConsentVersion);

/// <summary>What a widget or a personal link asks before the first message (GU-1); the server refuses what the form requires.</summary>
public sealed class GuestForm(WidgetFields fields, string? consentVersion)
{
    public static GuestForm Of(WidgetSettings settings) => new(settings.Fields, settings.ConsentVersion);

    /// <summary>A personal link asks for name and e-mail.</summary>
    public static GuestForm OfLink { get; } = new(new WidgetFields(), null);

    /// <summary>All that is wrong at once, each at its field.</summary>
    public GuestDetails Read(GuestEntry entry, string prefix = "guest.")
    {
        var errors = new FieldErrors();
        // What the owner chose not to collect is not stored, whoever posts it.
        var name = Asked(fields.Name, entry.Name);
        var email = Asked(fields.Email, entry.Email);
        var phone = Asked(fields.Phone, entry.Phone);
        errors.Add(prefix + "name", name is null ? null : GuestName.Problem(name));
        errors.Add(prefix + "phone", phone is null ? null : PhoneText.Problem(phone));
        var address = ReadEmail(email, prefix, errors);
        Require(fields.Name, GuestName.Clean(name), prefix + "name", "Tell us your name.", errors);
        Require(fields.Email, email, prefix + "email", "Tell us your e-mail address.", errors);
        Require(fields.Phone, PhoneText.Clean(phone), prefix + "phone", "Tell us your telephone number.", errors);
        Require(
            fields.Consent is null ? FieldRule.Hidden : FieldRule.Required,
            entry.Consent ? "" : null,
            prefix + "consent",
            "Please agree to go on.",
            errors
        );
        errors.ThrowIfAny();
        return new(GuestName.Clean(name), address, PhoneText.Clean(phone), consentVersion);
    }

    private static string? Asked(FieldRule rule, string? typed) =>
        rule == FieldRule.Hidden || string.IsNullOrWhiteSpace(typed) ? null : typed;

    private static EmailAddress? ReadEmail(string? typed, string prefix, FieldErrors errors)
    {
        if (typed is null)
        {
            return null;
        }

        EmailAddress.TryRead(typed, out var address, out var problem);
        errors.Add(prefix + "email", problem);
        return address;
    }

    private static void Require(FieldRule rule, string? value, string field, string sentence, FieldErrors errors) =>
        errors.Add(field, rule == FieldRule.Required && value is null ? sentence : null);
}
