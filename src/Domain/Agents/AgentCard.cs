namespace XBees.Domain.Agents;

/// <summary>What an agent may do beside reading and writing where added (LC-1).</summary>
public enum Licence
{
    Basic,
    Standard,
}

/// <summary>What conversations need to know of an agent. Guests see <see cref="GuestName"/> where there is one (MS-17).</summary>
public sealed record AgentCard(string Id, string Name, string? GuestName = null, Licence Licence = Licence.Standard, bool Active = true)
{
    public string NameForGuests => GuestName ?? Name;
}

/// <summary>An agent's own name and the one for guests.</summary>
public static class AgentName
{
    public static string Read(string? typed, string field = "name")
    {
        if (DisplayName.Problem(typed) is { } problem)
        {
            throw new Invalid(field, problem);
        }

        return DisplayName.Clean(typed) ?? throw new Invalid(field, "Give a name.");
    }

    /// <summary>Null: guests see the own name.</summary>
    public static string? ReadForGuests(string? typed, string field = "guestName")
    {
        if (DisplayName.Problem(typed) is { } problem)
        {
            throw new Invalid(field, problem);
        }

        return DisplayName.Clean(typed);
    }
}
