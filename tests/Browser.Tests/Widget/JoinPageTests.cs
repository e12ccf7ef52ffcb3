using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>The page of a conversation's link.</summary>
public sealed class JoinPageTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    private static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    [Fact, Rule("IN-5", "IN-9", "AX-1", "AX-2")]
    public async Task Who_has_the_link_gives_a_name_and_is_in_the_conversation_again_after_a_reload()
    {
        var (id, path) = await LinkedAsync("Spring fair");
        await SayAsync(id, "The stand is booked");
        var page = await OpenAsync(Host + path, new() { ViewportSize = Phone, HasTouch = true });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Spring fair" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Mara Nowak invites you to this conversation")).ToBeVisibleAsync();
        Assert.DoesNotContain("The stand is booked", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(await Axe.AllOfAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();
        await Expect(page.Locator("[aria-invalid=true]")).ToHaveCountAsync(1);
        await page.GetByLabel("Name").FillAsync("Lars Lind");
        await page.GetByLabel("Name").PressAsync("Enter");
        await Expect(page.Locator(".bubble")).ToHaveTextAsync(["The stand is booked"]);
        await Expect(page.Locator(".notice").Last).ToContainTextAsync("Lars Lind");
        // The secret has left the address.
        await Expect(page).ToHaveURLAsync($"{Host}/g/{id}");
        await WriteOnPageAsync(page, "I bring the coffee");
        await Until.Async(() => TextsAsync(id), texts => texts.Contains("I bring the coffee"));
        Assert.Empty(await Axe.AllOfAsync(page));
        await page.ReloadAsync();
        await Expect(page.Locator(".bubble")).ToHaveTextAsync(["The stand is booked", "I bring the coffee"]);
        // One session, several conversations: the next link asks for no name.
        var (second, another) = await LinkedAsync("Autumn fair");
        await page.GotoAsync(Host + another);
        Assert.Empty(await Axe.AllOfAsync(page));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Join as") }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{Host}/g/{second}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await Expect(page.Locator(".conv")).ToHaveCountAsync(2);
        // They were let in, and begin nothing of their own.
        await Expect(page.GetByText("Start new conversation")).ToBeHiddenAsync();
        Assert.Empty(Errors);
    }

    [Theory, Rule("IN-9", "TI-3", "TI-4")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_invites_is_named_once_where_the_conversation_is_called_the_same(bool ofService)
    {
        var slug = (await Mara.GetAsync("/api/v1/me")).GetProperty("slug").GetString();
        using var anonymous = App.Anonymous();
        var guest = new { name = "Nadia", email = "nadia@guests.example" };
        var session = await anonymous.PostAsync(
            "/api/v1/sessions",
            ofService ? (object)new { widget = Key, guest } : new { link = slug, guest }
        );
        using var nadia = App.WithBearer(session.GetProperty("token").GetString()!);
        var made = await nadia.PostAsync("/api/v1/conversations", new { message = new { text = "Hello" } });
        var link = await Mara.GetAsync($"/api/v1/conversations/{made.GetProperty("id").GetString()}/link");
        var page = await OpenAsync(Host + new Uri(link.GetProperty("url").GetString()!).AbsolutePath, new() { ViewportSize = Phone });
        var name = ofService ? Team : "Mara Nowak";
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync($"{name} invites you to this conversation");
        await Expect(page.GetByText(name)).ToHaveCountAsync(1);
        Assert.Empty(await Axe.AllOfAsync(page));
    }

    [Fact, Rule("IN-9", "AC-14", "GU-9")]
    public async Task Who_is_removed_loses_it_at_once_and_is_told_calmly_at_the_link()
    {
        var (id, path) = await LinkedAsync("Spring fair");
        var page = await OpenAsync(Host + path);
        await page.GetByLabel("Name").FillAsync("Uninvited");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();
        await Expect(page.Locator("textarea")).ToBeVisibleAsync();
        await RemoveAsync(id, "Uninvited");
        await Expect(page.GetByText("no longer open to you")).ToBeVisibleAsync();
        await page.GotoAsync(Host + path);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Join as") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You can’t join by this link");
        Assert.Empty(await Axe.AllOfAsync(page));
        // Switched off meanwhile, with the page still open.
        var other = await OpenAsync(Host + path);
        await other.GetByLabel("Name").FillAsync("Late");
        await Mara.PutAsync($"/api/v1/conversations/{id}/link", new { enabled = false });
        await other.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("This link is not open");
        var answer = await other.ReloadAsync();
        Assert.Equal(404, answer!.Status);
        await Expect(other.GetByRole(AriaRole.Heading)).ToHaveTextAsync("This link is not open");
        Assert.Empty(await Axe.AllOfAsync(other));
    }

    [Fact, Rule("GU-9", "AC-14")]
    public async Task Who_is_removed_before_the_live_line_stands_loses_it_too()
    {
        var (id, path) = await LinkedAsync("Autumn fair");
        var page = await OpenAsync(Host + path);
        var removed = new TaskCompletionSource();
        await page.RouteAsync(
            "**/api/v1/events*",
            async route =>
            {
                await removed.Task;
                await route.ContinueAsync();
            }
        );
        await page.GetByLabel("Name").FillAsync("Uninvited");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();
        await Expect(page.Locator("textarea")).ToBeVisibleAsync();
        await RemoveAsync(id, "Uninvited");
        removed.SetResult();
        await Expect(page.GetByText("no longer open to you")).ToBeVisibleAsync();
    }

    [Fact, Rule("GU-4", "IN-9")]
    public async Task Where_storage_is_refused_the_visit_works_and_another_person_can_join_at_the_same_browser()
    {
        var (id, path) = await LinkedAsync("Spring fair");
        var context = await ContextAsync();
        await context.AddInitScriptAsync(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused', 'SecurityError'); } })"
        );
        var page = await OpenAsync(context, Host + path);
        await page.GetByLabel("Name").FillAsync("Private");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();
        await WriteOnPageAsync(page, "From a private window");
        await Until.Async(() => TextsAsync(id), texts => texts.Contains("From a private window"));

        var shared = await OpenAsync(Host + path);
        await shared.GetByLabel("Name").FillAsync("First");
        await shared.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();
        await Expect(shared.Locator("textarea")).ToBeVisibleAsync();
        await shared.GotoAsync(Host + path);
        await shared.GetByRole(AriaRole.Button, new() { Name = "Not you?" }).ClickAsync();
        await shared.GetByLabel("Name").FillAsync("Second");
        await shared.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();
        await Expect(shared.Locator("textarea")).ToBeVisibleAsync();
        var members = await Mara.GetAsync($"/api/v1/conversations/{id}/members");
        Assert.Equal(
            ["First", "Private", "Second"],
            members
                .GetProperty("items")
                .EnumerateArray()
                .Where(it => it.GetProperty("kind").GetString() == "guest")
                .Select(it => it.GetProperty("name").GetString())
                .Order()
        );
    }

    [Fact, Rule("AC-12", "AX-1", "AX-3")]
    public async Task Read_only_takes_the_composer_away_at_once_and_gives_it_back_with_what_was_typed()
    {
        var page = await OpenAsync(StrictPage());
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        var id = await ConversationAsync();
        var link = await Mara.GetAsync($"/api/v1/conversations/{id}/link");
        var plain = await OpenAsync(
            link.GetProperty("url").GetString()!.Replace("http://chat.ternhaus.example", Host, StringComparison.Ordinal)
        );
        await plain.GetByLabel("Name").FillAsync("Lars");
        await plain.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();
        await Expect(plain.Locator("textarea")).ToBeVisibleAsync();
        await Composer(page).FillAsync("Half a sentence");

        await Mara.PatchAsync($"/api/v1/conversations/{id}", new { readOnly = true });
        foreach (var where in new[] { page, plain })
        {
            await Expect(where.GetByText("You can read this conversation, but not write in it.")).ToBeVisibleAsync();
            await Expect(where.Locator("textarea")).ToBeHiddenAsync();
            Assert.Empty(await Axe.AllOfAsync(where));
        }
        await AnswerAsync(id, "Agents still write");
        await Expect(Bubbles(page).Last).ToHaveTextAsync("Agents still write");
        await page.ReloadAsync();
        await Expect(Panel(page).GetByText("You can read this conversation, but not write in it.")).ToBeVisibleAsync();
        await Mara.PatchAsync($"/api/v1/conversations/{id}", new { readOnly = false });
        await Expect(Composer(page)).ToHaveValueAsync("Half a sentence");
        await Expect(Panel(page).GetByText("You can read this conversation, but not write in it.")).ToBeHiddenAsync();
        await WriteAsync(page, "Done");
        await Until.Async(() => TextsAsync(id), texts => texts.Contains("Done"));
        Assert.Empty(Errors);
    }

    [Fact, Rule("AC-12")]
    public async Task What_changes_before_the_line_stands_is_there_when_it_does()
    {
        var page = await OpenAsync(StrictPage());
        await BeginAsync(page);
        await WriteAsync(page, "Hello");
        var id = await ConversationAsync();
        // What is still on its way is not yet kept open.
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        var (asked, changed, again) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync(
            "**/api/v1/conversations?*",
            async route =>
            {
                // The first reading is of before the change, and arrives behind the one that the line begins.
                var read = await route.FetchAsync();
                if (asked.TrySetResult())
                {
                    await again.Task;
                }
                await route.FulfillAsync(new() { Response = read });
                again.TrySetResult();
            }
        );
        await page.RouteAsync(
            "**/api/v1/events*",
            async route =>
            {
                await changed.Task;
                await route.ContinueAsync();
            }
        );
        await page.ReloadAsync();
        await asked.Task;
        await Mara.PatchAsync($"/api/v1/conversations/{id}", new { readOnly = true });
        changed.SetResult();
        await Expect(Panel(page).GetByText("You can read this conversation, but not write in it.")).ToBeVisibleAsync();
        await page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });
        await Expect(Panel(page).GetByText("You can read this conversation, but not write in it.")).ToBeVisibleAsync();
    }

    /// <summary>An agent's conversation with an open link.</summary>
    private async Task RemoveAsync(string id, string name)
    {
        var members = await Mara.GetAsync($"/api/v1/conversations/{id}/members");
        var member = members.GetProperty("items").EnumerateArray().Single(it => it.GetProperty("name").GetString() == name);
        await Mara.DeleteAsync($"/api/v1/conversations/{id}/members/{member.GetProperty("id").GetString()}?confirm=true");
    }

    private async Task<(string Id, string Path)> LinkedAsync(string name)
    {
        var made = await Mara.PostAsync(
            "/api/v1/conversations",
            new
            {
                name,
                @public = true,
                members = Array.Empty<object>(),
            }
        );
        var id = made.GetProperty("id").GetString()!;
        var link = await Mara.GetAsync($"/api/v1/conversations/{id}/link");
        return (id, new Uri(link.GetProperty("url").GetString()!).AbsolutePath);
    }

    private Task SayAsync(string id, string text) => AnswerAsync(id, text);

    private static async Task WriteOnPageAsync(IPage page, string text)
    {
        await page.Locator("textarea").FillAsync(text);
        await page.Locator("textarea").PressAsync("Enter");
    }
}
