using System.Net;
using System.Net.Sockets;

namespace XBees.Infrastructure.Outside;

/// <summary>
/// Which addresses somebody else may make this server call: those of the internet, and what the operator names. Judged is the address that
/// is connected to, after the name was looked up: a name can lead anywhere, and elsewhere a moment later.
/// </summary>
public sealed class OutsideAddresses
{
    private static readonly IPNetwork[] NotOfTheInternet =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            // Among them Teredo's and those of 6to4, which hold an address of the older kind.
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork Unicast = IPNetwork.Parse("2000::/3");

    private readonly HashSet<string> hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IPNetwork> networks = [];

    /// <param name="named">Hosts, addresses and networks that may be called although they are not of the internet.</param>
    public OutsideAddresses(IEnumerable<string> named)
    {
        foreach (var one in named)
        {
            if (IPNetwork.TryParse(one, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(one, out var address))
            {
                var plain = Plain(address);
                networks.Add(new(plain, plain.AddressFamily == AddressFamily.InterNetwork ? 32 : 128));
            }
            else if (Uri.CheckHostName(one) == UriHostNameType.Dns)
            {
                hosts.Add(one);
            }
            else
            {
                throw new CannotStart(
                    $"XBees:Outside:Allow has '{one}'. Use hosts such as calendar.internal, addresses, or networks such as 10.0.0.0/24."
                );
            }
        }
    }

    /// <summary>Whether the operator has named the host itself, or the address that is written in its place.</summary>
    public bool IsNamed(string host) =>
        hosts.Contains(host) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IsNamed(address));

    public bool MayCall(string host, IPAddress address) => hosts.Contains(host) || IsNamed(address) || IsOfTheInternet(Plain(address));

    private bool IsNamed(IPAddress address) => networks.Exists(network => network.Contains(Plain(address)));

    private static bool IsOfTheInternet(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || Unicast.Contains(address))
        && !Array.Exists(NotOfTheInternet, network => network.Contains(address));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
