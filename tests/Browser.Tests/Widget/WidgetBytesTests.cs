using XBees.Testing;
using XBees.Web;
using XBees.Web.Widgets;

namespace XBees.Browser.Tests.Widget;

/// <summary>What visitors of every website download; a KB is 1,024 bytes.</summary>
public sealed class WidgetBytesTests
{
    private static readonly WidgetAssets Assets = WidgetAssets.From(Path.Combine(AppContext.BaseDirectory, "widget"));

    [Fact, Rule("WI-13")]
    public void The_loader_is_3_KB_and_opening_adds_13_and_a_half()
    {
        Assert.InRange(Assets.Files["/widget.js"].Brotli.Length, 1_000, 3 * 1024);
        Assert.InRange(Assets.Files[Assets.ChatPath].Brotli.Length, 1_000, 13_824);
    }

    [Fact, Rule("WI-13")]
    public void Each_part_that_comes_later_is_10_KB_at_most_and_all_of_them_leave_opening_below_20()
    {
        var parts = Assets
            .Files.Where(it => it.Value.CacheControl == PackedScript.ForEver && it.Key != Assets.ChatPath && it.Key != Assets.PagePath)
            .ToDictionary(it => it.Key, it => it.Value.Brotli.Length);
        Assert.All(parts, part => Assert.InRange(part.Value, 1, 10 * 1024));
        var views = parts.Single(part => part.Key.Contains("/views-", StringComparison.Ordinal)).Value;
        Assert.InRange(Assets.Files[Assets.ChatPath].Brotli.Length + views, 1, 20 * 1024);
    }
}
