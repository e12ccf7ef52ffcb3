using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using XBees.Application.Agents;
using XBees.Web.Authentication;

namespace XBees.Web.Pages.Account;

/// <summary>
/// Behind a link of AU-3. Opening it changes nothing (mail scanners open links); the token goes into the form, leaves the address bar and
/// is sent to nobody else.
/// </summary>
public abstract class ChoosePasswordModel(ChoosePassword choose, string kind) : PageModel
{
    [BindProperty]
    public string? Token { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public string? Problem { get; private set; }
    public bool IsDead { get; private set; }

    public bool IsInvitation => kind == AgentLinks.Invitation;

    public void OnGet(string token)
    {
        Token = token;
        Guard();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Guard();
        try
        {
            var agent = await choose.RunAsync(kind, Token, Password, cancel);
            await HttpContext.SignInAsync(agent, keep: false);
            return Redirect("/conversations");
        }
        catch (Invalid invalid)
        {
            Problem = invalid.Errors.Values.First()[0];
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        catch (Refused refused) when (refused.Refusal == AgentRefusals.LinkDead)
        {
            IsDead = true;
            Response.StatusCode = AgentRefusals.LinkDead.Status;
        }
        return Page();
    }

    private void Guard()
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers.CacheControl = "no-store";
        Response.Headers["X-Robots-Tag"] = "noindex";
    }
}
