using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc;
using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>When the caller can be booked.</summary>
[ApiController]
[Route("api/v1/me/availability")]
[Tags("Me")]
[Access(Callers.Agents, KeyScopes.Meetings)]
public sealed class AvailabilityController(ISchedulerReader schedulers) : ControllerBase
{
    /// <summary>Hours, breaks, own dates and the rules of booking; version 0 where nothing was set yet (ME-7).</summary>
    /// <response code="409">A Basic licence has no scheduler (LC-1).</response>
    [HttpGet]
    [ProducesResponseType<AvailabilityView>(200)]
    [Refuses(409)]
    public async Task<AvailabilityView> Get(CancellationToken cancel)
    {
        var caller = HttpContext.RequireAgent();
        ChangeAvailability.RequireScheduler(caller);
        var stored = await schedulers.OfAgentAsync(caller.PersonId, cancel);
        ETags.Write(Response, stored.Version);
        return new(stored);
    }

    /// <summary>Sets all of it; what is absent has its default. No meeting that is booked moves (ME-28).</summary>
    /// <response code="409">A Basic licence has no scheduler (LC-1).</response>
    /// <response code="412">It was changed meanwhile.</response>
    /// <response code="422">A field was not accepted.</response>
    [HttpPut]
    [ProducesResponseType<AvailabilityView>(200)]
    [Refuses(409)]
    [Refuses(412)]
    [Refuses(422)]
    public async Task<AvailabilityView> Put(Availability body, [FromServices] ChangeAvailability change, CancellationToken cancel)
    {
        await change.RunAsync(HttpContext.RequireAgent(), body, ETags.Read(Request), cancel);
        return await Get(cancel);
    }
}

/// <summary>What an agent has set.</summary>
public sealed record AvailabilityView : Availability
{
    [SetsRequiredMembers]
    internal AvailabilityView(StoredAvailability stored)
        : base(stored.Availability) => Version = stored.Version;

    /// <summary>For If-Match.</summary>
    public long Version { get; }
}
