using System.Text.Json;

namespace XBees.Web.Api.Http;

/// <summary>An error as RFC 9457 has it (AP-4).</summary>
/// <param name="Type">Where it is explained: <c>/problems/{slug}</c>. Stable; clients compare it.</param>
/// <param name="Title">The same sentence for every problem of the type.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Detail">What happened this time, for a person.</param>
public sealed record Problem(string Type, string Title, int Status, string? Detail)
{
    /// <summary>Sentences by field, for 422.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Members of single types, such as <c>fallback</c>.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, JsonElement>? Extensions { get; init; }

    /// <summary>For the header Retry-After.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    public const string ContentType = "application/problem+json";
    public const string Prefix = "/problems/";

    public static Problem Of(Refusal refusal) =>
        new(Prefix + refusal.Slug, refusal.Title, refusal.Status, refusal.Detail)
        {
            Errors = refusal.Field is null ? null : new Dictionary<string, string[]> { [refusal.Field] = [refusal.Detail] },
        };

    public string Slug() => Type[Prefix.Length..];
}
