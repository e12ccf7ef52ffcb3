using Microsoft.AspNetCore.Mvc.RazorPages;

namespace XBees.Web.Authentication;

/// <summary>Every request passes here once: dead tokens, cookies used from elsewhere, missing roles and scopes end here.</summary>
public sealed class AccessGate(RequestDelegate next, SessionAntiforgery antiforgery)
{
    private static readonly AccessAttribute AgentsOnly = new(Callers.Agents);

    public Task InvokeAsync(HttpContext context)
    {
        var caller = context.CallerOrNull();
        var isApi = context.Request.Path.StartsWithSegments("/api");
        if (isApi)
        {
            CheckCredentials(context, caller);
        }
        if (context.GetEndpoint() is not { } endpoint)
        {
            return next(context);
        }
        var isPage = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null;
        // What says nothing about itself serves agents: a forgotten attribute closes a door instead of opening one.
        var access = endpoint.Metadata.GetMetadata<AccessAttribute>() ?? (isPage || isApi ? AgentsOnly : null);
        if (isPage && caller is null && access is { Who: not Callers.Anyone })
        {
            SendToSignIn(context);
            return Task.CompletedTask;
        }
        if (isPage && !SessionAntiforgery.IsSafe(context.Request.Method) && !antiforgery.IsSameOrigin(context.Request))
        {
            throw new Refused(AccessRefusals.OriginNotAllowed);
        }
        access?.Check(caller);
        return next(context);
    }

    private void CheckCredentials(HttpContext context, Caller? caller)
    {
        if (caller is null && BearerHandler.Sent(context.Request))
        {
            throw new Refused(BearerHandler.DeadToken(context.Request));
        }
        if (caller is AgentCaller agent)
        {
            antiforgery.Check(context, agent);
        }
    }

    private static void SendToSignIn(HttpContext context)
    {
        var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/";
        context.Response.Redirect("/signin?returnUrl=" + Uri.EscapeDataString(back));
    }
}
