using System.Text;

namespace XBees.Domain.Files;

/// <summary>What a file is, by its content alone (FI-2): neither its name nor what its sender says about it counts.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Ends">How names of such files end; the first is the usual one. None: any name is right.</param>
public sealed record FileKind(string Type, IReadOnlyList<string> Ends)
{
    /// <summary>So many of the first bytes are needed to tell.</summary>
    public const int Head = 64;

    public static readonly FileKind Png = new("image/png", [".png"]);
    public static readonly FileKind Jpeg = new("image/jpeg", [".jpg", ".jpeg", ".jfif"]);
    public static readonly FileKind Gif = new("image/gif", [".gif"]);
    public static readonly FileKind WebP = new("image/webp", [".webp"]);
    public static readonly FileKind Heic = new("image/heic", [".heic", ".heif"]);
    public static readonly FileKind Other = new("application/octet-stream", []);

    private static readonly FileKind Pdf = new("application/pdf", [".pdf"]);
    private static readonly FileKind Mp3 = new("audio/mpeg", [".mp3"]);
    private static readonly FileKind M4a = new("audio/mp4", [".m4a", ".mp4"]);
    private static readonly FileKind Ogg = new("audio/ogg", [".ogg", ".oga", ".opus"]);
    private static readonly FileKind Wav = new("audio/wav", [".wav"]);
    private static readonly FileKind Flac = new("audio/flac", [".flac"]);
    private static readonly FileKind Mp4 = new("video/mp4", [".mp4", ".m4v"]);
    private static readonly FileKind QuickTime = new("video/quicktime", [".mov", ".qt"]);
    private static readonly FileKind WebM = new("video/webm", [".webm", ".weba"]);

    private static readonly FileKind[] Shown = [Png, Jpeg, Gif, WebP, Pdf, Mp3, M4a, Ogg, Wav, Flac, Mp4, QuickTime, WebM];

    /// <summary>Pictures that are measured and written anew.</summary>
    public bool IsPicture => this == Png || this == Jpeg || this == Gif || this == WebP;

    /// <summary>Whether browsers may show a file of this type (FI-2).</summary>
    public static bool IsShown(string type) => Array.Exists(Shown, kind => kind.Type == type);

    /// <param name="head">The first <see cref="Head"/> bytes, or fewer where there are no more.</param>
    public static FileKind Of(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) ? Gif
        : head.StartsWith("%PDF-"u8) ? Pdf
        : head.StartsWith("RIFF"u8) ? InRiff(head)
        : head.StartsWith("OggS"u8) ? Ogg
        : head.StartsWith("fLaC"u8) ? Flac
        : head.StartsWith("ID3"u8) || IsMpegAudio(head) ? Mp3
        : head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) && head.IndexOf("webm"u8) > 0 ? WebM
        : head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) ? OfBrand(Encoding.ASCII.GetString(head[8..12]))
        : Other;

    private static FileKind InRiff(ReadOnlySpan<byte> head) =>
        head.Length < 12 ? Other
        : head[8..12].SequenceEqual("WEBP"u8) ? WebP
        : head[8..12].SequenceEqual("WAVE"u8) ? Wav
        : Other;

    /// <summary>Layer III of MPEG 1 or 2, without the tag that most have.</summary>
    private static bool IsMpegAudio(ReadOnlySpan<byte> head) =>
        head.Length > 1 && head[0] == 0xFF && head[1] is (0xFB or 0xFA or 0xF3 or 0xF2);

    /// <summary>ISO/IEC 14496-12: the major brand tells what the same box holds.</summary>
    private static FileKind OfBrand(string brand) =>
        brand switch
        {
            "heic" or "heix" or "heim" or "heis" or "hevc" or "mif1" or "msf1" => Heic,
            "M4A " or "M4B " => M4a,
            "qt  " => QuickTime,
            "isom"
            or "iso2"
            or "iso4"
            or "iso5"
            or "iso6"
            or "mp41"
            or "mp42"
            or "avc1"
            or "M4V "
            or "MSNV"
            or "dash"
            or "3gp4"
            or "3gp5" => Mp4,
            _ => Other,
        };
}
