using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Filters;
using XBees.Application.Meetings;
using XBees.Domain.Meetings;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Meetings;

/// <summary>Who confirms one of several is told which others would be declined by it, in the problem itself (ME-3).</summary>
public sealed class TellsWhoAsks : ExceptionFilterAttribute
{
    public override async Task OnExceptionAsync(ExceptionContext context)
    {
        if (context.Exception is not OthersAsk asked)
        {
            return;
        }
        var http = context.HttpContext;
        var meetings = http.RequestServices.GetRequiredService<IMeetingReader>();
        var others = new List<MeetingView>();
        foreach (var id in asked.Ids)
        {
            if (await meetings.OneAsync(http.Caller(), id, http.RequestAborted) is { } other)
            {
                others.Add(other);
            }
        }
        context.Exception = new RefusedWith(
            MeetingRefusals.OthersAsk,
            new Dictionary<string, JsonElement> { ["others"] = JsonSerializer.SerializeToElement(others, Json.Options) }
        );
    }
}
