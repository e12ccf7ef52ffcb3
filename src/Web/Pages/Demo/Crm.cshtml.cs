using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using XBees.Infrastructure.Crm.Practice;
using XBees.Web.Authentication;

namespace XBees.Web.Pages.Demo;

/// <summary>What the practice CRM holds, as a CRM's own people see it.</summary>
[Access(Callers.Anyone)]
public sealed class CrmModel(PracticeBook book, PracticePages pages) : PageModel
{
    public IReadOnlyList<PracticeContact> Contacts { get; private set; } = [];

    /// <summary>The demo is English, and of no zone.</summary>
    public static string Said(Instant moment) => moment.ToString("d MMM uuuu, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        RequireDemo();
        Contacts = await book.ReadAsync(cancel);
    }

    public async Task<IActionResult> OnPostDeleteAsync(string id, CancellationToken cancel)
    {
        RequireDemo();
        await book.DeleteAsync(id, cancel);
        return RedirectToPage();
    }

    /// <summary>Elsewhere it holds what only agents may read, and they read it in profiles.</summary>
    private void RequireDemo()
    {
        if (pages.Path is null)
        {
            throw new Refused(new("not-found", 404, "Not found", "There is no such page."));
        }
    }
}
