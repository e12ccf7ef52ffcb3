namespace XBees.Infrastructure.Files;

/// <summary>
/// A GIF, moving or not, keeps its frames as they are; comments, what other programs wrote into it and whatever comes after its end are
/// left out (GIF89a specification, sections 18 to 27).
/// </summary>
internal static class Gif
{
    private const int Header = 13;
    private const byte Extension = 0x21;
    private const byte Frame = 0x2C;
    private const byte Trailer = 0x3B;
    private const byte GraphicControl = 0xF9;
    private const byte Application = 0xFF;
    private const byte HasColours = 0x80;

    /// <returns>Null where it is not put together as one.</returns>
    public static byte[]? Without(byte[] source)
    {
        var kept = new MemoryStream(source.Length);
        if (source.Length < Header)
        {
            return null;
        }
        var place = Header + Colours(source[10]);
        if (!Keep(0, place))
        {
            return null;
        }
        while (place < source.Length)
        {
            var start = place;
            switch (source[place])
            {
                case Trailer:
                    kept.WriteByte(Trailer);
                    return kept.ToArray();
                case Frame when place + 10 < source.Length:
                    // Its size and colours, the width of its codes, and the codes.
                    place = AfterBlocks(source, place + 11 + Colours(source[place + 9]));
                    break;
                case Extension when place + 2 < source.Length:
                    place = AfterBlocks(source, place + 2);
                    if (!IsKept(source.AsSpan(start)))
                    {
                        continue;
                    }
                    break;
                default:
                    return null;
            }
            if (!Keep(start, place))
            {
                return null;
            }
        }
        return null;

        bool Keep(int from, int to)
        {
            if (to > source.Length)
            {
                return false;
            }
            kept.Write(source, from, to - from);
            return true;
        }
    }

    private static int Colours(byte packed) => (packed & HasColours) == 0 ? 0 : 3 << ((packed & 7) + 1);

    /// <summary>How long a frame stands, and that they go round.</summary>
    private static bool IsKept(ReadOnlySpan<byte> extension) =>
        extension[1] == GraphicControl || (extension[1] == Application && extension[3..].StartsWith("NETSCAPE2.0"u8));

    /// <summary>Blocks, each led by its length, up to an empty one.</summary>
    private static int AfterBlocks(byte[] source, int place)
    {
        while (place < source.Length && source[place] > 0)
        {
            place += 1 + source[place];
        }
        return place + 1;
    }
}
