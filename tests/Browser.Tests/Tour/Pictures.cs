using System.Text.RegularExpressions;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing.Processes;

namespace XBees.Browser.Tests.Tour;

/// <summary>The pictures of <c>docs/tour.md</c>, made on the way; drawn anew in the folder that <c>XBEES_TOUR</c> names, else in <c>TestResults/tour</c>.</summary>
/// <param name="turned">Whether this is the walk of the guest on a desktop; its pictures are named so.</param>
internal sealed partial class Pictures(bool turned)
{
    private const string Turned = "-turned";

    private static readonly string Docs = Path.Combine(Repository.Root, "docs");
    private static readonly string Folder = Environment.GetEnvironmentVariable("XBEES_TOUR") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Repository.Root, "TestResults", "tour");

    private readonly List<string> left =
    [
        .. Shown()
            .Matches(File.ReadAllText(Path.Combine(Docs, "tour.md")))
            .Select(match => match.Groups[1].Value)
            .Where(name => name.EndsWith(Turned, StringComparison.Ordinal) == turned),
    ];

    /// <summary>Where the page shows it.</summary>
    public async Task TakeAsync(Desk who, string name)
    {
        var file = turned ? name + Turned : name;
        if (!left.Remove(file))
        {
            return;
        }
        await who.Page.EvaluateAsync("() => document.fonts.ready");
        // Nothing is shown as being pointed at.
        await who.Page.Mouse.MoveAsync(0, 0);
        await Assertions.Expect(who.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        Directory.CreateDirectory(Folder);
        await who.Page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(Folder, $"{file}.png"),
                Caret = ScreenshotCaret.Hide,
                Animations = ScreenshotAnimations.Disabled,
            }
        );
        Assert.True(File.Exists(Path.Combine(Docs, "tour", $"{file}.png")), file);
    }

    /// <summary>The page shows nothing that the walk does not come by.</summary>
    public void ExpectAllOfThePage() => Assert.Empty(left);

    [GeneratedRegex(@"\(tour/([a-z-]+)\.png\)")]
    private static partial Regex Shown();
}
