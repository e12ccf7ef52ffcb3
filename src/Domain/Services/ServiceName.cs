namespace XBees.Domain.Services;

/// <summary>The unique name of a service, to 80 scalar values; <see cref="Fold"/> is what is compared.</summary>
public static class ServiceName
{
    public static string Read(string? typed, string field = "name")
    {
        if (DisplayName.Problem(typed, Limits.Service) is { } problem)
        {
            throw new Invalid(field, problem);
        }

        return DisplayName.Clean(typed) ?? throw new Invalid(field, "Give the service a name.");
    }

    public static string Fold(string name) => name.Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant();
}
