using XBees.Application.Crm;
using XBees.Infrastructure.Crm.HubSpot;
using XBees.Infrastructure.Crm.Salesforce;
using XBees.Infrastructure.Identity;
using XBees.Infrastructure.OAuth;

namespace XBees.Infrastructure.Crm.OAuth;

/// <summary>An administrator signs in to a CRM. What was begun counts for them alone, in the session that began it.</summary>
public sealed class CrmSignIns(
    SalesforceApps salesforce,
    HubSpotApp hubSpot,
    CrmHttp http,
    SignInState state,
    PublicAddress address,
    TimeProvider time
)
{
    private const string Purpose = "crm-sign-in";
    private readonly OAuthClient client = new(http, time);

    /// <summary>Whether the operator has set it up.</summary>
    public bool IsSetUp(CrmKind kind) => Find(kind, "") is not null;

    /// <summary>Where the browser goes to, and what it keeps meanwhile; null: there is no such place.</summary>
    /// <param name="caller">Who begins.</param>
    /// <param name="kind">With which CRM.</param>
    /// <param name="login">Where one signs in to it, as <see cref="SalesforceApps.Find"/> knows it.</param>
    public (string Url, string Kept)? Begin(AgentCaller caller, CrmKind kind, string login)
    {
        if (Find(kind, login) is not { } app)
        {
            return null;
        }
        var begun = state.Begin(Purpose, Subject(caller, kind), login);
        return (OAuthClient.SignIn(app, Redirect(kind), begun), begun.Kept);
    }

    /// <summary>What it is connected with, for a code; null: it is not what this administrator has begun in this session.</summary>
    public async Task<string?> FinishAsync(
        AgentCaller caller,
        CrmKind kind,
        string? kept,
        string? said,
        string? code,
        CancellationToken cancel
    ) =>
        state.Take(Purpose, Subject(caller, kind), kept, said) is var (verifier, login)
        && code is { Length: > 0 }
        && Find(kind, login) is { } app
            ? new CrmGrant(await client.ExchangeAsync(app, code, verifier, Redirect(kind), cancel), login).ToToken()
            : null;

    private OAuthApp? Find(CrmKind kind, string login) =>
        kind switch
        {
            CrmKind.Salesforce => salesforce.Find(login),
            CrmKind.HubSpot => hubSpot.OAuth,
            _ => null,
        };

    private static string Subject(AgentCaller caller, CrmKind kind) => $"{caller.PersonId} {caller.SessionId} {CrmWords.Word(kind)}";

    private string Redirect(CrmKind kind) => address.Of($"/crm/{CrmWords.Word(kind)}/callback");
}
