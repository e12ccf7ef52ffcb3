using System.Net;

namespace XBees.Infrastructure.Identity;

/// <summary>
/// The mark of a network: enough to tell that two requests came from the same one (<see cref="NetworkAddress"/>), and not to tell which
/// it is without the master key. What is kept and what is blocked is this, never the address (PV-5).
/// </summary>
public sealed class Networks(MasterKey master)
{
    private readonly byte[] key = master.Derive("network");

    /// <summary>Null where the server does not know where the request came from.</summary>
    public string? MarkOf(IPAddress? address) =>
        address is null
            ? null
            : Convert.ToHexStringLower(
                System.Security.Cryptography.HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes(NetworkAddress.Of(address)))
            );
}
