using System.Collections.Concurrent;
using System.Globalization;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Web.Authentication;

namespace XBees.Web.Api.Http;

/// <summary>
/// Says which limit a route has (SP-1). Sign-in and new conversations are counted in the database for all nodes, everything else on
/// each node.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class LimitedAttribute(string policy) : Attribute
{
    public string Policy { get; } = policy;
}

/// <summary>One limit: so many in so long, by session, address and network.</summary>
public sealed record Limit(string Name, int Most, int MostOfAddress, TimeSpan Window, bool OnAllNodes)
{
    public const string Messages = "messages";
    public const string Conversations = "conversations";
    public const string Bookings = "bookings";
    public const string Holds = "holds";
    public const string Sessions = "sessions";
    public const string Mails = "mails";
    public const string Pages = "pages";
    public const string Files = "files";
}

/// <summary>The limits of this installation (<c>XBees:Limits:*</c>); <c>XBEES_DEMO_LIMITS=off</c> lifts them in the demo.</summary>
public sealed class RateLimitSettings(IConfiguration configuration)
{
    public bool Lifted { get; } = configuration["XBEES_DEMO_LIMITS"] == "off";

    public IReadOnlyDictionary<string, Limit> ByName { get; } =
        new[]
        {
            Read(configuration, Limit.Messages, 20, 100, TimeSpan.FromMinutes(1), onAllNodes: false),
            Read(configuration, Limit.Conversations, 5, 25, TimeSpan.FromHours(1), onAllNodes: true),
            Read(configuration, Limit.Bookings, 5, 25, TimeSpan.FromHours(1), onAllNodes: true),
            Read(configuration, Limit.Holds, 20, 60, TimeSpan.FromMinutes(5), onAllNodes: false),
            Read(configuration, Limit.Sessions, 30, 60, TimeSpan.FromMinutes(1), onAllNodes: false),
            Read(configuration, Limit.Mails, 5, 10, TimeSpan.FromHours(1), onAllNodes: true),
            Read(configuration, Limit.Files, 60, 300, TimeSpan.FromMinutes(1), onAllNodes: false),
            Read(configuration, Limit.Pages, 60, 60, TimeSpan.FromMinutes(1), onAllNodes: false),
        }.ToDictionary(limit => limit.Name, StringComparer.Ordinal);

    private static Limit Read(IConfiguration configuration, string name, int most, int ofAddress, TimeSpan window, bool onAllNodes) =>
        new(
            name,
            configuration.GetValue($"XBees:Limits:{name}", most),
            configuration.GetValue($"XBees:Limits:{name}-of-address", ofAddress),
            window,
            onAllNodes
        );
}

/// <summary>Counts what guests and strangers do, and answers 429 with when to go on.</summary>
public sealed class RateLimits(RequestDelegate next, RateLimitSettings settings, RateCounters counters, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Bucket, long Window), int> here = new();
    private long cleared;

    public async Task InvokeAsync(HttpContext context)
    {
        var policy = context.GetEndpoint()?.Metadata.GetMetadata<LimitedAttribute>()?.Policy;
        // Agents and API keys are known and can be ended; the limits are for people from outside.
        if (policy is not null && !settings.Lifted && context.CallerOrNull() is not AgentCaller)
        {
            await CheckAsync(context, settings.ByName[policy]);
        }
        await next(context);
    }

    /// <summary>429 where there is something to wait for.</summary>
    public static void ThrowIf(TimeSpan wait)
    {
        if (wait > TimeSpan.Zero)
        {
            throw new RefusedForNow(wait);
        }
    }

    private async Task CheckAsync(HttpContext context, Limit limit)
    {
        var address = NetworkAddress.Of(context.Connection.RemoteIpAddress);
        var person = (context.CallerOrNull() as GuestCaller)?.SessionId;
        var ofAddress = await CountAsync(limit, "n:" + address, context.RequestAborted);
        var ofPerson = person is null ? ofAddress : await CountAsync(limit, "s:" + person, context.RequestAborted);
        var most = person is null ? limit.MostOfAddress : limit.Most;
        Describe(context.Response, limit, most, ofPerson);
        if (ofPerson.Used > most || ofAddress.Used > limit.MostOfAddress)
        {
            throw new RefusedForNow(ofPerson.Used > most ? ofPerson.Left : ofAddress.Left);
        }
    }

    // draft-ietf-httpapi-ratelimit-headers.
    private static void Describe(HttpResponse response, Limit limit, int most, Window used)
    {
        var left = Math.Max(0, most - used.Used);
        var seconds = Math.Ceiling(used.Left.TotalSeconds);
        response.Headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"{limit.Name}\";q={most};w={limit.Window.TotalSeconds}"
        );
        response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{limit.Name}\";r={left};t={seconds}");
    }

    private async Task<Window> CountAsync(Limit limit, string who, CancellationToken cancel)
    {
        var bucket = $"{limit.Name}:{SecretToken.Hash(who)}";
        return limit.OnAllNodes ? await counters.AddAsync(bucket, limit.Window, cancel) : CountHere(bucket, limit.Window);
    }

    private Window CountHere(string bucket, TimeSpan length)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var start = now - now % (long)length.TotalMilliseconds;
        ClearOld(now);
        var used = here.AddOrUpdate((bucket, start), 1, (_, count) => count + 1);
        return new(used, TimeSpan.FromMilliseconds(start + length.TotalMilliseconds - now));
    }

    private void ClearOld(long now)
    {
        const long hour = 3_600_000;
        var last = Interlocked.Read(ref cleared);
        if (now - last < hour || Interlocked.CompareExchange(ref cleared, now, last) != last)
        {
            return;
        }
        foreach (var key in here.Keys.Where(key => now - key.Window > hour))
        {
            here.TryRemove(key, out _);
        }
    }
}

/// <summary>429: refused now, and how long it lasts.</summary>
public sealed class RefusedForNow(TimeSpan wait) : Exception("Too many requests.")
{
    public TimeSpan Wait { get; } = wait;
}
