using Microsoft.AspNetCore.Mvc;
using NodaTime;
using XBees.Application.Guests;
using XBees.Application.Meetings;
using XBees.Domain.Guests;
using XBees.Domain.Meetings;
using XBees.Web.Api.Http;
using XBees.Web.Api.Widgets;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>What a booking page needs; nothing is created by looking (IN-3).</summary>
[ApiController]
[Route("api/v1/schedulers/{slug}")]
[Tags("Meetings")]
[Access(Callers.Anyone)]
[Limited(Limit.Pages)]
public sealed class SchedulersController(ISchedulerReader schedulers, IServiceSchedulers services, ClosedLink closed, IBlockReader blocks)
    : ControllerBase
{
    /// <summary>With whom one meets, for how long, and whether one can book now.</summary>
    /// <response code="403">It is not available to the caller.</response>
    /// <response code="404">There was never such a link.</response>
    /// <response code="410">The link is closed; <c>fallback</c> names the widget to use instead, if one is set (IN-11).</response>
    [HttpGet]
    [ProducesResponseType<SchedulerView>(200)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(410)]
    public async Task<SchedulerView> Get(string slug, [FromServices] TimeProvider time, CancellationToken cancel)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return await OfServiceAsync(slug, cancel) is { } service
            ? SchedulerView.Of(service, now)
            : SchedulerView.Of(await FindAsync(slug, cancel), now);
    }

    /// <summary>When a meeting can begin (ME-7, ME-12).</summary>
    /// <remarks>
    /// Days are the agent's, wherever the caller is: who shows the days of another zone asks for one more on either side. What is listed can
    /// be booked, and nothing else can (ME-26).
    /// </remarks>
    /// <param name="slug">The personal link's, or the key of a service's widget (IN-8).</param>
    /// <param name="from">The first day, such as 2027-05-03 or 03.05.2027; today where none is given.</param>
    /// <param name="to">The last day; at most 62 days in all, 32 where none is given.</param>
    /// <param name="duration">Minutes; one of those that the scheduler offers, the shortest where none is given.</param>
    /// <param name="timeZone">The caller's zone by its IANA name, to be named in the answer; the agent's where none is given.</param>
    /// <param name="meeting">The meeting that another time is looked for: it is not in its own way.</param>
    /// <param name="list">Finds them.</param>
    /// <param name="ofService">Finds those of a service.</param>
    /// <param name="cancel">Ends it.</param>
    /// <response code="400">A day or the zone cannot be read; <c>errors</c> names it.</response>
    /// <response code="403">It is not available to the caller.</response>
    /// <response code="404">There was never such a link.</response>
    /// <response code="410">The link or the scheduler is closed.</response>
    /// <response code="422">The scheduler does not offer this duration.</response>
    [HttpGet("slots")]
    [ProducesResponseType<SlotsView>(200)]
    [Refuses(400)]
    [Refuses(403)]
    [Refuses(404)]
    [Refuses(410)]
    [Refuses(422)]
    public async Task<SlotsView> Slots(
        string slug,
        string? from,
        string? to,
        int? duration,
        string? timeZone,
        string? meeting,
        [FromServices] ListSlots list,
        [FromServices] ListServiceSlots ofService,
        CancellationToken cancel
    )
    {
        var wish = new SlotWish(Day(from, "from"), Day(to, "to"), duration, meeting);
        var zone = timeZone is null || TimeZones.Find(timeZone) is not null ? timeZone : throw Unreadable("timeZone", TimeZones.Unknown);
        if (await OfServiceAsync(slug, cancel) is { } service)
        {
            return SlotsView.Of(await ofService.RunAsync(service, wish, cancel), zone ?? SchedulerView.ZoneOf(service));
        }
        var scheduler = await FindAsync(slug, cancel);
        return SlotsView.Of(await list.RunAsync(scheduler, wish, cancel), zone ?? scheduler.Availability.TimeZone);
    }

    private async Task<Scheduler> FindAsync(string slug, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        var scheduler = await schedulers.BySlugAsync(slug, cancel) ?? throw new Refused(GuestRefusals.LinkUnknown);
        if (scheduler.LinkClosed)
        {
            throw await closed.RefusalAsync(cancel);
        }
        await RefuseShutOutAsync(cancel);
        return scheduler;
    }

    /// <summary>Null where it is none of a service's widget (IN-8).</summary>
    private async Task<ServiceScheduler?> OfServiceAsync(string slug, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (await services.ByKeyAsync(slug, cancel) is not { } service)
        {
            return null;
        }
        await RefuseShutOutAsync(cancel);
        return service;
    }

    private async Task RefuseShutOutAsync(CancellationToken cancel)
    {
        if (await blocks.IsNetworkShutOutAsync(HttpContext.Network(), cancel))
        {
            throw new Refused(BlockRefusals.NotAvailable);
        }
    }

    private static LocalDate? Day(string? typed, string field) =>
        typed is null ? null : LinkDays.Day(typed) ?? throw Unreadable(field, $"Give {field} a day such as 2027-05-03.");

    private static Refused Unreadable(string field, string sentence) =>
        new(HttpRefusals.Unreadable with { Detail = sentence, Field = field });
}
