using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Crm;
using XBees.Infrastructure.Crm.OAuth;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Crm;

/// <summary>Which CRMs are connected, and which of them agents see (AD-2, CR-9).</summary>
[ApiController]
[Route("api/v1/admin/crm")]
[Tags("Administration")]
[Access(Callers.Administrators, KeyScopes.Admin)]
public sealed class CrmAdminController(ICrmStore connections, ChangeCrm change, CrmSignIns signIns) : ControllerBase
{
    /// <summary>All that can be connected, with what is. Salesforce is among them once the operator has set it up.</summary>
    [HttpGet]
    [ProducesResponseType<CrmListView>(200)]
    public async Task<CrmListView> All(CancellationToken cancel)
    {
        var all = await connections.AllAsync(cancel);
        var views = Enum.GetValues<CrmKind>().Select(kind => View(kind, all));
        return new([.. views.Where(view => view.Connected || view.SignIn || view.Token || view.Crm == CrmWords.Word(CrmKind.Practice))]);
    }

    /// <summary>Connects a CRM: the practice CRM, which is built in, or HubSpot by the token of a private app. Agents see it at once.</summary>
    /// <remarks>
    /// The app needs the scopes <c>crm.objects.contacts</c> (read and write), <c>crm.schemas.contacts</c> (read and write) and
    /// <c>crm.objects.owners.read</c>. Its token is encrypted, and is told to nobody.
    /// </remarks>
    /// <response code="409">It is connected already.</response>
    /// <response code="422">There is no such CRM, or it cannot be reached, does not accept the token, or answers something else.</response>
    [HttpPost]
    [ProducesResponseType<CrmConnectionView>(201)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<ActionResult<CrmConnectionView>> Connect(CrmConnectBody body, CancellationToken cancel)
    {
        if (CrmWords.KindOf(body.Crm) is not { } kind)
        {
            throw new Invalid("crm", "There is no such CRM.");
        }
        if (kind == CrmKind.Salesforce)
        {
            throw new Invalid("crm", "Salesforce is connected by signing in.");
        }
        await change.ConnectAsync(HttpContext.RequireAgent(), kind, body.ReadToken(kind), cancel);
        return StatusCode(201, await ViewAsync(kind, cancel));
    }

    /// <summary>Opens a HubSpot that is connected with another token from now on: guests stay linked, and what waits goes on.</summary>
    /// <response code="404">It is not connected.</response>
    /// <response code="409">The token is of another account; guests are linked to records of the one that is connected.</response>
    /// <response code="422">It has no tokens that are typed, or it cannot be reached, does not accept this one, or answers something else.</response>
    [HttpPut("{crm}/token")]
    [ProducesResponseType<CrmConnectionView>(200)]
    [Refuses(404)]
    [Refuses(409)]
    [Refuses(422)]
    public async Task<ActionResult<CrmConnectionView>> Open(string crm, CrmTokenBody body, CancellationToken cancel)
    {
        if (CrmWords.KindOf(crm) is not { } kind || await connections.AccessAsync(kind, cancel) is null)
        {
            return NotFound();
        }
        if (kind != CrmKind.HubSpot)
        {
            throw new Invalid("crm", "This CRM is opened by no token.");
        }
        return await change.OpenAnewAsync(HttpContext.RequireAgent(), kind, body.ReadToken(), cancel)
            ? await ViewAsync(kind, cancel)
            : NotFound();
    }

    /// <summary>Says whether agents see it, and whether conversations are logged there (CR-8). What is on its way is written all the same.</summary>
    /// <response code="404">It is not connected.</response>
    [HttpPatch("{crm}")]
    [ProducesResponseType<CrmConnectionView>(200)]
    [Refuses(404)]
    [Refuses(422)]
    public async Task<ActionResult<CrmConnectionView>> Change(string crm, CrmPatch body, CancellationToken cancel)
    {
        if (CrmWords.KindOf(crm) is not { } kind)
        {
            return NotFound();
        }
        if (body is { Active: null, LogsConversations: null })
        {
            throw new Invalid("active", "Say true or false.");
        }
        return await change.RunAsync(HttpContext.RequireAgent(), kind, new(body.Active, body.LogsConversations), cancel)
            ? await ViewAsync(kind, cancel)
            : NotFound();
    }

    /// <summary>Disconnects it: what opens it, and what is known of guests there, is deleted here. There nothing is.</summary>
    /// <response code="404">It is not connected.</response>
    [HttpDelete("{crm}")]
    [ProducesResponseType(204)]
    [Refuses(404)]
    public async Task<IActionResult> Disconnect(string crm, CancellationToken cancel) =>
        CrmWords.KindOf(crm) is { } kind && await change.DisconnectAsync(HttpContext.RequireAgent(), kind, cancel)
            ? NoContent()
            : NotFound();

    /// <summary>Asks it for its form, which is read anew, and says in words what failed (AD-7).</summary>
    /// <response code="200">What came of it.</response>
    /// <response code="404">It is not connected.</response>
    [HttpPost("{crm}/test")]
    [ProducesResponseType<CrmTestView>(200)]
    [Refuses(404)]
    public async Task<ActionResult<CrmTestView>> Test(string crm, CancellationToken cancel)
    {
        if (CrmWords.KindOf(crm) is not { } kind || await connections.AccessAsync(kind, cancel) is not { } access)
        {
            return NotFound();
        }
        var problem = await change.TestAsync(kind, access, cancel);
        return new CrmTestView(problem is null, problem?.Title, problem?.Detail);
    }

    private async Task<CrmConnectionView> ViewAsync(CrmKind kind, CancellationToken cancel) =>
        View(kind, await connections.AllAsync(cancel));

    private CrmConnectionView View(CrmKind kind, IReadOnlyList<CrmConnection> all) =>
        CrmConnectionView.Of(kind, all.FirstOrDefault(one => one.Kind == kind), signIns.IsSetUp(kind));
}

/// <summary>All CRMs.</summary>
public sealed record CrmListView(IReadOnlyList<CrmConnectionView> Items);

/// <summary>A CRM, and whether it is connected.</summary>
public sealed record CrmConnectionView
{
    /// <summary>practice, hubspot or salesforce.</summary>
    public required string Crm { get; init; }
    public required string Name { get; init; }
    public required bool Connected { get; init; }

    /// <summary>Whether it can be connected by signing in to it: the operator has set that up.</summary>
    public required bool SignIn { get; init; }

    /// <summary>Whether it can be connected by a token.</summary>
    public required bool Token { get; init; }

    /// <summary>Whether agents see it.</summary>
    public required bool Active { get; init; }

    /// <summary>Whether conversations are logged there when they are resolved (CR-8).</summary>
    public required bool LogsConversations { get; init; }

    /// <summary>connected, refused (it does not let us in), unreachable or unreadable: of the last time it was asked. Null: it is not connected.</summary>
    public string? State { get; init; }
    public Instant? ConnectedAt { get; init; }

    internal static CrmConnectionView Of(CrmKind kind, CrmConnection? connection, bool signIn) =>
        new()
        {
            Crm = CrmWords.Word(kind),
            Name = CrmWords.Name(kind),
            Connected = connection is not null,
            SignIn = signIn,
            Token = kind == CrmKind.HubSpot,
            Active = connection?.IsActive == true,
            LogsConversations = connection?.LogsConversations == true,
            State = connection is null ? null : CrmWords.Word(connection.State),
            ConnectedAt = connection?.ConnectedAt,
        };
}

/// <summary>What to connect.</summary>
/// <param name="Crm">practice or hubspot.</param>
/// <param name="Token">Of the private app, for HubSpot.</param>
public sealed record CrmConnectBody(string? Crm, string? Token)
{
    // As it would stand in a log that is told to hold everything.
    public override string ToString() => nameof(CrmConnectBody);

    internal string ReadToken(CrmKind kind) => kind == CrmKind.Practice ? "" : new CrmTokenBody(Token).ReadToken();
}

/// <summary>What opens it from now on.</summary>
/// <param name="Token">Of the private app.</param>
public sealed record CrmTokenBody(string? Token)
{
    private const int LongestToken = 500;

    public override string ToString() => nameof(CrmTokenBody);

    internal string ReadToken() =>
        Token is { Length: > 0 and <= LongestToken } token && token.All(letter => letter is > ' ' and <= '~')
            ? token
            : throw new Invalid("token", "Give the token of the private app.");
}

/// <summary>What changes; what is absent stays.</summary>
/// <param name="Active">Whether agents see it.</param>
/// <param name="LogsConversations">
/// Whether conversations are logged when they are resolved: once, what guests could read and a link back, on the record of each guest who has one (CR-8).
/// </param>
public sealed record CrmPatch(bool? Active, bool? LogsConversations);

/// <summary>Whether the CRM answers.</summary>
/// <param name="Works">It does.</param>
/// <param name="Title">What is wrong; null: nothing.</param>
/// <param name="Detail">What to do about it.</param>
public sealed record CrmTestView(bool Works, string? Title, string? Detail);
