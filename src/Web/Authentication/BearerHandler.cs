using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using XBees.Infrastructure.Identity;

namespace XBees.Web.Authentication;

/// <summary>API keys (<c>xbk_…</c>) and guests' tokens (<c>xbg_…</c>) of the Authorization header; never of an address (AP-2).</summary>
public sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    BearerTokens tokens,
    Networks networks
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Bearer";
    private const string Prefix = "Bearer ";
    private const int LongestToken = 100;

    public static bool Sent(HttpRequest request) => request.Headers.ContainsKey("Authorization");

    /// <summary>The refusal for a token that opens nothing.</summary>
    public static Refusal DeadToken(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Prefix + SecretToken.Guest, StringComparison.OrdinalIgnoreCase)
            ? AccessRefusals.SessionEnded
            : AccessRefusals.SignedOut;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || header.Length > LongestToken)
        {
            return AuthenticateResult.Fail("Not a bearer token.");
        }
        if (await FindAsync(header[Prefix.Length..]) is not { } caller)
        {
            return AuthenticateResult.Fail("Unknown or dead token.");
        }
        Context.SetCaller(caller);
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, caller.PersonId)], Name);
        return AuthenticateResult.Success(new(new(identity), Name));
    }

    private async Task<Caller?> FindAsync(string token) =>
        token.StartsWith(SecretToken.Guest, StringComparison.Ordinal)
            ? await tokens.FindGuestAsync(token, networks.MarkOf(Context.Connection.RemoteIpAddress), Context.RequestAborted)
        : token.StartsWith(SecretToken.ApiKey, StringComparison.Ordinal) ? await tokens.FindApiKeyAsync(token, Context.RequestAborted)
        : null;
}
