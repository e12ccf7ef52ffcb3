using NodaTime;
using XBees.Domain.Agents;
using XBees.Domain.Guests;

namespace XBees.Domain.Conversations;

/// <summary>A person's place in a conversation. One row for each person: who comes back gets it again.</summary>
public sealed record Member
{
    public required string Id { get; init; }
    public required PersonKind Kind { get; init; }
    public required string PersonId { get; init; }

    /// <summary>A guest can have none (TI-7).</summary>
    public string? Name { get; init; }

    /// <summary>Of agents: what guests read in place of the name.</summary>
    public string? GuestName { get; init; }

    public string? Email { get; init; }

    /// <summary>Of guests: the number of "Guest 4821".</summary>
    public long Number { get; init; }

    public bool Erased { get; init; }

    /// <summary>Added by the creating transaction (SE-4); never changes.</summary>
    public bool Initial { get; init; }

    /// <summary>The service that brought an agent; null: added individually.</summary>
    public string? ViaServiceId { get; init; }

    /// <summary>The place in the order of joining, which times alone do not give.</summary>
    public required int Order { get; init; }

    public required Instant JoinedAt { get; init; }
    public Instant? LeftAt { get; init; }

    /// <summary>Who removed them; null where they are here or left by themselves.</summary>
    public string? RemovedBy { get; init; }

    public bool IsCurrent => LeftAt is null;

    public AgentCard AsAgent() => new(PersonId, Name ?? "", GuestName);

    public GuestCard AsGuest() => new(PersonId, Name, Email, Number, Erased);

    public Person AsPerson() => Kind == PersonKind.Agent ? Person.Of(AsAgent()) : Person.Of(AsGuest());
}

/// <summary>Somebody who is to become a member: an agent, alone or through a service, or a guest.</summary>
public sealed record Newcomer
{
    private Newcomer() { }

    public required PersonKind Kind { get; init; }
    public required string PersonId { get; init; }
    public string? Name { get; private init; }
    public string? GuestName { get; private init; }
    public string? Email { get; private init; }
    public long Number { get; private init; }
    public string? ViaServiceId { get; private init; }

    public static Newcomer Of(AgentCard agent, string? viaServiceId = null) =>
        new()
        {
            Kind = PersonKind.Agent,
            PersonId = agent.Id,
            Name = agent.Name,
            GuestName = agent.GuestName,
            ViaServiceId = viaServiceId,
        };

    public static Newcomer Of(GuestCard guest) =>
        new()
        {
            Kind = PersonKind.Guest,
            PersonId = guest.Id,
            Name = guest.Name,
            Email = guest.Email,
            Number = guest.Number,
        };

    public GuestCard AsGuest() => new(PersonId, Name, Email, Number);

    internal Member Join(string memberId, int order, bool initial, Instant now) =>
        new()
        {
            Id = memberId,
            Kind = Kind,
            PersonId = PersonId,
            Name = Name,
            GuestName = GuestName,
            Email = Email,
            Number = Number,
            ViaServiceId = ViaServiceId,
            Initial = initial,
            Order = order,
            JoinedAt = now,
        };
}
