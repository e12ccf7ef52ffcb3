using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using XBees.Web.Api.Http;

namespace XBees.Web.Api.Phonebook;

/// <summary>Lets files with contacts come that are larger than any other body.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ImportingBodyAttribute : Attribute, IAsyncResourceFilter, IOrderedFilter
{
    /// <summary>20 MB, and the other parts of the form.</summary>
    private const long Most = (20 * 1024 * 1024) + (64 * 1024);

    private static readonly Refusal NotAForm = HttpRefusals.MediaType with { Detail = "Send multipart/form-data with a part named file." };

    /// <summary>Before anything reads the body.</summary>
    public int Order => -1;

    public Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        var size = context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
        // Of what is refused the server reads on for some seconds before it closes, so that browsers get to read why.
        Allow(size, null);
        if (request.ContentLength > Most)
        {
            throw new Refused(HttpRefusals.TooLarge);
        }
        if (!request.HasFormContentType)
        {
            throw new Refused(NotAForm);
        }
        Allow(size, Most);
        return next();
    }

    private static void Allow(IHttpMaxRequestBodySizeFeature? size, long? bytes)
    {
        if (size is { IsReadOnly: false })
        {
            size.MaxRequestBodySize = bytes;
        }
    }
}
