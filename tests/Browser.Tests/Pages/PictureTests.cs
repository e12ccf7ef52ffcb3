using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Infrastructure.Demo;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Pages;

/// <summary>The picture in the README: what <c>--demo</c> shows. <c>XBEES_PICTURE</c> names the file to write it to.</summary>
public sealed class PictureTests(Chromium chromium)
{
    private const int MostBytes = 300_000;

    [Fact]
    public async Task The_demo_has_an_inbox_to_show()
    {
        await using var app = await XBeesApp.StartAsync(setUp: false, services: it => it.AddScoped<DemoSeed>());
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var seed = scope.ServiceProvider.GetRequiredService<DemoSeed>();
            await seed.RunAsync(XBeesApp.Password, "xbk_of_the_picture", [], CancellationToken.None);
        }
        using var mara = await app.SignInAsync("mara@ternhaus.example");
        await using var desk = await Desk.OpenAsync(chromium, app.Address, mara);
        await desk.OpenConversationAsync("Nadia Okafor");
        await Expect(desk.Page.Locator(".conv")).ToHaveCountAsync(8);
        await Expect(desk.Log).ToContainTextAsync("Only agents");
        await Expect(desk.Log).ToContainTextAsync("Read by Nadia Okafor");
        await Expect(desk.Info).ToContainTextAsync("Leave conversation");
        await desk.Page.EvaluateAsync("() => document.fonts.ready");
        await desk.Page.Mouse.MoveAsync(25, 600);
        var picture = await desk.Page.ScreenshotAsync(new() { Caret = ScreenshotCaret.Hide });
        Assert.InRange(picture.Length, 30_000, MostBytes);
        if (Environment.GetEnvironmentVariable("XBEES_PICTURE") is { Length: > 0 } file)
        {
            await File.WriteAllBytesAsync(file, picture);
        }
    }
}
