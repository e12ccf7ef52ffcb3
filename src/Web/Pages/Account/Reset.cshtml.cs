using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using XBees.Application.Agents;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Pages.Account;

[Access(Callers.Anyone)]
[Limited(Limit.Pages)]
public sealed class ResetModel(RequestPasswordReset request, ResetBrake brake) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    public bool Sent { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await brake.EnterAsync(HttpContext, Email, cancel);
        await request.RunAsync(Email, cancel);
        // The same words whether the address is known or not (AU-1).
        Sent = true;
        return Page();
    }
}
