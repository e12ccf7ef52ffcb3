using Microsoft.Playwright;
using SkiaSharp;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>An agent attaches files and opens those of others (FI-1 to FI-4), on a desktop and a phone.</summary>
public sealed class FilesTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    internal static readonly byte[] Picture = Draw();

    [Theory, Rule("FI-1", "FI-3", "MO-2")]
    [MemberData(nameof(Widths.Phone), MemberType = typeof(Widths))]
    public async Task Files_go_up_while_one_types_and_are_sent_with_the_words(bool phone)
    {
        var name = phone ? "Nadia Phone" : "Nadia Okafor";
        var (_, id) = await office.ConversationAsync(name, "Hello");
        await using var desk = await Desk.OpenAsync(
            chromium,
            office.App.Address,
            office.Mara,
            $"/conversations/{id}",
            phone ? Screen.Phone : new()
        );
        await Choose(desk, ("plan.png", Picture), ("notes.txt", "hello"u8.ToArray()));
        await Expect(Pieces(desk).Locator("small")).ToHaveCountAsync(2);
        await Pieces(desk).First.GetByRole(AriaRole.Button, new() { NameRegex = new("Describe") }).ClickAsync();
        await desk.Page.GetByLabel("What plan.png shows").FillAsync("The plan of floor 4");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(Pieces(desk).First.Locator("input")).ToHaveCountAsync(0);
        await desk.ExpectNoViolationsAsync("files that wait for their message");
        await desk.WriteAsync("This is the plan");
        await Expect(Pieces(desk)).ToHaveCountAsync(0);
        var bubble = desk.Log.Locator(".bubble").Last;
        await Expect(bubble.GetByAltText("The plan of floor 4")).ToBeVisibleAsync();
        await Expect(bubble.Locator(".file")).ToContainTextAsync("notes.txt");
        Assert.Equal(
            2d,
            await bubble.Locator("img").EvaluateAsync<double>("it => it.decode().then(() => it.naturalWidth / it.naturalHeight)"),
            2
        );
        await desk.ExpectNoViolationsAsync("a message with files");
        foreach (var direction in new[] { "rtl", "ltr" })
        {
            await desk.Page.EvaluateAsync("direction => document.documentElement.dir = direction", direction);
            Assert.True(await bubble.EvaluateAsync<bool>(Inside), direction);
        }
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await desk.ExpectFitColoursAsync("a message with files, dark");
        var said = (await office.Mara.GetAsync($"/api/v1/conversations/{id}/messages")).GetProperty("items").EnumerateArray().Last();
        Assert.Equal(
            ["plan.png", "notes.txt"],
            said.GetProperty("attachments").EnumerateArray().Select(file => file.GetProperty("name").GetString())
        );
        if (!phone)
        {
            await Expect(desk.Row(name)).ToContainTextAsync("This is the plan");
        }
    }

    [Fact, Rule("FI-1")]
    public async Task Files_are_pasted_and_dropped_and_a_picture_of_words_stays_words()
    {
        var (_, id) = await office.ConversationAsync("Paula Paste", "Hello");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}");
        await Expect(desk.Field).ToBeVisibleAsync();
        await desk.Field.EvaluateAsync(Gives, new { kind = "paste", words = "copied words" });
        await Expect(Pieces(desk)).ToHaveCountAsync(0);
        await desk.Field.EvaluateAsync(Gives, new { kind = "paste" });
        await Expect(Pieces(desk)).ToHaveCountAsync(1);
        await desk.Page.Locator(".timeline").EvaluateAsync(Gives, new { kind = "dragenter" });
        await Expect(desk.Page.GetByText("Drop files here")).ToBeVisibleAsync();
        await desk.Page.Locator(".timeline").EvaluateAsync(Gives, new { kind = "drop" });
        await Expect(desk.Page.GetByText("Drop files here")).ToBeHiddenAsync();
        await Expect(Pieces(desk).Locator("small")).ToHaveCountAsync(2);
        await Pieces(desk).Last.GetByRole(AriaRole.Button, new() { NameRegex = new("Remove") }).ClickAsync();
        await Expect(Pieces(desk)).ToHaveCountAsync(1);
        // A message of files alone.
        await desk.Field.PressAsync("Enter");
        await Expect(desk.Log.Locator(".bubble .file")).ToContainTextAsync("given.txt");
        await Expect(desk.Row("Paula Paste")).ToContainTextAsync("File: given.txt");
    }

    [Fact, Rule("FI-1")]
    public async Task What_is_on_its_way_is_waited_for_can_be_cancelled_and_is_tried_again()
    {
        var (_, id) = await office.ConversationAsync("Lena Late", "Hello");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}");
        var held = new TaskCompletionSource();
        var asked = 0;
        await desk.Page.RouteAsync(
            "**/api/v1/attachments?*",
            async route =>
            {
                switch (Interlocked.Increment(ref asked))
                {
                    case 1:
                        await held.Task;
                        await route.ContinueAsync();
                        break;
                    case 2:
                        await route.AbortAsync();
                        break;
                    default:
                        await route.ContinueAsync();
                        break;
                }
            }
        );
        try
        {
            await Choose(desk, ("slow.txt", "slow"u8.ToArray()));
            await Expect(Pieces(desk).GetByRole(AriaRole.Progressbar, new() { Name = "Sending slow.txt" })).ToBeVisibleAsync();
            await desk.WriteAsync("With a file");
            // The words wait for it, and stay where they are.
            await Expect(desk.Field).ToHaveValueAsync("With a file");
            await Choose(desk, ("lost.txt", "lost"u8.ToArray()));
            await Expect(Pieces(desk).Last).ToContainTextAsync("Didn’t get through.");
            await Pieces(desk).Last.GetByRole(AriaRole.Button, new() { NameRegex = new("Try again") }).ClickAsync();
            await Expect(Pieces(desk).Last.Locator("small.faint")).ToBeVisibleAsync();
        }
        finally
        {
            held.SetResult();
        }
        await Expect(desk.Log.Locator(".bubble").Last).ToContainTextAsync("With a file");
        await Expect(desk.Log.Locator(".bubble").Last.Locator(".file")).ToHaveCountAsync(2);
        await Expect(desk.Field).ToHaveValueAsync("");
    }

    [Fact, Rule("FI-1", "FI-8")]
    public async Task What_is_up_is_there_after_a_reload_and_too_much_is_refused_in_words()
    {
        var (_, id) = await office.ConversationAsync("Rita Reload", "Hello");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}");
        await Choose(desk, ("kept.txt", "kept"u8.ToArray()));
        await Expect(Pieces(desk).Locator("small.faint")).ToBeVisibleAsync();
        await desk.Page.ReloadAsync();
        await Expect(Pieces(desk)).ToContainTextAsync("kept.txt");
        await Choose(desk, [.. Enumerable.Range(0, 11).Select(number => ($"{number}.txt", "x"u8.ToArray()))]);
        await Expect(Pieces(desk)).ToHaveCountAsync(10);
        await Expect(desk.Page.GetByText("At most 10 files a message.")).ToBeVisibleAsync();
        await Expect(Pieces(desk).Locator("small.faint")).ToHaveCountAsync(10);
        await desk.Field.PressAsync("Enter");
        await Expect(desk.Log.Locator(".bubble .file")).ToHaveCountAsync(10);
        await Choose(desk, ("empty.txt", []));
        await Expect(Pieces(desk)).ToContainTextAsync("The file is empty.");
        await desk.WriteAsync("Not without it");
        await Expect(desk.Field).ToHaveValueAsync("Not without it");
        await Pieces(desk).GetByRole(AriaRole.Button, new() { NameRegex = new("Remove") }).ClickAsync();
        await Expect(desk.Field).ToBeFocusedAsync();
        await desk.Field.PressAsync("Enter");
        await Expect(desk.Log.Locator(".bubble").Last).ToContainTextAsync("Not without it");
    }

    [Fact, Rule("FI-2")]
    public async Task Pictures_open_in_place_and_all_else_is_saved()
    {
        var (guest, id) = await office.ConversationAsync("Otto Opens", "Hello");
        var picture = await UploadAsync(guest, id, Picture, "plan.png");
        var script = await UploadAsync(
            guest,
            id,
            "<svg xmlns='http://www.w3.org/2000/svg' onload='document.title=1'/>"u8.ToArray(),
            "x.svg"
        );
        await guest.PostAsync(
            $"/api/v1/conversations/{id}/messages",
            new { clientId = Guid.NewGuid(), attachments = new[] { picture, script } }
        );
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}");
        var opened = await desk.Context.RunAndWaitForPageAsync(() => desk.Log.Locator(".picture").ClickAsync());
        await opened.WaitForLoadStateAsync();
        Assert.Equal("image/png", await opened.EvaluateAsync<string>("() => document.contentType"));
        var saved = await desk.Page.RunAndWaitForDownloadAsync(() => desk.Log.Locator(".file").ClickAsync());
        Assert.Equal("x.svg", saved.SuggestedFilename);
        // Nor does it run where somebody types its address.
        var asked = await desk.Context.NewPageAsync();
        await asked.RunAndWaitForDownloadAsync(async () =>
        {
            try
            {
                await asked.GotoAsync($"/api/v1/attachments/{script}");
            }
            catch (PlaywrightException error) when (error.Message.Contains("Download is starting", StringComparison.Ordinal))
            {
                // What becomes a download is no page.
            }
        });
    }

    internal static async Task<string> UploadAsync(XBees.Testing.App.AppClient who, string conversation, byte[] content, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        using var answer = await who.SendAsync(HttpMethod.Post, $"/api/v1/attachments?conversationId={conversation}", form);
        var body = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(await answer.Content.ReadAsStringAsync());
        return body.GetProperty("id").GetString()!;
    }

    /// <summary>What a bubble holds stands within it.</summary>
    private const string Inside = """
        bubble => {
          const outer = bubble.getBoundingClientRect();
          return [...bubble.querySelectorAll(".picture, img, .file")].every(part => {
            const inner = part.getBoundingClientRect();
            return inner.left >= outer.left && inner.right <= outer.right;
          });
        }
        """;

    private const string Gives = """
        (element, { kind, words }) => {
          const given = new DataTransfer();
          given.items.add(new File(["given"], "given.txt", { type: "text/plain" }));
          if (words) given.setData("text/plain", words);
          const event = kind === "paste"
            ? new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true })
            : new DragEvent(kind, { dataTransfer: given, bubbles: true, cancelable: true });
          element.dispatchEvent(event);
        }
        """;

    private static ILocator Pieces(Desk desk) => desk.Page.Locator(".piece");

    private static Task Choose(Desk desk, params (string Name, byte[] Content)[] files) =>
        desk
            .Page.Locator(".composer input[type=file]")
            .First.SetInputFilesAsync(
                files.Select(file => new FilePayload
                {
                    Name = file.Name,
                    MimeType = "application/octet-stream",
                    Buffer = file.Content,
                })
            );

    private static byte[] Draw()
    {
        using var bitmap = new SKBitmap(800, 400);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.SeaGreen);
        }
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        return data.ToArray();
    }
}
