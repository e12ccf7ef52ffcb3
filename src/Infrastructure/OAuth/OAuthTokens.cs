using System.Text.Json;

namespace XBees.Infrastructure.OAuth;

/// <summary>What a provider has given; the secret of its connection (CA-6).</summary>
/// <param name="Access">Goes with each call.</param>
/// <param name="Refresh">Gets the next one.</param>
/// <param name="Until">In milliseconds since 1970: how long the first one lasts.</param>
/// <param name="Instance">Where it counts, as the provider says it, where it says so at all.</param>
/// <param name="Identity">Whose it is, likewise.</param>
public sealed record OAuthTokens(string Access, string Refresh, long Until, string? Instance = null, string? Identity = null)
{
    public string ToSecret() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static OAuthTokens Of(string secret) => JsonSerializer.Deserialize<OAuthTokens>(secret, JsonSerializerOptions.Web)!;

    public override string ToString() => "tokens";
}
