using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc.Filters;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Http;

/// <summary>
/// Honours <c>Idempotency-Key</c> on a POST that creates (AP-5, draft-ietf-httpapi-idempotency-key-header). Here the fingerprint is
/// made and what runs on this node is known; the key's row is written by the unit of work, with the effect.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute, IAsyncResourceFilter
{
    private const int LongestKey = 255;

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
        var running = http.RequestServices.GetRequiredService<RunningRequests>();
        var first = running.Begin(caller.PersonId, key, fingerprint);
        if (!ReferenceEquals(first, fingerprint))
        {
            throw new Refused(first == fingerprint ? StillRunning : RequestRefusals.KeyReused);
        }
        var ended = 0;
        // The effect is there before the first byte of the answer: whoever loses the answer may ask again at once.
        http.Response.OnStarting(() =>
        {
            End();
            return Task.CompletedTask;
        });
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
            End();
        }

        // Once: a request that repeats this one may be running under the key by then.
        void End()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                running.End(caller.PersonId, key);
            }
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

/// <summary>The requests with a key that this node works on.</summary>
public sealed class RunningRequests
{
    private readonly ConcurrentDictionary<(string Caller, string Key), string> running = new();

    /// <summary>The very fingerprint given, or that of the request that is there already.</summary>
    public string Begin(string caller, string key, string fingerprint) => running.GetOrAdd((caller, key), fingerprint);

    public void End(string caller, string key) => running.TryRemove((caller, key), out _);
}
