using System.Net;
using System.Security.Cryptography;
using System.Text;
using XBees.Infrastructure.Identity;

namespace XBees.Web.Pages.Account;

/// <summary>
/// The one-time code of AD-1: whoever can read the server's output owns the server. The same on every node and after a restart, because it
/// comes from the master key; of no use once somebody has set the installation up.
/// </summary>
public sealed class FirstStartCode(
    MasterKey master,
    IOrganisationStore organisations,
    PublicAddress address,
    ILogger<FirstStartCode> logger
)
{
    private const int Length = 12;

    public string Value { get; } = Convert.ToHexStringLower(master.Sign("first-start", "code"))[..Length];

    public async Task AnnounceAsync(CancellationToken cancel)
    {
        if (!await organisations.HasStartedAsync(cancel))
        {
            var page = address.IsKnown ? address.Of("/start") : "/start";
            logger.LogInformation("This is the first start. Open {Page} and give the code {Code}", page, Value);
        }
    }

    /// <summary>Not asked from this machine itself; a proxy on it that hands on others' requests does not count as this machine.</summary>
    public static bool IsAsked(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } from
        || !IPAddress.IsLoopback(from)
        || context.Request.Headers.ContainsKey("X-Forwarded-For")
        || context.Request.Headers.ContainsKey("Forwarded");

    public bool Opens(string? typed) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes((typed ?? "").Trim().ToLowerInvariant()),
            Encoding.UTF8.GetBytes(Value)
        );
}
