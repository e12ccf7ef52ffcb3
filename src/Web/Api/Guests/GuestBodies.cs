using XBees.Application.Guests;
using XBees.Domain.Guests;
using XBees.Web.Api.Http;

namespace XBees.Web.Api.Guests;

/// <summary>What an agent corrects of a guest; absent stays as it is, null is taken away.</summary>
public sealed record GuestPatch
{
    public Optional<string> Name { get; init; }

    /// <summary>Another address is a claim until it is proven (GU-3).</summary>
    public Optional<string> Email { get; init; }
    public Optional<string> Phone { get; init; }
    public Optional<string> Company { get; init; }

    internal GuestDetails Apply(GuestDetails present) =>
        new(Name.Or(present.Name), Email.Or(present.Email), Phone.Or(present.Phone), Company.Or(present.Company));
}

/// <summary>Whom a guest is merged with.</summary>
/// <param name="GuestId">The other guest.</param>
public sealed record MergeBody(string? GuestId);
