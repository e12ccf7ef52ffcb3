using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using XBees.Web.Authentication;

namespace XBees.Web.Pages.Account;

/// <summary>Signing out is a POST: no link or picture signs anybody out.</summary>
[Access(Callers.Anyone)]
public sealed class SignOutModel : PageModel
{
    public IActionResult OnGet() => HttpContext.CallerOrNull() is null ? Redirect("/signin") : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        // What this browser kept of the conversations goes with the session.
        Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Redirect("/signin");
    }
}
