using System.Text.RegularExpressions;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;

namespace XBees.Browser.Tests.Tour;

/// <summary>
/// The pictures of <c>docs/tour.md</c>, made on the way: into <c>TestResults/tour</c>, or into the folder that <c>XBEES_TOUR</c> names.
/// </summary>
/// <param name="turned">Whether this is the walk of the guest on a desktop; its pictures are named so.</param>
internal sealed partial class Pictures(bool turned)
{
    private const string Turned = "-turned";

    private static readonly string Root = RootOf(AppContext.BaseDirectory);
    private static readonly string Folder = Environment.GetEnvironmentVariable("XBEES_TOUR") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Root, "TestResults", "tour");

    private readonly HashSet<string> made = [];

    public async Task TakeAsync(Desk who, string name)
    {
        var file = turned ? name + Turned : name;
        made.Add(file);
        await who.Page.EvaluateAsync("() => document.fonts.ready");
        // Nothing is shown as being pointed at.
        await who.Page.Mouse.MoveAsync(0, 0);
        await Assertions.Expect(who.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        Directory.CreateDirectory(Folder);
        await who.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{file}.png"), Caret = ScreenshotCaret.Hide });
    }

    /// <summary>The page shows nothing that the walk did not see, and has a file for all that it shows.</summary>
    public void ExpectAllOfThePage()
    {
        var shown = Shown()
            .Matches(File.ReadAllText(Path.Combine(Root, "docs", "tour.md")))
            .Select(match => match.Groups[1].Value)
            .Where(name => name.EndsWith(Turned, StringComparison.Ordinal) == turned)
            .ToList();
        Assert.NotEmpty(shown);
        Assert.Empty(shown.Except(made));
        Assert.All(shown, name => Assert.True(File.Exists(Path.Combine(Root, "docs", "tour", $"{name}.png")), name));
    }

    private static string RootOf(string folder) =>
        File.Exists(Path.Combine(folder, "XBees.sln")) ? folder : RootOf(Path.GetDirectoryName(folder)!);

    [GeneratedRegex(@"\(tour/([a-z-]+)\.png\)")]
    private static partial Regex Shown();
}
