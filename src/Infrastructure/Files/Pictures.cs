using SkiaSharp;
using XBees.Application.Files;
using XBees.Domain.Files;

namespace XBees.Infrastructure.Files;

/// <summary>
/// Pictures are decoded and written anew (FI-3): where and with what they were taken, and whatever else somebody put into the file, is not
/// in the new one. One at a time: 50 megapixels take 200 MB.
/// </summary>
public sealed class Pictures : IPictures, IDisposable
{
    /// <summary>Longest side of the small picture, in pixels: twice what a bubble is wide.</summary>
    private const int Small = 640;
    private const int Quality = 90;
    private const int SmallQuality = 80;

    /// <summary>So much of a picture is read into memory; what is larger is a plain file.</summary>
    private const long MostBytes = 64 * FileLimits.Megabyte;

    private readonly SemaphoreSlim one = new(1, 1);

    public async Task<Picture?> ReadAsync(FileKind kind, Stream content, CancellationToken cancel)
    {
        if (content.Length > MostBytes)
        {
            return null;
        }
        content.Position = 0;
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, cancel);
        await one.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Read(kind, bytes), cancel);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private static Picture? Read(FileKind kind, byte[] bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || !Agrees(kind, codec.EncodedFormat) || (long)codec.Info.Width * codec.Info.Height > FileLimits.Pixels)
        {
            return null;
        }
        var moves = codec.FrameCount > 1;
        // Moving WebP has no writer here that keeps it moving.
        if (moves && kind == FileKind.WebP)
        {
            return null;
        }
        var whole = kind == FileKind.Gif ? Gif.Without(bytes) : null;
        if (kind == FileKind.Gif && whole is null)
        {
            return null;
        }
        using var upright = Upright(codec);
        return upright is not null && (whole ?? Encode(upright, kind)) is { } content && SmallOf(upright) is { } small
            ? new(kind, content, upright.Width, upright.Height, small)
            : null;
    }

    private static bool Agrees(FileKind kind, SKEncodedImageFormat format) =>
        format switch
        {
            SKEncodedImageFormat.Png => kind == FileKind.Png,
            SKEncodedImageFormat.Jpeg => kind == FileKind.Jpeg,
            SKEncodedImageFormat.Gif => kind == FileKind.Gif,
            SKEncodedImageFormat.Webp => kind == FileKind.WebP,
            _ => false,
        };

    /// <summary>The first frame, turned as the camera was held; null where it breaks off.</summary>
    private static SKBitmap? Upright(SKCodec codec)
    {
        var info = new SKImageInfo(
            codec.Info.Width,
            codec.Info.Height,
            SKColorType.Rgba8888,
            SKAlphaType.Premul,
            SKColorSpace.CreateSrgb()
        );
        var bitmap = new SKBitmap();
        // No pixels, no picture: the memory of a small machine ends somewhere, too.
        if (!bitmap.TryAllocPixels(info) || codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            bitmap.Dispose();
            return null;
        }
        return codec.EncodedOrigin == SKEncodedOrigin.TopLeft ? bitmap : Turned(bitmap, codec.EncodedOrigin);
    }

    private static SKBitmap Turned(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        using var source = bitmap;
        var (width, height) = (bitmap.Width, bitmap.Height);
        var turned = origin >= SKEncodedOrigin.LeftTop ? new SKBitmap(bitmap.Info.WithSize(height, width)) : new SKBitmap(bitmap.Info);
        using var canvas = new SKCanvas(turned);
        canvas.SetMatrix(
            origin switch
            {
                SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
                SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
                SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
                SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
                _ => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
            }
        );
        canvas.DrawBitmap(source, 0, 0, SKSamplingOptions.Default);
        return turned;
    }

    private static byte[]? Encode(SKBitmap bitmap, FileKind kind)
    {
        using var pixels = bitmap.PeekPixels();
        using var data =
            kind == FileKind.Png ? pixels.Encode(SKPngEncoderOptions.Default)
            : kind == FileKind.Jpeg ? pixels.Encode(SKEncodedImageFormat.Jpeg, Quality)
            : pixels.Encode(SKEncodedImageFormat.Webp, Quality);
        return data?.ToArray();
    }

    private static byte[]? SmallOf(SKBitmap bitmap)
    {
        var scale = Math.Min(1, (double)Small / Math.Max(bitmap.Width, bitmap.Height));
        var info = bitmap.Info.WithSize(Math.Max(1, (int)(bitmap.Width * scale)), Math.Max(1, (int)(bitmap.Height * scale)));
        using var small = bitmap.Resize(info, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var pixels = small.PeekPixels();
        using var data = pixels.Encode(SKEncodedImageFormat.Webp, SmallQuality);
        return data?.ToArray();
    }
}
