using System.Text.Json;

namespace XBees.Infrastructure.Calendars.OAuth;

/// <summary>What a provider has given; the secret of its connection (CA-6).</summary>
/// <param name="Access">Goes with each call.</param>
/// <param name="Refresh">Gets the next one.</param>
/// <param name="Until">In milliseconds since 1970: how long the first one lasts.</param>
public sealed record OAuthTokens(string Access, string Refresh, long Until)
{
    public string ToSecret() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static OAuthTokens Of(string secret) => JsonSerializer.Deserialize<OAuthTokens>(secret, JsonSerializerOptions.Web)!;

    public override string ToString() => "tokens";
}
