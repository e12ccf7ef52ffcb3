namespace XBees.Domain.Guests;

/// <summary>A guest's name as typed, less what would deceive or cannot be seen (GU-12).</summary>
public static class GuestName
{
    /// <summary>Null: no name, the guest is shown by <see cref="GuestLabel"/>.</summary>
    public static string? Clean(string? typed) => DisplayName.Clean(typed);

    public static string? Problem(string? typed) => DisplayName.Problem(typed);

    public static string? Read(string? typed, string field = "name")
    {
        if (Problem(typed) is { } problem)
        {
            throw new Invalid(field, problem);
        }

        return Clean(typed);
    }
}
