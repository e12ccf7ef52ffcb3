using XBees.Application.Conversations;
using XBees.Domain.Conversations;
using XBees.Domain.Guests;

namespace XBees.Infrastructure.Conversations;

/// <summary>A member with what is known of them.</summary>
internal sealed class MemberViewRow : MemberRow
{
    public long SeenSeq { get; init; }
    public long? EmailProvenAt { get; init; }
    public string? Phone { get; init; }
    public string? Language { get; init; }
    public string? TimeZone { get; init; }
    public long IsShutOut { get; init; }

    public MemberView ToView(Caller reader, bool detailed) => Kind == "agent" ? AgentView(reader, detailed) : GuestView(reader, detailed);

    private MemberView AgentView(Caller reader, bool detailed)
    {
        var card = Agent();
        return new()
        {
            Id = Id,
            Kind = Kind,
            Ordinal = Ordinal,
            ForGuest = reader.IsGuest,
            AgentId = PersonId,
            Name = reader.IsGuest ? card.NameForGuests : card.Name,
            Avatar = reader.IsGuest ? Avatar.ForGuests(card) : Avatar.Of(card),
            Initial = reader.IsGuest ? null : Initial,
            ViaService = reader.IsGuest ? null : ViaServiceId,
            Email = reader.IsGuest || !detailed ? null : AgentEmail,
            JoinedAt = reader.IsGuest ? null : Instant.FromUnixTimeMilliseconds(JoinedAt),
        };
    }

    private MemberView GuestView(Caller reader, bool detailed)
    {
        var card = Guest();
        var view = new MemberView
        {
            Id = Id,
            Kind = Kind,
            Ordinal = Ordinal,
            ForGuest = reader.IsGuest,
            GuestId = PersonId,
            Name = GuestLabel.For(card, reader.Language),
            Avatar = Avatar.Of(card, reader.Language),
        };
        return reader.IsGuest
            ? view
            : view with
            {
                Initial = Initial,
                Blocked = IsShutOut == 1,
                ReadSeq = SeenSeq,
                JoinedAt = Instant.FromUnixTimeMilliseconds(JoinedAt),
                Email = detailed ? GuestEmail : null,
                EmailProven = detailed && GuestEmail is not null ? EmailProvenAt is not null : null,
                EmailLooksMixed =
                    detailed && GuestEmail is not null
                        ? EmailAddress.TryRead(GuestEmail, out var address, out _) && address!.LooksMixed
                        : null,
                Phone = detailed ? Phone : null,
                Language = detailed ? Language : null,
                TimeZone = detailed ? TimeZone : null,
            };
    }
}
