using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using XBees.Infrastructure.Identity;

namespace XBees.Web.Authentication;

/// <summary>
/// Proof that a request with a cookie comes from a page of ours (attack row 15): a header that only a script of this origin can set, with
/// a value bound to the session, and the browser's own word about the origin.
/// </summary>
public sealed class SessionAntiforgery(MasterKey master, PublicAddress address)
{
    public const string Header = "X-XBees-Antiforgery";

    public string ValueFor(string sessionId) => Base64Url.EncodeToString(master.Sign("antiforgery", sessionId));

    public void Check(HttpContext context, AgentCaller caller)
    {
        if (caller.SessionId is null || IsSafe(context.Request.Method))
        {
            return;
        }
        if (!IsSameOrigin(context.Request))
        {
            throw new Refused(AccessRefusals.OriginNotAllowed);
        }
        var sent = Encoding.UTF8.GetBytes(context.Request.Headers[Header].ToString());
        if (!CryptographicOperations.FixedTimeEquals(sent, Encoding.UTF8.GetBytes(ValueFor(caller.SessionId))))
        {
            throw new Refused(AccessRefusals.Antiforgery);
        }
    }

    /// <summary>A browser says at least one of the two; a client that says neither is no browser and still needs the header's value.</summary>
    public bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return (site.Length == 0 || site is "same-origin" or "none") && (origin.Length == 0 || address.IsOwn(origin, request));
    }

    public static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
