using System.Text.Json;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.Processes;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>Fault 26: the server is killed between a message and its answer, and started again.</summary>
public sealed class KilledServerTests(Chromium chromium) : ChatPages(chromium)
{
    private const float Patience = 60_000;

    private Company company = null!;
    private Node node = null!;

    protected override string Host => node.Address.GetLeftPart(UriPartial.Authority);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        company = await Company.OnSqliteAsync();
        node = new(company.Options, company.Folder);
        await node.StartAsync();
        Key = company.WidgetKey;
        var widgets = await Person.WithKey.ReadAsync(node.Http, "/admin/widgets");
        var id = Items(widgets).Single(widget => widget.GetProperty("key").GetString() == Key).GetProperty("id").GetString();
        using var allowed = await Person.WithKey.SendAsync(
            node.Http,
            HttpMethod.Patch,
            $"/admin/widgets/{id}",
            new { websites = new[] { Site.Origin } }
        );
        allowed.EnsureSuccessStatusCode();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await node.DisposeAsync();
        company.Dispose();
    }

    [Fact, Rule("WI-8", "MS-2", "IN-3")]
    public async Task Nothing_is_lost_nothing_doubled_and_the_chat_goes_on_by_itself()
    {
        var before = Items(await ListAsync()).Count();
        var page = await OpenAsync(StrictPage());
        await BeginAsync(page);
        await KillBeforeTheAnswerAsync(page, "**/conversations", "first");
        await Expect(Unsent(page)).ToHaveTextAsync(["first"]);
        await node.StartAsync();
        await Expect(Unsent(page)).ToHaveCountAsync(0, new() { Timeout = Patience });
        Assert.Equal(before + 1, Items(await ListAsync()).Count());

        var chat = new Chat(Person.WithKey, Items(await ListAsync()).First().GetProperty("id").GetString()!);
        await KillBeforeTheAnswerAsync(page, "**/messages", "one");
        await WriteAsync(page, "two", "three");
        // The live line may have told of "one" before the node was killed.
        await Expect(Unsent(page).Filter(new() { HasText = "two" })).ToHaveCountAsync(1);
        await Expect(Unsent(page).Filter(new() { HasText = "three" })).ToHaveCountAsync(1);
        await node.StartAsync();
        using var said = await Person.WithKey.SendAsync(
            node.Http,
            HttpMethod.Post,
            chat.Messages,
            new { clientId = Guid.NewGuid(), text = "meanwhile" }
        );
        said.EnsureSuccessStatusCode();
        await Expect(Unsent(page)).ToHaveCountAsync(0, new() { Timeout = Patience });
        await Expect(Bubbles(page).Filter(new() { HasText = "meanwhile" })).ToHaveCountAsync(1);

        var texts = (await chat.TimelineAsync(node.Http, Person.WithKey))
            .Where(message => message.GetProperty("kind").GetString() == "text")
            .Select(message => message.GetProperty("text").GetString()!)
            .ToArray();
        Assert.Equal(["first", "one", "two", "three"], texts.SkipWhile(text => text != "first").Where(text => text != "meanwhile"));
        await Expect(Bubbles(page)).ToHaveTextAsync(texts);
        await AnswerIsHeardAsync(page, chat);
    }

    /// <summary>The line is there again without a hand.</summary>
    private async Task AnswerIsHeardAsync(IPage page, Chat chat)
    {
        using var said = await Person.WithKey.SendAsync(
            node.Http,
            HttpMethod.Post,
            chat.Messages,
            new { clientId = Guid.NewGuid(), text = "Live again" }
        );
        said.EnsureSuccessStatusCode();
        await Expect(Bubbles(page).Last).ToHaveTextAsync("Live again");
        await Expect(Panel(page).GetByText("You’re offline")).ToBeHiddenAsync();
    }

    private async Task KillBeforeTheAnswerAsync(IPage page, string address, string text)
    {
        var killed = new TaskCompletionSource();
        await page.RouteAsync(
            address,
            async route =>
            {
                if (route.Request.Method != "POST" || killed.Task.IsCompleted)
                {
                    await route.ContinueAsync();
                    return;
                }
                var answer = await route.FetchAsync();
                await node.KillAsync();
                await route.AbortAsync();
                killed.TrySetResult();
                Assert.Equal(201, answer.Status);
            }
        );
        await WriteAsync(page, text);
        await killed.Task.WaitAsync(TimeSpan.FromMilliseconds(Patience));
        await page.UnrouteAsync(address);
    }

    private Task<JsonElement> ListAsync() => Person.WithKey.ReadAsync(node.Http, "/conversations?view=all&limit=100");

    private static IEnumerable<JsonElement> Items(JsonElement page) => page.GetProperty("items").EnumerateArray();
}
