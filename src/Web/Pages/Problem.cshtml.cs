using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Pages;

/// <summary>What stands behind the <c>type</c> of each problem, and what somebody sees whose page was refused.</summary>
[Access(Callers.Anyone)]
[IgnoreAntiforgeryToken]
public sealed class ProblemModel : PageModel
{
    public ProblemPage? Explained { get; private set; }

    /// <summary>The one that happened now, or null where somebody only reads about it.</summary>
    public Problem? Happened { get; private set; }

    /// <summary>Without this a method that no handler takes would run the page all the same, with nothing to explain.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is null)
        {
            context.Result = StatusCode(StatusCodes.Status405MethodNotAllowed);
        }
    }

    public IActionResult OnGet(string slug)
    {
        Happened = HttpContext.Items[typeof(Problem)] as Problem;
        Explained = ProblemCatalogue.Find(slug);
        if (Happened is not null)
        {
            Response.StatusCode = Happened.Status;
        }
        return Explained is null && Happened is null ? NotFound() : Page();
    }
}
