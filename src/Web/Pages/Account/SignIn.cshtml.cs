using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using XBees.Application.Agents;
using XBees.Infrastructure.Identity;
using XBees.Web.Authentication;

namespace XBees.Web.Pages.Account;

[Access(Callers.Anyone)]
public sealed class SignInModel(SignIn signIn, IOrganisationStore organisations) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public bool Keep { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Organisation { get; private set; }
    public bool Failed { get; private set; }
    public int WaitSeconds { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var organisation = await organisations.ReadAsync(cancel);
        if (organisation is null)
        {
            return Redirect("/start");
        }
        if (HttpContext.CallerOrNull() is AgentCaller)
        {
            return Redirect(Target());
        }
        Organisation = organisation.Name;
        Keep = true;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var result = await signIn.RunAsync(Email, Password, NetworkAddress.Of(HttpContext.Connection.RemoteIpAddress), cancel);
        if (result.Agent is { } agent)
        {
            await HttpContext.SignInAsync(agent, Keep);
            return Redirect(Target());
        }
        // One sentence for every reason: nobody learns which part was wrong, or that an account exists.
        Organisation = (await organisations.ReadAsync(cancel))?.Name;
        Failed = !result.MustWait;
        WaitSeconds = (int)Math.Ceiling(result.Wait.TotalSeconds);
        Response.StatusCode = result.MustWait ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized;
        if (result.MustWait)
        {
            Response.Headers.RetryAfter = WaitSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        return Page();
    }

    // Only within this installation: the address came from outside.
    private string Target() => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/conversations";
}
