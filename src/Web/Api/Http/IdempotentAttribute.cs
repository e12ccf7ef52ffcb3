using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc.Filters;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Http;

/// <summary>
/// Honours <c>Idempotency-Key</c> on a POST that creates (AP-5, draft-ietf-httpapi-idempotency-key-header). Here the fingerprint is
/// made and what runs in this process is known; the key's row is written by the unit of work, with the effect.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute, IAsyncResourceFilter
{
    private const int LongestKey = 255;
    private static readonly ConcurrentDictionary<(string Caller, string Key), string> Running = new();

    private static readonly Refusal StillRunning = new(
        "idempotency-key-running",
        409,
        "The first request with this key is still running",
        "Wait for its answer, or repeat in a moment."
    );

    private static readonly Refusal BadKey = new(
        "unreadable",
        400,
        "This request cannot be read",
        "Give Idempotency-Key 1 to 255 visible ASCII characters.",
        "Idempotency-Key"
    );

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        // Ignored for callers without identity: their keys would collide with strangers'.
        if (http.CallerOrNull() is not { } caller || http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key)
        {
            await next();
            return;
        }
        if (key.Length > LongestKey || key.Any(letter => letter is <= ' ' or > '~'))
        {
            throw new Refused(BadKey);
        }
        var fingerprint = await FingerprintAsync(http.Request);
        var running = Running.GetOrAdd((caller.PersonId, key), fingerprint);
        if (!ReferenceEquals(running, fingerprint))
        {
            throw new Refused(running == fingerprint ? StillRunning : RequestRefusals.KeyReused);
        }
        try
        {
            var request = http.RequestServices.GetRequiredService<RequestKey>();
            request.CallerId = caller.PersonId;
            request.Key = key;
            request.Fingerprint = fingerprint;
            await next();
        }
        finally
        {
            Running.TryRemove((caller.PersonId, key), out _);
        }
    }

    private static async Task<string> FingerprintAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n"));
        var buffer = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            hash.AppendData(buffer, 0, read);
        }
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
