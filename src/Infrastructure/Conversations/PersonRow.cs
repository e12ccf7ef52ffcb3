using XBees.Domain.Agents;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Conversations;

/// <summary>A person of a conversation, agent or guest, as a title or a list of members names them.</summary>
internal class PersonRow
{
    public string Kind { get; init; } = "";
    public string PersonId { get; init; } = "";
    public string? AgentName { get; init; }
    public string? AgentGuestName { get; init; }
    public string? AgentEmail { get; init; }
    public string? GuestGivenName { get; init; }
    public string? GuestEmail { get; init; }
    public long? GuestNumber { get; init; }
    public long? ErasedAt { get; init; }

    /// <summary>Of <c>agent a</c> and <c>guest g</c>, one of which is there.</summary>
    public static Sql Columns =>
        $"""
            a.name as agent_name, a.guest_name as agent_guest_name, a.email as agent_email,
            g.name as guest_given_name, g.email as guest_email, g.number as guest_number, g.erased_at
            """;

    public AgentCard Agent() => new(PersonId, AgentName ?? "", AgentGuestName);

    public GuestCard Guest() => new(PersonId, GuestGivenName, GuestEmail, GuestNumber ?? 0, ErasedAt is not null);
}

/// <summary>A row of <c>member m</c> with the person.</summary>
internal class MemberRow : PersonRow
{
    public string Id { get; init; } = "";
    public long Ordinal { get; init; }
    public bool Initial { get; init; }
    public string? ViaServiceId { get; init; }
    public long JoinedAt { get; init; }
    public long? LeftAt { get; init; }
    public string? RemovedBy { get; init; }

    public Member ToMember() =>
        new()
        {
            Id = Id,
            Kind = RowWords.PersonKind(Kind),
            PersonId = PersonId,
            Name = AgentName ?? GuestGivenName,
            GuestName = AgentGuestName,
            Email = AgentEmail ?? GuestEmail,
            Number = GuestNumber ?? 0,
            Erased = ErasedAt is not null,
            Initial = Initial,
            ViaServiceId = ViaServiceId,
            Order = (int)Ordinal,
            JoinedAt = Instant.FromUnixTimeMilliseconds(JoinedAt),
            LeftAt = Times.Instant(LeftAt),
            RemovedBy = RemovedBy,
        };
}
