using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace XBees.Web.Api.Http;

/// <summary>Forwarded headers count from the proxies of <c>XBees:TrustedProxies</c> alone; from anybody else they are text.</summary>
public static class TrustedProxies
{
    public static void Configure(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        var named = configuration["XBees:TrustedProxies"]?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
        foreach (var proxy in named)
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else if (IPAddress.TryParse(proxy, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                throw new Infrastructure.CannotStart(
                    $"XBees:TrustedProxies has '{proxy}'. Use addresses such as 10.0.0.5 or networks such as 10.0.0.0/24."
                );
            }
        }
        options.ForwardLimit = Math.Max(1, named.Length);
        options.ForwardedHeaders =
            named.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
    }
}
