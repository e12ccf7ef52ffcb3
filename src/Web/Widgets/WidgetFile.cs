using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace XBees.Web.Widgets;

/// <summary>One script as it is sent: plain and in the two encodings that browsers ask for, made once.</summary>
public sealed class WidgetFile
{
    internal WidgetFile(string text, bool forEver)
    {
        ForEver = forEver;
        Plain = Encoding.UTF8.GetBytes(text);
        Brotli = Encode(target => new BrotliStream(target, CompressionLevel.SmallestSize));
        Gzip = Encode(target => new GZipStream(target, CompressionLevel.SmallestSize));
        Hash = Convert.ToHexStringLower(SHA256.HashData(Plain))[..12];
    }

    /// <summary>The address holds the hash, so the content never changes.</summary>
    public bool ForEver { get; }

    public byte[] Plain { get; }

    public byte[] Brotli { get; }

    public byte[] Gzip { get; }

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
