namespace XBees.Web.Authentication;

/// <summary>The one result of all kinds of authentication.</summary>
public static class HttpContextCallers
{
    /// <summary>The caller, or null for somebody who said nothing about themselves.</summary>
    public static Caller? CallerOrNull(this HttpContext context) => context.Items[typeof(Caller)] as Caller;

    public static Caller Caller(this HttpContext context) => context.CallerOrNull() ?? throw new Refused(AccessRefusals.SignedOut);

    public static AgentCaller RequireAgent(this HttpContext context) =>
        context.Caller() as AgentCaller ?? throw new Refused(AccessRefusals.Forbidden);

    public static GuestCaller RequireGuest(this HttpContext context) =>
        context.Caller() as GuestCaller ?? throw new Refused(AccessRefusals.Forbidden);

    /// <summary>The mark of the network that the request came from (SP-2); null where it is not known.</summary>
    public static string? Network(this HttpContext context) =>
        context.RequestServices.GetRequiredService<Infrastructure.Identity.Networks>().MarkOf(context.Connection.RemoteIpAddress);

    internal static void SetCaller(this HttpContext context, Caller caller) => context.Items[typeof(Caller)] = caller;
}
