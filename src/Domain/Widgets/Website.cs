using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace XBees.Domain.Widgets;

/// <summary>A website on which a widget may run: an origin, or all names below a domain (SP-6).</summary>
public sealed record Website
{
    private const string AnyName = "*.";

    private Website(string scheme, string host, int port, bool below)
    {
        Scheme = scheme;
        Host = host;
        Port = port;
        Below = below;
    }

    public string Scheme { get; }

    /// <summary>In lower-case A-labels, as browsers send it.</summary>
    public string Host { get; }
    public int Port { get; }

    /// <summary><c>https://*.example.com</c>: every name below the domain, not the domain itself.</summary>
    public bool Below { get; }

    public override string ToString()
    {
        var port = Port == DefaultPort(Scheme) ? "" : string.Create(CultureInfo.InvariantCulture, $":{Port}");
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return $"{Scheme}://{(Below ? AnyName : "")}{host}{port}";
    }

    /// <summary>Takes what people copy from the address bar; without a scheme it is https.</summary>
    public static bool TryRead(string? typed, [NotNullWhen(true)] out Website? website, [NotNullWhen(false)] out string? problem)
    {
        website = null;
        var text = (typed ?? "").Trim();
        var parts = text.Split("://", 2);
        var (scheme, rest) = parts.Length == 2 ? (parts[0].ToLowerInvariant(), parts[1]) : ("https", parts[0]);
        var below = rest.StartsWith(AnyName, StringComparison.Ordinal);
        var host = below ? rest[AnyName.Length..] : rest;
        problem =
            scheme is not ("https" or "http") ? "A website begins with https:// or http://."
            : host.Contains('*', StringComparison.Ordinal) ? "The * stands only at the beginning, as in https://*.example.com."
            : null;
        if (problem is not null)
        {
            return false;
        }

        if (Origin($"{scheme}://{host}", below) is not { } read)
        {
            problem = "Give the website alone, as in https://www.example.com, without a page.";
            return false;
        }

        if (below && (Uri.CheckHostName(read.Host) != UriHostNameType.Dns || !read.Host.Contains('.', StringComparison.Ordinal)))
        {
            problem = "After *. comes a domain, as in https://*.example.com.";
            return false;
        }

        website = read;
        return true;
    }

    /// <summary>Whether a browser that sends this <c>Origin</c> stands on the website. Never by Referer, which can be missing.</summary>
    public bool Allows(string origin) =>
        Origin(origin, below: false) is { } from
        && from.Scheme == Scheme
        && from.Port == Port
        && (Below ? from.Host.EndsWith($".{Host}", StringComparison.Ordinal) : from.Host == Host);

    private static Website? Origin(string text, bool below)
    {
        var whole =
            Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme is "https" or "http"
            && uri.Host.Length > 0
            && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" };
        return whole && AsciiHost(uri!) is { } host && host[^1] != '.' ? new(uri!.Scheme, host, uri.Port, below) : null;
    }

    private static string? AsciiHost(Uri uri)
    {
        try
        {
            var host = uri.IdnHost.ToLowerInvariant();
            // Digits and dots of other scripts become an IP address only now; a browser would send that one.
            return uri.HostNameType != UriHostNameType.Dns || new Uri($"https://{host}").Host == host ? host : null;
        }
        catch (UriFormatException)
        {
            // A host with letters that no domain name can have is only found out here.
            return null;
        }
    }

    private static int DefaultPort(string scheme) => scheme == "https" ? 443 : 80;
}
