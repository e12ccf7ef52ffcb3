using System.Text.RegularExpressions;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Domain.Guests;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Widget;

/// <summary>A website says who its signed-in user is (C28), and the code that proves an address.</summary>
public sealed class IdentifyTests(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    private string secret = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var widgets = await App.Administrator.GetAsync("/api/v1/admin/widgets");
        var id = widgets
            .GetProperty("items")
            .EnumerateArray()
            .Single(it => it.GetProperty("key").GetString() == Key)
            .GetProperty("id")
            .GetString();
        secret = (await App.Administrator.PostAsync($"/api/v1/admin/widgets/{id}/identity-secrets")).GetProperty("secret").GetString()!;
    }

    [Fact, Rule("GU-3", "GU-14", "GU-2", "WI-4")]
    public async Task The_next_user_of_the_browser_sees_nothing_of_the_first_and_the_first_finds_it_again()
    {
        var context = await ContextAsync();
        var page = await OpenAsync(context, SiteOf("/a", "anna", "anna@shop.example", "Anna"));
        // Before the chat is opened nothing is asked and nobody is made known.
        await Launcher(page).ClickAsync();
        await Panel(page).GetByText("Start new conversation").ClickAsync();
        // The website has said who it is: no form.
        await Composer(page).WaitForAsync();
        await WriteAsync(page, "From Anna");
        var annas = await ConversationAsync();
        var profile = await GuestAsync(annas);
        Assert.Equal(
            ("anna@shop.example", true),
            (profile.GetProperty("email").GetString(), profile.GetProperty("emailProven").GetBoolean())
        );
        await Composer(page).FillAsync("Anna's half sentence");

        // Logged out without shutdown(), and Bert logged in.
        await page.GotoAsync(SiteOf("/b", "bert", "bert@shop.example", "Bert"));
        await page.EvaluateAsync("() => XBees.open()");
        await Panel(page).GetByText("Start new conversation").ClickAsync();
        await Composer(page).WaitForAsync();
        await Expect(Composer(page)).ToHaveValueAsync("");
        await WriteAsync(page, "From Bert");
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        await Expect(page.GetByText("From Anna")).ToHaveCountAsync(0);
        var both = await Until.Async(ConversationsAsync, found => found.Length == 2);
        var berts = both.Single(id => id != annas);
        Assert.Equal("Bert", (await GuestAsync(berts)).GetProperty("name").GetString());
        Assert.Equal("Anna", (await GuestAsync(annas)).GetProperty("name").GetString());
        Assert.DoesNotContain(
            "anna",
            await page.EvaluateAsync<string>("() => JSON.stringify(localStorage)"),
            StringComparison.OrdinalIgnoreCase
        );

        // On the same page, without loading it anew, Anna again: her own words are there, and Bert's are not.
        await page.EvaluateAsync($"() => XBees.identify({Who("anna", "anna@shop.example", "Anna")})");
        await Expect(Panel(page).Locator(".conv")).ToContainTextAsync("From Anna");
        await Expect(Panel(page).GetByText("From Bert")).ToHaveCountAsync(0);
        Assert.Empty(Errors);
    }

    [Fact, Rule("GU-3", "GU-7")]
    public async Task A_wrong_signature_is_told_in_the_console_and_the_chat_goes_on_unproven()
    {
        var page = await OpenAsync(
            Site.Put(
                "/",
                Html(
                    $"<script>window.XBees=[['identify',{Who("anna", "anna@shop.example", "Anna").Replace("\"signature\":\"", "\"signature\":\"0", StringComparison.Ordinal)}]]</script>"
                )
            )
        );
        await Launcher(page).ClickAsync();
        await Until.Async(
            () => Task.FromResult(Errors.ToArray()),
            errors => errors.Any(error => error.Contains("identify: wrong signature", StringComparison.Ordinal))
        );
        await Panel(page).GetByText("Start new conversation").ClickAsync();
        await WriteAsync(page, "Still here");
        var profile = await GuestAsync(await ConversationAsync());
        Assert.Equal(
            ("anna@shop.example", false),
            (profile.GetProperty("email").GetString(), profile.GetProperty("emailProven").GetBoolean())
        );
    }

    [Fact, Rule("GU-14", "WI-14")]
    public async Task Another_tab_follows_who_is_signed_in_now()
    {
        var context = await ContextAsync();
        var first = await OpenAsync(context, SiteOf("/a", "anna", "anna@shop.example", "Anna"));
        await Launcher(first).ClickAsync();
        await Panel(first).GetByText("Start new conversation").ClickAsync();
        await WriteAsync(first, "From Anna");
        await Expect(Panel(first).Locator(".marks")).ToContainTextAsync("Sent");
        var annas = await ConversationAsync();
        await first.EvaluateAsync("() => XBees.on('open', () => { document.title = 'opened again'; })");
        var begun = new List<string>();
        first.Request += (_, request) =>
        {
            if (request.Method == "POST" && request.Url.EndsWith("/sessions", StringComparison.Ordinal))
            {
                begun.Add(request.Url);
            }
        };
        var second = await OpenAsync(context, SiteOf("/b", "bert", "bert@shop.example", "Bert"));
        var asked = new TaskCompletionSource<IRoute>();
        await second.RouteAsync("**/api/v1/sessions", route => asked.TrySetResult(route) ? Task.CompletedTask : route.ContinueAsync());
        await Expect(Panel(first)).ToBeHiddenAsync();
        await second.EvaluateAsync("() => XBees.open()");
        var session = await asked.Task;
        // The first tab opens its panel with the second's, and is not to begin anew as Anna before there is a Bert.
        await Expect(first).ToHaveTitleAsync("opened again");
        await session.ContinueAsync();
        await Panel(second).GetByText("Start new conversation").ClickAsync();
        await WriteAsync(second, "From Bert");
        await Expect(Panel(second).Locator(".marks")).ToContainTextAsync("Sent");
        await Expect(first.GetByText("From Anna")).ToHaveCountAsync(0);
        // What is answered to Anna is Anna's alone.
        await AnswerAsync(annas, "For Anna's eyes");
        var berts = (await Until.Async(ConversationsAsync, found => found.Length == 2)).Single(id => id != annas);
        await AnswerAsync(berts, "For Bert");
        await Expect(Bubbles(second).Last).ToHaveTextAsync("For Bert");
        foreach (var page in new[] { first, second })
        {
            await Expect(page.GetByText("For Anna's eyes")).ToHaveCountAsync(0);
        }
        Assert.Empty(begun);
    }

    [Fact, Rule("GU-3", "GU-8", "AX-1")]
    public async Task The_mailed_code_opens_what_was_written_from_elsewhere()
    {
        var address = $"{Guid.NewGuid():N}@guests.example";
        using var before = await App.GuestAsync(Key, "Nadia", address);
        var made = await before.PostAsync("/api/v1/conversations", new { message = new { text = "From the office" } });
        await before.PostAsync("/api/v1/sessions/code", new { email = address });
        await before.PostAsync("/api/v1/sessions/verify", new { code = await CodeAsync(address, 1) });

        var page = await OpenAsync(
            StrictPage(),
            new()
            {
                ViewportSize = new() { Width = 390, Height = 844 },
                HasTouch = true,
            }
        );
        await Launcher(page).ClickAsync();
        await Panel(page).GetByText("Start new conversation").ClickAsync();
        await Panel(page).GetByLabel("Name").FillAsync("Nadia");
        await Panel(page).GetByLabel("E-mail").FillAsync(address);
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await WriteAsync(page, "From home");
        await Expect(Panel(page).Locator(".marks")).ToContainTextAsync("Sent");
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await Expect(Panel(page).Locator(".conv")).ToHaveCountAsync(1);
        await Panel(page).GetByText("Confirm your e-mail").ClickAsync();
        await Expect(Panel(page).GetByText(address)).ToBeVisibleAsync();
        await Expect(Panel(page).GetByRole(AriaRole.Heading, new() { Name = "Confirm your e-mail address" })).ToBeVisibleAsync();
        Assert.Empty(await Axe.AllOfAsync(page));
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Send code" }).ClickAsync();
        await ExpectDigitsAsync(Panel(page).GetByLabel("Code"));
        await Panel(page).GetByLabel("Code").FillAsync("12");
        await Panel(page).GetByLabel("Code").PressAsync("Enter");
        await Expect(Panel(page).GetByRole(AriaRole.Alert)).ToContainTextAsync("isn’t right");
        Assert.Empty(await Axe.AllOfAsync(page));
        await Panel(page).GetByLabel("Code").FillAsync(await CodeAsync(address, 2));
        await Panel(page).GetByLabel("Code").PressAsync("Enter");
        await Expect(Panel(page).Locator(".conv")).ToHaveCountAsync(2);
        await Expect(Panel(page).GetByText("Confirm your e-mail")).ToHaveCountAsync(0);
        await Panel(page).Locator(".conv").Filter(new() { HasText = "From the office" }).ClickAsync();
        await WriteAsync(page, "Both together");
        await Until.Async(() => TextsAsync(made.GetProperty("id").GetString()!), texts => texts.Contains("Both together"));
        Assert.Empty(Errors);
    }

    [Fact, Rule("GU-3", "WI-15", "AX-1")]
    public async Task On_a_page_of_its_own_the_code_is_asked_for_under_a_heading_too()
    {
        var address = $"{Guid.NewGuid():N}@guests.example";
        var page = await OpenAsync(
            $"{Host}/w/{Key}",
            new()
            {
                ViewportSize = new() { Width = 390, Height = 844 },
                HasTouch = true,
            }
        );
        await page.GetByText("Start new conversation").ClickAsync();
        await page.GetByLabel("Name").FillAsync("Nadia");
        await page.GetByLabel("E-mail").FillAsync(address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await page.Locator("textarea").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await page.GetByText("Confirm your e-mail").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Confirm your e-mail address" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send code" }).ClickAsync();
        await ExpectDigitsAsync(page.GetByLabel("Code"));
        Assert.Empty(await Axe.AllOfAsync(page));
        await page.GetByLabel("Code").FillAsync(await CodeAsync(address, 1));
        await page.GetByLabel("Code").PressAsync("Enter");
        await Expect(page.GetByText("Confirm your e-mail")).ToHaveCountAsync(0);
        Assert.Empty(Errors);
    }

    /// <summary>A phone shows digits, and offers the code of the mail that has just come.</summary>
    private static async Task ExpectDigitsAsync(ILocator field)
    {
        await Expect(field).ToBeFocusedAsync();
        await Expect(field).ToHaveAttributeAsync("inputmode", "numeric");
        await Expect(field).ToHaveAttributeAsync("autocomplete", "one-time-code");
    }

    private string SiteOf(string path, string externalId, string email, string name) =>
        Site.Put(path, Html($"<script>window.XBees=[['identify',{Who(externalId, email, name)}]]</script>"));

    private string Who(string externalId, string email, string name) =>
        System.Text.Json.JsonSerializer.Serialize(
            new
            {
                name,
                email,
                externalId,
                signature = Vouch.Sign(secret, externalId, email),
            }
        );

    private async Task<System.Text.Json.JsonElement> GuestAsync(string conversation)
    {
        var seen = await Mara.GetAsync($"/api/v1/conversations/{conversation}");
        var guest = seen.GetProperty("members").EnumerateArray().Single(it => it.GetProperty("kind").GetString() == "guest");
        return await Mara.GetAsync($"/api/v1/guests/{guest.GetProperty("guestId").GetString()}");
    }

    private async Task<string> CodeAsync(string address, int count)
    {
        var folder = Path.Combine(App.Database.Folder, "mail");
        var mails = await Until.Async(
            () =>
                Task.FromResult(
                    Directory.Exists(folder)
                        ? Directory
                            .GetFiles(folder, "*.eml")
                            .Select(File.ReadAllText)
                            .Where(mail => mail.Contains(address, StringComparison.Ordinal))
                            .ToArray()
                        : []
                ),
            mails => mails.Length >= count
        );
        var newest = mails
            .OrderBy(mail => Regex.Match(mail, "Message-Id: <([^@]+)@", RegexOptions.IgnoreCase).Groups[1].Value, StringComparer.Ordinal)
            .Last();
        return Regex.Match(newest, @"Your code is (\d{6})").Groups[1].Value;
    }
}
