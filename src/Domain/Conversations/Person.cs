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

/// <summary>Who wrote or did something, as it was called then. Guests read <see cref="GuestName"/> where there is one (MS-17).</summary>
public sealed record Person(PersonKind Kind, string? Id, string Name, string? GuestName = null)
{
    public static Person Of(AgentCard agent) => new(PersonKind.Agent, agent.Id, agent.Name, agent.GuestName);

    public static Person Of(GuestCard guest, string language = "en") => new(PersonKind.Guest, guest.Id, GuestLabel.For(guest, language));

    public static Person System(string name) => new(PersonKind.System, null, name);

    public string NameFor(PersonKind reader) => reader == PersonKind.Guest ? GuestName ?? Name : Name;
}
