using XBees.Application.Agents;
using XBees.Application.Guests;
using XBees.Web.Api.Http;

namespace XBees.Web.Api.Account;

/// <summary>What the caller changes of themselves; absent stays as it is.</summary>
public sealed record MePatch
{
    /// <summary>Up to 200 characters.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>Agents: the name that guests read; null takes it away.</summary>
    public Optional<string> GuestName { get; init; }

    /// <summary>Guests: the address, a claim until proven.</summary>
    public Optional<string> Email { get; init; }

    /// <summary>Guests: as typed.</summary>
    public Optional<string> Phone { get; init; }

    /// <summary>An IANA name.</summary>
    public Optional<string> TimeZone { get; init; }

    /// <summary>Agents: en or de.</summary>
    public Optional<string> Language { get; init; }

    /// <summary>Agents: the last part of the personal link.</summary>
    public Optional<string> Slug { get; init; }

    /// <summary>Agents: the own screen.</summary>
    public Optional<SettingsPatch> Settings { get; init; }

    internal void RefuseAgentsMembers()
    {
        if (GuestName.IsSet || Slug.IsSet || Settings.IsSet)
        {
            throw new Refused(HttpRefusals.UnknownMember with { Detail = "Guests have no guestName, slug or settings." });
        }
    }

    internal void RefuseGuestsMembers()
    {
        if (Email.IsSet || Phone.IsSet)
        {
            throw new Refused(
                HttpRefusals.UnknownMember with
                {
                    Detail = "An agent's address is changed by an administrator; agents have no phone.",
                }
            );
        }
    }

    internal GuestChange ToGuestChange() => new(Name.Value, Email.Value, Phone.Value, Language.Value, TimeZone.Value);

    internal MeChange ToMeChange() =>
        new()
        {
            Name = Required(Name),
            GuestName = GuestName.IsSet ? GuestName.Value ?? "" : null,
            TimeZone = Required(TimeZone),
            Language = Required(Language),
            Slug = Required(Slug),
            Settings = Settings.Value?.ToChange(),
        };

    // Null clears, and what cannot be empty says so as an empty one does.
    private static string? Required(Optional<string> field) => field.IsSet ? field.Value ?? "" : null;
}

/// <summary>What the agent changes of the own screen; absent stays as it is.</summary>
public sealed record SettingsPatch
{
    /// <summary>Whether letters work as shortcuts.</summary>
    public bool? Shortcuts { get; init; }

    /// <summary>light, dark, or null for the device's own.</summary>
    public Optional<string> Theme { get; init; }

    /// <summary>Whether new messages are heard.</summary>
    public bool? Sound { get; init; }

    internal AgentSettingsChange ToChange() => new(Shortcuts, Theme.IsSet ? Theme.Value ?? "system" : null, Sound);
}

/// <summary>The own switch in a service (SV-2).</summary>
/// <param name="Paused">True: the service brings the caller to no conversation.</param>
public sealed record PauseBody(bool? Paused);

/// <summary>The present password and the new one.</summary>
/// <param name="Current">The present one.</param>
/// <param name="New">10 to 200 characters.</param>
public sealed record PasswordBody(string? Current, string? New)
{
    /// <summary>A trace of the framework writes down what an action is called with (PV-6).</summary>
    public override string ToString() => nameof(PasswordBody);
}
