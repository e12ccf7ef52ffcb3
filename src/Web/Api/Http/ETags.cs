using System.Globalization;

namespace XBees.Web.Api.Http;

/// <summary><c>ETag: "{version}"</c> on what two may edit (AP-5).</summary>
public static class ETags
{
    private static readonly Refusal Required = new(
        "precondition-required",
        428,
        "If-Match is required",
        "Send the version that you read as If-Match, such as \"7\"."
    );

    public static void Write(HttpResponse response, long version)
    {
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        response.Headers.CacheControl = "no-store";
    }

    /// <summary>The number of If-Match, or null where none was sent; a <c>W/</c> that a proxy added is accepted.</summary>
    public static long? Read(HttpRequest request)
    {
        var sent = request.Headers.IfMatch.ToString().Trim();
        if (sent.Length == 0)
        {
            return null;
        }
        if (sent == "*")
        {
            throw new Refused(Required);
        }
        var number = sent.StartsWith("W/", StringComparison.Ordinal) ? sent[2..] : sent;
        return long.TryParse(number.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new Refused(RequestRefusals.Stale);
    }

    /// <summary>For what two may not do at once: 428 where it is missing.</summary>
    public static long Require(HttpRequest request) => Read(request) ?? throw new Refused(Required);
}
