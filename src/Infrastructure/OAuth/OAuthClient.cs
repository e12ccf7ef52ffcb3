using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.OAuth;

/// <summary>The code flow of OAuth 2.0 with PKCE (RFC 6749, 4.1 and 6; RFC 7636; RFC 7009), as far as calendars and CRMs need it.</summary>
public sealed class OAuthClient(IOAuthHttp http, TimeProvider time)
{
    private static readonly HttpStatusCode[] Refusals = [HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden];

    /// <param name="app">With whom.</param>
    /// <param name="redirect">Where the browser comes back to; the very address that is registered.</param>
    /// <param name="begun">What it comes back with.</param>
    public static string SignIn(OAuthApp app, string redirect, BegunSignIn begun)
    {
        (string Name, string Value)[] query =
        [
            ("response_type", "code"),
            ("client_id", app.ClientId),
            ("redirect_uri", redirect),
            ("scope", app.Scope),
            ("state", begun.State),
            ("code_challenge", begun.Challenge),
            ("code_challenge_method", "S256"),
            .. app.More,
        ];
        return $"{app.Authorize}?{string.Join('&', query.Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value)}"))}";
    }

    public Task<OAuthTokens> ExchangeAsync(OAuthApp app, string code, string verifier, string redirect, CancellationToken cancel) =>
        AskAsync(
            app,
            null,
            [("grant_type", "authorization_code"), ("code", code), ("code_verifier", verifier), ("redirect_uri", redirect)],
            cancel
        );

    public Task<OAuthTokens> RefreshAsync(OAuthApp app, OAuthTokens before, CancellationToken cancel) =>
        AskAsync(app, before, [("grant_type", "refresh_token"), ("refresh_token", before.Refresh)], cancel);

    /// <summary>Gives back what was given. What is not known any more was given back already.</summary>
    public async Task RevokeAsync(OAuthApp app, OAuthTokens tokens, CancellationToken cancel)
    {
        if (app.Revoke is { } revoke)
        {
            await http.SendAsync(Form(revoke, [("token", tokens.Refresh)]), Refusals, cancel);
        }
    }

    private async Task<OAuthTokens> AskAsync(OAuthApp app, OAuthTokens? before, (string, string)[] what, CancellationToken cancel)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var form = Form(app.Token, [.. what, ("client_id", app.ClientId), ("client_secret", app.ClientSecret)]);
        var answer = await http.SendAsync(form, Refusals, cancel);
        if (!answer.IsSuccess)
        {
            throw http.Refuses("The account does not let us in.");
        }
        var given = Read(answer);
        // Who is asked for a new one may go on with the old one that lasts (RFC 6749, 6).
        return
            given?.AccessToken is { Length: > 0 and <= LongestToken } access
            // It becomes a line of a header.
            && access.All(letter => letter is > ' ' and <= '~')
            && (given.RefreshToken ?? before?.Refresh) is { Length: > 0 } lasting
            ? new(
                access,
                lasting,
                Until(now, given.ExpiresIn),
                given.InstanceUrl ?? before?.Instance,
                before is null ? given.Identity : before.Identity
            )
            : throw http.Refuses("The account gave no token that lasts.");
    }

    /// <summary>What says no end lasts until it is refused (RFC 6749, 5.1).</summary>
    private static long Until(Instant now, double? expiresIn) =>
        expiresIn is { } seconds ? now.ToUnixTimeMilliseconds() + (long)(Math.Clamp(seconds, 0, LongestSeconds) * 1_000) : long.MaxValue;

    private const double LongestSeconds = 10 * 365 * 86_400.0;
    private const int LongestToken = 16 * 1024;

    private Answer? Read(OutsideAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize<Answer>(answer.Body.Span);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw http.Unreadable("The account's answer cannot be read.", error);
        }
    }

    private static HttpRequestMessage Form(Uri address, IEnumerable<(string Name, string Value)> fields) =>
        new(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("expires_in")] double? ExpiresIn,
        [property: JsonPropertyName("instance_url")] string? InstanceUrl,
        [property: JsonPropertyName("id")] JsonElement? Id
    )
    {
        // Of others it may be a number, and nothing that concerns us. Half a character is found here.
        public string? Identity { get; } = Id is { ValueKind: JsonValueKind.String } said ? said.GetString() : null;
    }
}
