using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using XBees.Application.Admin;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Pages.Account;

/// <summary>AD-1: makes organisation and first administrator, and is gone for good after it.</summary>
[Access(Callers.Anyone)]
public sealed class StartModel(StartInstallation start, IOrganisationStore organisations, FirstStartCode code, RateCounters counters)
    : PageModel
{
    private const int TriesAMinute = 10;

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? TimeZone { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    public bool AsksCode { get; private set; }

    /// <summary>Nothing was typed about the zone: the browser's own is chosen.</summary>
    public bool ZoneIsOpen => TimeZone is null;

    public IReadOnlyDictionary<string, string[]> Errors { get; private set; } = new Dictionary<string, string[]>();

    public static IReadOnlyList<string> Zones { get; } = [.. DateTimeZoneProviders.Tzdb.Ids.Order(StringComparer.Ordinal)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        AsksCode = FirstStartCode.IsAsked(HttpContext);
        return await organisations.HasStartedAsync(cancel) ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        AsksCode = FirstStartCode.IsAsked(HttpContext);
        if (await organisations.HasStartedAsync(cancel))
        {
            return NotFound();
        }
        if (AsksCode && !await CodeOpensAsync(cancel))
        {
            return Again(new Dictionary<string, string[]> { ["code"] = [""] });
        }
        try
        {
            var agent = await start.RunAsync(new(Organisation, Name, Email, Password, TimeZone, Language), cancel);
            if (agent is null)
            {
                return NotFound();
            }
            await HttpContext.SignInAsync(agent, keep: false);
            return Redirect("/conversations");
        }
        catch (Invalid invalid)
        {
            return Again(invalid.Errors);
        }
    }

    public string? ErrorOf(string field) => Errors.TryGetValue(field, out var sentences) ? sentences[0] : null;

    private async Task<bool> CodeOpensAsync(CancellationToken cancel)
    {
        var tries = await counters.AddAsync(
            "start:" + NetworkAddress.Of(HttpContext.Connection.RemoteIpAddress),
            TimeSpan.FromMinutes(1),
            cancel
        );
        RateLimits.ThrowIf(tries.Used > TriesAMinute ? tries.Left : TimeSpan.Zero);
        return code.Opens(Code);
    }

    private PageResult Again(IReadOnlyDictionary<string, string[]> errors)
    {
        Errors = errors;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
