using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using XBees.Domain.Conversations;

namespace XBees.Web.Api.Files;

/// <summary>Addresses that open one file for one person, for 10 minutes (FI-4).</summary>
public sealed class FileLinks(IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly Duration Lasting = Duration.FromMinutes(10);

    private readonly IDataProtector protector = protection.CreateProtector("XBees.FileLinks");

    public (string Token, Instant ExpiresAt) Write(Caller caller, string id)
    {
        var ends = Instant.FromDateTimeOffset(time.GetUtcNow()) + Lasting;
        var session = caller is GuestCaller guest ? guest.SessionId : "";
        var text = string.Create(CultureInfo.InvariantCulture, $"{id} {caller.PersonId} {ends.ToUnixTimeMilliseconds()} {session}");
        return (protector.Protect(text), ends);
    }

    /// <summary>Whose link it is, and to which file; null where it is none, or has ended.</summary>
    public (Caller Caller, string Id)? Read(string token)
    {
        try
        {
            var parts = protector.Unprotect(token).Split(' ');
            return long.Parse(parts[2], CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeMilliseconds()
                ? (Of(parts[1], parts[3]), parts[0])
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static Caller Of(string personId, string sessionId) =>
        sessionId.Length > 0
            ? new GuestCaller(new(PersonKind.Guest, personId, null), sessionId, null, null)
            : new AgentCaller(new(PersonKind.Agent, personId, null), Domain.Agents.Licence.Basic, Administrator: false, SessionId: null);
}
