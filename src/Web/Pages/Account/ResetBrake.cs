using XBees.Domain.Guests;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Identity;
using XBees.Web.Api.Http;

namespace XBees.Web.Pages.Account;

/// <summary>How many reset mails an address gets and a network may ask for (AU-5), counted for all nodes.</summary>
public sealed class ResetBrake(RateCounters counters, RateLimitSettings settings)
{
    public async Task EnterAsync(HttpContext context, string? email, CancellationToken cancel)
    {
        if (settings.Lifted)
        {
            return;
        }
        var limit = settings.ByName[Limit.Mails];
        var network = NetworkAddress.Of(context.Connection.RemoteIpAddress);
        var ofAddress = await counters.AddAsync("reset:n:" + SecretToken.Hash(network), limit.Window, cancel);
        var ofAccount = await counters.AddAsync("reset:a:" + SecretToken.Hash(EmailAddress.Fold(email) ?? ""), limit.Window, cancel);
        RateLimits.ThrowIf(
            ofAddress.Used > limit.MostOfAddress ? ofAddress.Left
            : ofAccount.Used > limit.Most ? ofAccount.Left
            : TimeSpan.Zero
        );
    }
}
