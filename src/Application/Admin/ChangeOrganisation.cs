using XBees.Application.Agents;
using XBees.Application.Phonebook;
using XBees.Application.Widgets;

namespace XBees.Application.Admin;

/// <summary>Null is unchanged; an empty fallback or country takes it away.</summary>
public sealed record OrganisationChange(string? Name, string? FallbackWidgetKey, string? Language, string? TimeZone, string? Country);

public sealed class ChangeOrganisation(
    IUnitOfWork work,
    IOrganisationStore organisations,
    IWidgetStore widgets,
    INumberTables numbers,
    IAuditTrail audit
)
{
    public async Task<Organisation> RunAsync(AgentCaller by, OrganisationChange change, CancellationToken cancel)
    {
        var present = await organisations.ReadAsync(cancel) ?? new() { Name = "XBees" };
        string name = present.Name,
            language = present.Language,
            zone = present.TimeZone;
        var country = present.Country;
        AgentFields.All(
            () => name = change.Name is null ? name : AgentFields.OrganisationName(change.Name),
            () => language = change.Language is null ? language : AgentFields.Language(change.Language),
            () => zone = change.TimeZone is null ? zone : AgentFields.TimeZone(change.TimeZone),
            () => country = change.Country is null ? country : ReadCountry(change.Country)
        );
        return await work.RunAsync(
            async unit =>
            {
                var fallback = change.FallbackWidgetKey switch
                {
                    null => present.FallbackWidgetKey,
                    "" => null,
                    var key when await widgets.FindByKeyAsync(unit, key) is not null => key,
                    _ => throw new Invalid("fallbackWidgetKey", "There is no such widget."),
                };
                var changed = new Organisation
                {
                    Name = name,
                    Language = language,
                    TimeZone = zone,
                    Country = country,
                    FallbackWidgetKey = fallback,
                };
                await organisations.SaveAsync(unit, changed);
                audit.Note(unit, by.PersonId, "organisation.changed", null);
                return changed;
            },
            cancel
        );
    }

    private string? ReadCountry(string typed) =>
        typed.Length == 0 ? null
        : numbers.Knows(typed) ? typed
        : throw new Invalid("country", "Give a country's two letters, such as PL.");
}
