namespace XBees.Web.Api.Conversations;

/// <summary>Ids that clients make, so that a retry is the same message.</summary>
internal static class ClientIds
{
    public static string? Read(string? sent, string field) =>
        sent is null || Guid.TryParse(sent, out _) ? sent?.ToLowerInvariant() : throw new Invalid(field, "Send a UUID, or leave it out.");
}
