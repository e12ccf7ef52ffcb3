namespace XBees.Domain.Guests;

/// <summary>What conversations need to know of a guest. The number is the installation's own, given once (TI-7).</summary>
public sealed record GuestCard(string Id, string? Name, string? Email, long Number, bool Erased = false);
