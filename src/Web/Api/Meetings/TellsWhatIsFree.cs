using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Filters;
using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Web.Api.Http;

namespace XBees.Web.Api.Meetings;

/// <summary>Who came too late is told what is free next, in the problem itself (ME-25).</summary>
public sealed class TellsWhatIsFree : ExceptionFilterAttribute
{
    public override async Task OnExceptionAsync(ExceptionContext context)
    {
        if (context.Exception is SlotTaken taken)
        {
            var calendars = context.HttpContext.RequestServices.GetRequiredService<Calendars>();
            var next = await calendars.NextAsync(taken, context.HttpContext.RequestAborted);
            context.Exception = new RefusedWith(
                MeetingRefusals.Taken,
                new Dictionary<string, JsonElement> { ["next"] = JsonSerializer.SerializeToElement(next, Json.Options) }
            );
        }
    }
}
