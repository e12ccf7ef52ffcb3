using System.Globalization;

namespace XBees.Domain.Widgets;

/// <summary>WCAG's contrast of two colours, and what it means for the colour an owner chose (WI-5).</summary>
public static class Contrast
{
    public const double ForText = 4.5;
    public const double ForShapes = 3;

    private const string White = "#ffffff";
    private const string Ink = "#1d1b18";
    private const string Black = "#000000";

    /// <summary>Between 1 and 21; both colours as #rrggbb.</summary>
    public static double Ratio(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    public static ColorVerdict Judge(string color)
    {
        // One of the two ends always reaches 4.58; ink is softer than black where it suffices.
        var on =
            Ratio(color, White) >= ForText ? White
            : Ratio(color, Ink) >= ForText ? Ink
            : Black;
        return new(on, Math.Round(Ratio(color, on), 2), Math.Round(Ratio(color, White), 2));
    }

    // WCAG 2.2, relative luminance.
    private static double Luminance(string color) => 0.2126 * Channel(color, 1) + 0.7152 * Channel(color, 3) + 0.0722 * Channel(color, 5);

    private static double Channel(string color, int start)
    {
        var part = int.Parse(color.AsSpan(start, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}

/// <summary>What stands on the colour, and how the colour stands on a white page.</summary>
public sealed record ColorVerdict(string TextColor, double TextRatio, double PageRatio)
{
    public bool TextIsReadable => TextRatio >= Contrast.ForText;

    public bool StandsOut => PageRatio >= Contrast.ForShapes;
}
