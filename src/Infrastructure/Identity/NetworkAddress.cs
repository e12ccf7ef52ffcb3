using System.Net;
using System.Net.Sockets;

namespace XBees.Infrastructure.Identity;

/// <summary>Whom limits count as one: an IPv4 address, or the 64 bits of an IPv6 network that one customer has for themselves.</summary>
public static class NetworkAddress
{
    private const int PrefixBytes = 8;

    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "none";
        }
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, PrefixBytes, bytes.Length - PrefixBytes);
        return new IPAddress(bytes) + "/64";
    }
}
