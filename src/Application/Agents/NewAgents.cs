using System.Security.Cryptography;
using XBees.Domain.Agents;
using XBees.Domain.Guests;

namespace XBees.Application.Agents;

/// <summary>What a new agent begins with.</summary>
internal static class NewAgents
{
    public static AgentAccount Make(
        IUnit unit,
        string name,
        EmailAddress email,
        Licence licence,
        bool administrator,
        string language,
        string timeZone
    )
    {
        var now = unit.Now.ToUnixTimeMilliseconds();
        return new()
        {
            Id = unit.NewId(Ids.Agent),
            Name = name,
            Email = email.Typed,
            EmailFolded = email.Folded,
            SecurityStamp = Stamp(),
            Licence = licence,
            AdministratorSince = administrator ? now : null,
            Slug = Slug.FromBytes(RandomNumberGenerator.GetBytes(Slug.RandomBytes)),
            Language = language,
            TimeZone = timeZone,
            Version = 1,
            CreatedAt = now,
        };
    }

    public static string Stamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
