using XBees.Application.Agents;
using XBees.Domain.Agents;
using XBees.Domain.Guests;

namespace XBees.Application.Admin;

/// <summary>What the first page asks (AD-1).</summary>
public sealed record FirstStart(string? Organisation, string? Name, string? Email, string? Password, string? TimeZone, string? Language);

/// <summary>The organisation and its first administrator, made once and never again.</summary>
public sealed class StartInstallation(
    IUnitOfWork work,
    IAgentStore agents,
    IOrganisationStore organisations,
    IPasswords passwords,
    IAuditTrail audit
)
{
    /// <summary>Null: it has happened already.</summary>
    public async Task<AgentAccount?> RunAsync(FirstStart typed, CancellationToken cancel)
    {
        string organisation = "",
            name = "",
            zone = "",
            language = "";
        EmailAddress? email = null;
        AgentFields.All(
            () => organisation = AgentFields.OrganisationName(typed.Organisation, "organisation"),
            () => name = AgentName.Read(typed.Name),
            () => email = EmailAddress.Read(typed.Email),
            () => passwords.Check(typed.Password, "password"),
            () => zone = AgentFields.TimeZone(typed.TimeZone),
            () => language = AgentFields.Language(typed.Language)
        );
        var hash = passwords.Hash(typed.Password!);
        try
        {
            return await work.RunAsync(unit => MakeAsync(unit), cancel);
        }
        catch (Exception error) when (organisations.IsLostRace(error))
        {
            return null;
        }

        async Task<AgentAccount?> MakeAsync(IUnit unit)
        {
            if (!await organisations.ClaimFirstStartAsync(unit))
            {
                return null;
            }
            var agent = NewAgents.Make(unit, name, email!, Licence.Standard, administrator: true, language, zone);
            agent.PasswordHash = hash;
            await agents.AddAsync(unit, agent);
            await organisations.SaveAsync(
                unit,
                new()
                {
                    Name = organisation,
                    Language = language,
                    TimeZone = zone,
                }
            );
            audit.Note(unit, agent.Id, "installation.started", agent.Id);
            return agent;
        }
    }
}
