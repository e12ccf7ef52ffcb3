using System.Text.Json.Serialization;
using XBees.Domain.Agents;
using XBees.Domain.Guests;

namespace XBees.Domain.Conversations;

[JsonConverter(typeof(JsonStringEnumConverter<PersonKind>))]
public enum PersonKind
{
    [JsonStringEnumMemberName("agent")]
    Agent,

    [JsonStringEnumMemberName("guest")]
    Guest,

    /// <summary>XBees itself, in the name of a service or an agent (WI-6).</summary>
    [JsonStringEnumMemberName("system")]
    System,
}

/// <summary>Who wrote or did something, as they were called then. Stored with what they did, so it holds no word of any language.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Id">Of the agent or guest.</param>
/// <param name="Name">Null for a guest who has none: then the number names them to each reader (TI-7).</param>
/// <param name="GuestName">Guests read this where there is one (MS-17).</param>
/// <param name="Number">Of a guest without a name; without a number too it is an erased one (TI-10).</param>
public sealed record Person(PersonKind Kind, string? Id, string? Name, string? GuestName = null, long? Number = null)
{
    public static Person Of(AgentCard agent) => new(PersonKind.Agent, agent.Id, agent.Name, agent.GuestName);

    public static Person Of(GuestCard guest)
    {
        var name = GuestLabel.Named(guest);
        return new(PersonKind.Guest, guest.Id, name, Number: name is null && !guest.Erased ? guest.Number : null);
    }

    public static Person System(string name) => new(PersonKind.System, null, name);

    public string NameFor(PersonKind reader, string language) =>
        (reader == PersonKind.Guest ? GuestName ?? Name : Name) ?? (Kind == PersonKind.Guest ? GuestLabel.Nameless(Number, language) : "");
}
