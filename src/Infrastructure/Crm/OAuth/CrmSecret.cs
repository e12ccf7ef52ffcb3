using System.Text.Json;
using XBees.Application.Crm;
using XBees.Infrastructure.OAuth;

namespace XBees.Infrastructure.Crm.OAuth;

/// <summary>What is kept of a connection; nothing of it is shown or logged.</summary>
internal abstract record CrmSecret
{
    /// <summary>Of a CRM that was signed in to; they change while they are used.</summary>
    public OAuthTokens? Tokens { get; init; }

    public static T Of<T>(string secret)
        where T : CrmSecret => JsonSerializer.Deserialize<T>(secret, JsonSerializerOptions.Web)!;

    public static T Of<T>(CrmAccess access)
        where T : CrmSecret => Of<T>(access.Secret);

    /// <summary>What goes with each call.</summary>
    public virtual string Bearer() => Tokens!.Access;

    public CrmSecret With(OAuthTokens tokens) => this with { Tokens = tokens };

    public string ToSecret() => JsonSerializer.Serialize(this, GetType(), JsonSerializerOptions.Web);

    /// <summary>As its CRM is asked while nothing is stored yet.</summary>
    public CrmAccess ToAccess() => new("", ToSecret());

    public sealed override string ToString() => "a secret";
}

/// <summary>What signing in to a CRM has brought, in the place of a token that somebody types.</summary>
/// <param name="Tokens">What the other side gave.</param>
/// <param name="Login">Where it was, for a CRM that has several places.</param>
internal sealed record CrmGrant(OAuthTokens Tokens, string Login)
{
    // No token that is typed has a space in it.
    private const string Mark = "oauth ";

    public string ToToken() => Mark + JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Null: it is a token that was typed.</summary>
    public static CrmGrant? Of(string token) =>
        token.StartsWith(Mark, StringComparison.Ordinal)
            ? JsonSerializer.Deserialize<CrmGrant>(token.AsSpan(Mark.Length), JsonSerializerOptions.Web)
            : null;

    public override string ToString() => "a grant";
}
