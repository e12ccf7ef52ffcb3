using System.Globalization;
using System.Text.Json;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Http;

/// <summary>The one place where refusals become answers: problem details for the API, a page with the same words for everybody else.</summary>
public sealed class Problems(RequestDelegate next, ILogger<Problems> logger)
{
    private static readonly TimeSpan RetryBusy = TimeSpan.FromSeconds(2);

    public async Task InvokeAsync(HttpContext context)
    {
        Problem? problem;
        try
        {
            await next(context);
            problem = context.Response.HasStarted || HasBody(context.Response) ? null : OfStatus(context);
        }
        catch (Exception error) when (!context.Response.HasStarted && Of(error, context) is not null)
        {
            problem = Of(error, context);
            if (error is StorageBusy or StorageFull)
            {
                logger.LogError(error, "The database refused a write");
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone; there is nobody to answer.
            return;
        }
        if (problem is not null)
        {
            await AnswerAsync(context, problem);
        }
    }

    /// <summary>A bug: it is logged by the exception handler, and the caller learns only that it was.</summary>
    public static void UseForBugs(IApplicationBuilder app) =>
        app.Run(context =>
            context.Response.WriteAsJsonAsync(
                Problem.Of(HttpRefusals.Internal),
                JsonSerializerOptions.Web,
                Problem.ContentType,
                context.RequestAborted
            )
        );

    /// <summary>Null for what is a bug: that goes on as an exception.</summary>
    public static Problem? Of(Exception error, HttpContext context) =>
        error switch
        {
            Refused { Refusal.Status: StatusCodes.Status503ServiceUnavailable } refused => Problem.Of(refused.Refusal) with
            {
                RetryAfter = RetryBusy,
            },
            Refused refused => Problem.Of(refused.Refusal),
            RefusedWith refused => Problem.Of(refused.Refusal) with { Extensions = refused.Extensions },
            RefusedForNow refused => Problem.Of(
                HttpRefusals.TooManyRequests with
                {
                    Detail = string.Create(CultureInfo.InvariantCulture, $"Wait {Seconds(refused.Wait)} seconds, then go on."),
                }
            ) with
            {
                RetryAfter = refused.Wait,
            },
            Invalid invalid => Problem.Of(HttpRefusals.Validation) with { Errors = invalid.Errors },
            StorageUnavailable => Problem.Of(HttpRefusals.Unavailable) with { RetryAfter = RetryBusy },
            StorageBusy => Problem.Of(HttpRefusals.Busy) with { RetryAfter = RetryBusy },
            StorageFull => Problem.Of(HttpRefusals.DiskFull),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.Of(HttpRefusals.TooLarge),
            BadHttpRequestException => Problem.Of(HttpRefusals.Unreadable),
            JsonException => Problem.Of(HttpRefusals.Unreadable),
            _ => null,
        };

    /// <summary>An answer that has a status alone.</summary>
    public static Problem? OfStatus(HttpContext context) =>
        context.Response.StatusCode switch
        {
            // Forms of pages are refused for one reason alone: the token of the form.
            400 when !IsApi(context.Request) => Problem.Of(AccessRefusals.Antiforgery),
            400 => Problem.Of(HttpRefusals.Unreadable),
            401 => Problem.Of(AccessRefusals.SignedOut),
            403 => Problem.Of(AccessRefusals.Forbidden),
            404 => Problem.Of(HttpRefusals.NotFound),
            405 => Problem.Of(HttpRefusals.MethodNotAllowed),
            413 => Problem.Of(HttpRefusals.TooLarge),
            415 => Problem.Of(HttpRefusals.MediaType),
            _ => null,
        };

    public async Task AnswerAsync(HttpContext context, Problem problem)
    {
        var headers = context.Response.Headers.ToArray();
        context.Response.Clear();
        // What was set before the refusal (CORS, limits, security) is true of the answer as well.
        foreach (
            var (name, value) in headers.Where(header =>
                header.Key is not ("Content-Type" or "Content-Length" or "ETag" or "Cache-Control")
            )
        )
        {
            context.Response.Headers[name] = value;
        }
        context.Response.StatusCode = problem.Status;
        context.Response.Headers.CacheControl = "no-store";
        if (problem.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
        }
        if (WantsPage(context.Request))
        {
            await ShowPageAsync(context, problem);
            return;
        }
        await context.Response.WriteAsJsonAsync(problem, JsonSerializerOptions.Web, Problem.ContentType, context.RequestAborted);
    }

    private async Task ShowPageAsync(HttpContext context, Problem problem)
    {
        context.Items[typeof(Problem)] = problem;
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = problem.Type;
        context.Request.QueryString = QueryString.Empty;
        await next(context);
    }

    private static double Seconds(TimeSpan wait) => Math.Max(1, Math.Ceiling(wait.TotalSeconds));

    private static bool HasBody(HttpResponse response) => response.ContentLength > 0 || response.ContentType is not null;

    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api");

    private static bool WantsPage(HttpRequest request) =>
        !IsApi(request)
        && !request.Path.StartsWithSegments(Problem.Prefix[..^1])
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A refusal that tells more than words, as members of the problem.</summary>
public sealed class RefusedWith(Refusal refusal, IDictionary<string, JsonElement> extensions) : Exception(refusal.Detail)
{
    public Refusal Refusal { get; } = refusal;

    public IDictionary<string, JsonElement> Extensions { get; } = extensions;
}
