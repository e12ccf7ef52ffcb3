using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using XBees.Application.Conversations;

namespace XBees.Web.Api.Http;

/// <summary>Cursors of lists: opaque, good only for the caller, sort and filter they were made for; an altered one is 400 (AP-5).</summary>
public sealed class Cursors(IDataProtectionProvider protection)
{
    private const char Between = '\u001f';

    private static readonly Refusal Invalid = new(
        "cursor-invalid",
        400,
        "This cursor does not fit",
        "Begin the list again without 'after'; a cursor goes with the list, the filters and the caller it was made for."
    );

    private readonly IDataProtector protector = protection.CreateProtector("XBees.Cursors");

    /// <param name="list">Names the list with its filters and its caller.</param>
    /// <param name="place">The last row's place in it.</param>
    public string Write(string list, params IEnumerable<object> place) => protector.Protect(string.Join(Between, place.Prepend(list)));

    /// <param name="list">Names the list with its filters and its caller.</param>
    /// <param name="found">A page and one more, so that it is known whether another follows.</param>
    /// <param name="size">How many a page holds.</param>
    /// <param name="place">A row's place in the list.</param>
    public Page<T> PageOf<T>(string list, IReadOnlyList<T> found, int size, Func<T, object[]> place) =>
        found.Count > size ? new([.. found.Take(size)], Write(list, place(found[size - 1]))) : new(found, null);

    /// <summary>The place, or null at the beginning.</summary>
    public IReadOnlyList<string>? Read(string list, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }
        try
        {
            var parts = protector.Unprotect(cursor).Split(Between);
            return parts[0] == list ? parts[1..] : throw new Refused(Invalid);
        }
        catch (CryptographicException)
        {
            throw new Refused(Invalid);
        }
    }
}
