using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using XBees.Application.Calendars;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Calendars.OAuth;

/// <summary>The code flow of OAuth 2.0 with PKCE (RFC 6749, 4.1 and 6; RFC 7636; RFC 7009), as far as calendars need it.</summary>
public sealed class OAuthClient(CalendarHttp http, TimeProvider time)
{
    private static readonly HttpStatusCode[] Refusals = [HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden];

    /// <param name="app">With whom.</param>
    /// <param name="redirect">Where the browser comes back to; the very address that is registered.</param>
    /// <param name="state">By which it is known again.</param>
    /// <param name="challenge">Of the verifier that goes with the code.</param>
    public static string SignIn(OAuthApp app, string redirect, string state, string challenge)
    {
        (string Name, string Value)[] query =
        [
            ("response_type", "code"),
            ("client_id", app.ClientId),
            ("redirect_uri", redirect),
            ("scope", app.Scope),
            ("state", state),
            ("code_challenge", challenge),
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
        AskAsync(app, before.Refresh, [("grant_type", "refresh_token"), ("refresh_token", before.Refresh)], cancel);

    /// <summary>Gives back what was given. What is not known any more was given back already.</summary>
    public async Task RevokeAsync(OAuthApp app, OAuthTokens tokens, CancellationToken cancel)
    {
        if (app.Revoke is { } revoke)
        {
            await http.SendAsync(Form(revoke, [("token", tokens.Refresh)]), Refusals, cancel);
        }
    }

    private async Task<OAuthTokens> AskAsync(OAuthApp app, string? refresh, (string, string)[] what, CancellationToken cancel)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var form = Form(app.Token, [.. what, ("client_id", app.ClientId), ("client_secret", app.ClientSecret)]);
        var answer = await http.SendAsync(form, Refusals, cancel);
        if (!answer.IsSuccess)
        {
            throw new CalendarRefuses("The account does not let us in.");
        }
        var given = Read(answer);
        // Who is asked for a new one may go on with the old one that lasts (RFC 6749, 6).
        return given?.AccessToken is { Length: > 0 } access && (given.RefreshToken ?? refresh) is { Length: > 0 } lasting
            ? new(access, lasting, (now + Duration.FromSeconds(given.ExpiresIn ?? 0)).ToUnixTimeMilliseconds())
            : throw new CalendarRefuses("The account gave no token that lasts.");
    }

    private static Answer? Read(OutsideAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize<Answer>(answer.Body.Span);
        }
        catch (JsonException error)
        {
            throw new CalendarUnreadable("The account's answer cannot be read.", error);
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
        [property: JsonPropertyName("expires_in")] double? ExpiresIn
    );
}
