namespace XBees.Domain.Phonebook;

/// <summary>A contact as it was typed, or as a file gave it (PB-2); nothing of it has been looked at.</summary>
public sealed record ContactDraft
{
    public string? Name { get; init; }
    public string? Company { get; init; }
    public string? JobTitle { get; init; }
    public string? Email { get; init; }
    public string? WorkPhone { get; init; }
    public string? MobilePhone { get; init; }
    public string? HomePhone { get; init; }
    public string? Note { get; init; }
}
