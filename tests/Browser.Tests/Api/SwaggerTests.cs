using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using Xunit;

namespace XBees.Browser.Tests.Api;

/// <summary>The page that tries the API, under the same policy as every other page.</summary>
public sealed class SwaggerTests(Chromium chromium)
{
    [Fact, Rule("AP-1")]
    public async Task The_page_loads_without_a_complaint_and_tries_a_call_with_a_key()
    {
        await using var app = await XBeesApp.StartAsync();
        using var key = await app.ApiKeyAsync(["conversations:read"]);
        await using var context = await chromium.Browser.NewContextAsync();
        // The page draws every operation there is, on a busy machine for half a minute.
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        var complaints = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.RequestFailed += (_, request) => complaints.Enqueue($"{request.Url} {request.Failure}");
        var opened = await page.GotoAsync($"{app.Address}swagger/index.html");
        Assert.DoesNotContain("unsafe", opened!.Headers["content-security-policy"], StringComparison.Ordinal);
        await page.Locator(".opblock").First.WaitForAsync();

        await page.Locator(".auth-wrapper .authorize").First.ClickAsync();
        var dialog = page.Locator(".dialog-ux");
        await dialog.Locator("input").First.FillAsync(key.Bearer!);
        await dialog.Locator("button.authorize").First.ClickAsync();
        await dialog.Locator("button.btn-done").First.ClickAsync();

        var call = page.Locator(".opblock-get").Filter(new() { Has = page.Locator("[data-path='/api/v1/me']") });
        // Of so many operations the page draws those near the window alone.
        for (var window = 0; window < 400 && await call.CountAsync() == 0; window++)
        {
            await page.EvaluateAsync("() => new Promise(done => (scrollBy(0, 300), requestAnimationFrame(() => setTimeout(done))))");
        }
        await call.Locator(".opblock-summary-control").First.ClickAsync();
        await call.Locator(".try-out__btn").ClickAsync();
        await call.Locator(".execute").ClickAsync();
        var answer = call.Locator(".live-responses-table");
        await answer.WaitForAsync();
        Assert.Equal("200", (await answer.Locator("tbody .response-col_status").First.InnerTextAsync()).Trim().Split()[0]);
        var body = JsonSerializer.Deserialize<JsonElement>(await answer.Locator(".highlight-code code").First.InnerTextAsync());
        Assert.Equal(app.Administrator.Id, body.GetProperty("id").GetString());
        Assert.Empty(complaints);
    }
}
