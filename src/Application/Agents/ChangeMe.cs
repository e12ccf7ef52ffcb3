using System.Security.Cryptography;
using System.Text.Json;
using XBees.Domain.Agents;

namespace XBees.Application.Agents;

/// <summary>What an agent changes of themselves; null is unchanged.</summary>
public sealed record MeChange
{
    public string? Name { get; init; }

    /// <summary>An empty text takes the name for guests away.</summary>
    public string? GuestName { get; init; }
    public string? TimeZone { get; init; }
    public string? Language { get; init; }
    public string? Slug { get; init; }
    public AgentSettingsChange? Settings { get; init; }
}

/// <summary>What an agent changes of the own screen; absent stays as it is.</summary>
/// <param name="Shortcuts">Whether letters work as shortcuts.</param>
/// <param name="Theme">light, dark, or system for the device's own.</param>
/// <param name="Sound">Whether new messages are heard.</param>
public sealed record AgentSettingsChange(bool? Shortcuts = null, string? Theme = null, bool? Sound = null);

/// <summary>An agent's own name, zone, language, link and screen.</summary>
public sealed class ChangeMe(IUnitOfWork work, IAgentStore agents, IAuditTrail audit)
{
    /// <summary>IN-10: an earlier link leads to the present one for so long.</summary>
    private static readonly Duration EarlierLeads = Duration.FromDays(30);

    private static readonly string?[] Themes = [null, "light", "dark", "system"];

    public Task RunAsync(AgentCaller caller, MeChange change, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                var agent = (await agents.FindAsync(unit, caller.PersonId))!;
                AgentFields.All(
                    () => agent.Name = change.Name is null ? agent.Name : AgentName.Read(change.Name),
                    () => agent.GuestName = change.GuestName is null ? agent.GuestName : AgentName.ReadForGuests(change.GuestName),
                    () => agent.TimeZone = change.TimeZone is null ? agent.TimeZone : AgentFields.TimeZone(change.TimeZone),
                    () => agent.Language = change.Language is null ? agent.Language : AgentFields.Language(change.Language),
                    () => agent.Settings = change.Settings is null ? agent.Settings : Apply(agent.Settings, change.Settings)
                );
                if (change.Slug is not null)
                {
                    await ChangeSlugAsync(unit, agent, Slug.Read(change.Slug, agent.Email), EarlierLeads);
                }
                await agents.SaveAsync(unit, agent);
                unit.Log(new("agent.updated", null, agent.Id));
                return true;
            },
            cancel
        );

    /// <summary>A new random slug (IN-7).</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="cut">Whether all earlier ones end at once (IN-10).</param>
    /// <param name="cancel">Ends the wait, not the write.</param>
    public Task RenewSlugAsync(AgentCaller caller, bool cut, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                var agent = (await agents.FindAsync(unit, caller.PersonId))!;
                var slug = Slug.FromBytes(RandomNumberGenerator.GetBytes(Slug.RandomBytes));
                await ChangeSlugAsync(unit, agent, slug, cut ? Duration.Zero : EarlierLeads);
                await agents.SaveAsync(unit, agent);
                return true;
            },
            cancel
        );

    private async Task ChangeSlugAsync(IUnit unit, AgentAccount agent, string slug, Duration leads)
    {
        if (slug == agent.Slug)
        {
            return;
        }
        if (await agents.SlugIsTakenAsync(unit, slug, agent.Id))
        {
            throw new Refused(AgentRefusals.SlugTaken);
        }
        await agents.ChangeSlugAsync(unit, agent, slug, leads);
        audit.Note(unit, agent.Id, "slug.changed", agent.Id);
    }

    private static string Apply(string present, AgentSettingsChange change)
    {
        if (!Themes.Contains(change.Theme, StringComparer.Ordinal))
        {
            throw new Invalid("settings.theme", "One of light, dark, system.");
        }
        var settings = JsonSerializer.Deserialize<AgentSettings>(present, JsonSerializerOptions.Web)!;
        settings = settings with
        {
            Shortcuts = change.Shortcuts ?? settings.Shortcuts,
            Sound = change.Sound ?? settings.Sound,
            Theme = change.Theme switch
            {
                null => settings.Theme,
                "system" => null,
                var theme => theme,
            },
        };
        return JsonSerializer.Serialize(settings, JsonSerializerOptions.Web);
    }
}

/// <summary>The own sessions, ended one by one or all others (AU-4).</summary>
public sealed class EndSessions(IUnitOfWork work, IAgentStore agents)
{
    public Task<bool> OneAsync(AgentCaller caller, string sessionId, CancellationToken cancel) =>
        work.RunAsync(unit => agents.EndSessionAsync(unit, caller.PersonId, sessionId), cancel);

    public Task OthersAsync(AgentCaller caller, CancellationToken cancel) =>
        work.RunAsync(
            async unit =>
            {
                await agents.EndSessionsAsync(unit, caller.PersonId, caller.SessionId);
                return true;
            },
            cancel
        );
}
