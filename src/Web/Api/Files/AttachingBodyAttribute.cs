using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using XBees.Application.Files;
using XBees.Web.Api.Http;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Files;

/// <summary>Asks whether a file may come at all before its first byte is read, and lets as many bytes come as a file may have (attack row 11).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AttachingBodyAttribute : Attribute, IAsyncResourceFilter
{
    /// <summary>The other parts of the form, and the lines between.</summary>
    private const long Frame = 64 * 1024;

    private static readonly Refusal NotAForm = HttpRefusals.MediaType with { Detail = "Send multipart/form-data with a part named file." };

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        var attach = http.RequestServices.GetRequiredService<AttachFile>();
        var size = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        // Of what is refused the server reads on for some seconds before it closes, so that browsers get to read why.
        Allow(size, null);
        var coming = Math.Max(0, (http.Request.ContentLength ?? 0) - Frame);
        var conversation = http.Request.Query["conversationId"].ToString();
        var limits =
            await attach.CheckAsync(http.Caller(), conversation, coming, http.RequestAborted) ?? throw new Refused(HttpRefusals.NotFound);
        if (!http.Request.HasFormContentType)
        {
            throw new Refused(NotAForm);
        }
        var most = limits.FileBytes() + Frame;
        Allow(size, most);
        http.Features.Set<IFormFeature>(
            new FormFeature(
                http.Request,
                new FormOptions
                {
                    MultipartBodyLengthLimit = most,
                    ValueCountLimit = 4,
                    MemoryBufferThreshold = (int)Frame,
                }
            )
        );
        await next();
    }

    private static void Allow(IHttpMaxRequestBodySizeFeature? size, long? bytes)
    {
        if (size is { IsReadOnly: false })
        {
            size.MaxRequestBodySize = bytes;
        }
    }
}
