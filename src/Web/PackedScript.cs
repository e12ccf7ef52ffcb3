using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace XBees.Web.Widgets;

/// <summary>One script as it is sent: plain and in the two encodings that browsers ask for, made once.</summary>
public sealed class WidgetFile
{
    private readonly Lazy<byte[]> brotli;
    private readonly Lazy<byte[]> gzip;

    internal WidgetFile(string text, bool forEver)
    {
        ForEver = forEver;
        Plain = Encoding.UTF8.GetBytes(text);
        brotli = new(() => Encode(target => new BrotliStream(target, CompressionLevel.SmallestSize)));
        gzip = new(() => Encode(target => new GZipStream(target, CompressionLevel.SmallestSize)));
        Hash = Convert.ToHexStringLower(SHA256.HashData(Plain))[..12];
    }

    /// <summary>The address holds the hash, so the content never changes.</summary>
    public bool ForEver { get; }

    public byte[] Plain { get; }

    /// <summary>Packed when it is wanted first: few ask for the readable modules, and all of them take a second.</summary>
    public byte[] Brotli => brotli.Value;

    public byte[] Gzip => gzip.Value;

    public string Hash { get; }

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
