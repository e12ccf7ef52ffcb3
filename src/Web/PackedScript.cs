using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace XBees.Web;

/// <summary>One script as it is sent: plain and in the two encodings that browsers ask for, made once.</summary>
public sealed class PackedScript
{
    /// <summary>For an address that holds a hash of what is there.</summary>
    public const string ForEver = "public, max-age=31536000, immutable";

    private readonly Lazy<byte[]> brotli;
    private readonly Lazy<byte[]> gzip;

    /// <param name="text">The script.</param>
    /// <param name="cacheControl">How long it may be kept.</param>
    /// <param name="level">The smallest takes a second for what all guests load; what is made when somebody waits is to be quick.</param>
    internal PackedScript(string text, string cacheControl, CompressionLevel level = CompressionLevel.SmallestSize)
    {
        CacheControl = cacheControl;
        Plain = Encoding.UTF8.GetBytes(text);
        brotli = new(() => Encode(target => new BrotliStream(target, level)));
        gzip = new(() => Encode(target => new GZipStream(target, level)));
        Hash = Convert.ToHexStringLower(SHA256.HashData(Plain))[..12];
    }

    public string CacheControl { get; }

    public byte[] Plain { get; }

    /// <summary>Packed when it is wanted first: few ask for the readable modules, and all of them take a second.</summary>
    public byte[] Brotli => brotli.Value;

    public byte[] Gzip => gzip.Value;

    public string Hash { get; }

    /// <summary>Answers a GET or HEAD with it.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        var tag = $"\"{Hash}\"";
        headers.XContentTypeOptions = "nosniff";
        headers.ETag = tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = CacheControl;
        context.Response.ContentType = "text/javascript; charset=utf-8";
        if (context.Request.Headers.IfNoneMatch.Any(value => value?.Contains(tag, StringComparison.Ordinal) == true))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (encoding, bytes) = Choose(context.Request);
        headers.ContentEncoding = encoding;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private (string? Encoding, byte[] Bytes) Choose(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding.Where(it => it.Quality is not 0).Select(it => it.Value.Value).ToHashSet();
        return accepted switch
        {
            _ when accepted.Contains("br") => ("br", Brotli),
            _ when accepted.Contains("gzip") => ("gzip", Gzip),
            _ => (null, Plain),
        };
    }

    private byte[] Encode(Func<Stream, Stream> encoder)
    {
        using var target = new MemoryStream();
        using (var stream = encoder(target))
        {
            stream.Write(Plain);
        }

        return target.ToArray();
    }
}
