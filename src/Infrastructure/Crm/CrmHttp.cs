using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using XBees.Application.Crm;
using XBees.Infrastructure.OAuth;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.Crm;

/// <summary>Calls that a CRM answers, in the words of <see cref="CrmFailure"/>, and JSON as it is sent and read.</summary>
public sealed class CrmHttp(OutsideHttp outside) : IOAuthHttp
{
    public const int MostBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <param name="request">What is asked.</param>
    /// <param name="allowed">Answers beside the good ones that mean something to the caller.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<OutsideAnswer> SendAsync(HttpRequestMessage request, HttpStatusCode[] allowed, CancellationToken cancel)
    {
        using (request)
        {
            OutsideAnswer answer;
            try
            {
                answer = await outside.SendAsync(request, MostBytes, Within, cancel);
            }
            catch (OutsideTooMuch error)
            {
                throw new CrmUnreadable("The CRM's answer is too long.", error);
            }
            catch (OutsideFailure error)
            {
                throw new CrmUnreachable("The CRM does not answer.", error);
            }
            return answer.IsSuccess || allowed.Contains(answer.Status) ? answer : throw Failure(answer);
        }
    }

    /// <summary>Throws <see cref="CrmUnreadable"/> where it is not what it has to be.</summary>
    public static T Read<T>(OutsideAnswer answer)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(answer.Body.Span, Options) ?? throw new CrmUnreadable("The CRM's answer is empty.");
        }
        catch (JsonException error)
        {
            throw new CrmUnreadable("The CRM's answer cannot be read.", error);
        }
    }

    public static HttpContent Write<T>(T body) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, Options))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };

    public Exception Refuses(string message) => new CrmRefuses(message);

    public Exception Unreadable(string message, Exception inner) => new CrmUnreadable(message, inner);

    private static CrmFailure Failure(OutsideAnswer answer) =>
        (int)answer.Status switch
        {
            401 or 403 => new CrmRefuses("The CRM does not let us in."),
            408 or 423 or 425 or 429 or >= 500 => new CrmUnreachable("The CRM does not answer now.") { RetryAfter = answer.AsksToWait },
            // No redirect is followed: it may lead where nobody has agreed to.
            >= 300 and < 400 => new CrmUnreadable("The CRM leads to another address."),
            _ => new CrmUnreadable("The CRM does not know what it was asked."),
        };
}
