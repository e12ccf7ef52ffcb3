using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace XBees.Infrastructure.Calendars.CalDav;

/// <summary>What opens a CalDAV account.</summary>
/// <param name="Server">As it was typed.</param>
/// <param name="UserName">Without a colon (RFC 7617).</param>
/// <param name="Password">Not logged: see <see cref="ToString"/>.</param>
internal sealed record CalDavAccount(Uri Server, string UserName, string Password)
{
    public string ToSecret() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static CalDavAccount Of(string secret) => JsonSerializer.Deserialize<CalDavAccount>(secret, JsonSerializerOptions.Web)!;

    public AuthenticationHeaderValue Basic => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{Password}")));

    public override string ToString() => "a CalDAV account";
}
