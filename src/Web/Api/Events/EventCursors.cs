using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using XBees.Application.Events;

namespace XBees.Web.Api.Events;

/// <summary>The ids of events. A guest's is encrypted: its numbers would count what is hidden from guests (MS-9).</summary>
public sealed class EventCursors(IDataProtectionProvider protection)
{
    private const int Longest = 400;
    private readonly IDataProtector protector = protection.CreateProtector("XBees.EventCursors");

    public string Write(Caller caller, LogCursor cursor) => caller.IsGuest ? protector.Protect(cursor.ToString()) : cursor.ToString();

    /// <summary>Null where it is none of ours; its length is looked at first, whatever was sent.</summary>
    public LogCursor? Read(Caller caller, string sent)
    {
        if (sent.Length > Longest)
        {
            return null;
        }
        try
        {
            return LogCursor.Parse(caller.IsGuest ? protector.Unprotect(sent) : sent);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
