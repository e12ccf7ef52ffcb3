using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Filters;
using XBees.Application.Phonebook;
using XBees.Domain.Phonebook;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Phonebook;

/// <summary>Who adds somebody that is there is told which contacts those are, in the problem itself (PB-3).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TellsWhoIsThere : ExceptionFilterAttribute
{
    public override async Task OnExceptionAsync(ExceptionContext context)
    {
        if (context.Exception is not ContactExists exists)
        {
            return;
        }
        var http = context.HttpContext;
        var same = await http
            .RequestServices.GetRequiredService<IContactReader>()
            .SameAsync(http.RequireAgent(), exists.Fields.Email?.Folded, exists.Fields.Numbers, http.RequestAborted);
        var others = same.Where(contact => contact.Id != exists.ExceptId);
        context.Exception = new RefusedWith(
            ContactRefusals.Doubles,
            new Dictionary<string, JsonElement> { ["doubles"] = JsonSerializer.SerializeToElement(others, Json.Options) }
        );
    }
}
