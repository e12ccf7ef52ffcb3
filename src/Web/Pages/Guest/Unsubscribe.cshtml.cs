using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using XBees.Application.Mails;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Pages.Guest;

/// <summary>
/// Ends the mails of one conversation (NO-8). Opening it changes nothing; a mail program's button posts to the same address without
/// asking, from its own server and with no cookie (RFC 8058).
/// </summary>
[Access(Callers.Anyone)]
[Limited(Limit.Pages)]
[IgnoreAntiforgeryToken]
public sealed class UnsubscribeModel(Unsubscribe unsubscribe) : PageModel
{
    public bool IsKnown { get; private set; }

    public bool IsOn { get; private set; }

    /// <summary>They have just been asked for again.</summary>
    public bool IsAgain { get; private set; }

    public async Task OnGetAsync(string? token, CancellationToken cancel)
    {
        var on = await unsubscribe.IsOnAsync(token ?? "", cancel);
        Show(on is not null, on == true);
    }

    /// <param name="token">Of the mail.</param>
    /// <param name="again">Given: mails again.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task OnPostAsync(string? token, [FromForm] string? again, CancellationToken cancel)
    {
        IsAgain = again is not null;
        Show(await unsubscribe.RunAsync(token ?? "", !IsAgain, cancel), !IsAgain);
    }

    private void Show(bool known, bool on)
    {
        (IsKnown, IsOn) = (known, on);
        Response.Headers["Referrer-Policy"] = "strict-origin";
        Response.Headers["X-Robots-Tag"] = "noindex";
        Response.Headers.CacheControl = "no-store";
        if (!known)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
