using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace XBees.Infrastructure.Identity;

/// <summary>
/// Where people reach this installation (<c>XBees:BaseUrl</c>). Links in mails are built from it and never from the Host header, which
/// anybody can set.
/// </summary>
public sealed class PublicAddress
{
    private Uri? address;

    public PublicAddress(IConfiguration configuration)
    {
        if (configuration["XBees:BaseUrl"] is { Length: > 0 } text)
        {
            Set(text);
        }
    }

    /// <summary>Without it no link in a mail could be built: whoever runs it for others says where it is.</summary>
    public static void Require(IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration["XBees:BaseUrl"]))
        {
            throw new CannotStart("XBees:BaseUrl is missing. Set it to the address that people use, such as https://chat.example.com.");
        }
    }

    public bool IsKnown => address is not null;

    public bool IsSecure => address?.Scheme == Uri.UriSchemeHttps;

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Origin => (address ?? throw new InvalidOperationException("XBees:BaseUrl is not set.")).GetLeftPart(UriPartial.Authority);

    /// <summary>The whole address of a path that begins with a slash.</summary>
    public string Of(string path) => Origin + path;

    /// <summary>Also used by the demo, which learns its address when its port is open.</summary>
    public void Set(string text) =>
        address =
            Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
                ? uri
                : throw new CannotStart($"XBees:BaseUrl is '{text}'. Use an address such as https://chat.example.com.");

    /// <summary>Whether an Origin header names this installation: by its address, or by the host that the browser itself asked.</summary>
    public bool IsOwn(string origin, HttpRequest request) =>
        (address is not null && string.Equals(origin, Origin, StringComparison.OrdinalIgnoreCase))
        || string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
}
