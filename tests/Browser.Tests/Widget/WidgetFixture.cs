using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;

namespace XBees.Browser.Tests.Widget;

/// <summary>A website of somebody else with the widget of a service on it, and the agent who answers: of this test alone.</summary>
public abstract class WidgetFixture(Chromium chromium, Product product) : ChatPages(chromium)
{
    protected Product Product => product;

    protected XBeesApp App { get; private set; } = null!;

    /// <summary>The service's name.</summary>
    protected string Team { get; private set; } = "";

    protected AppClient Mara { get; private set; } = null!;

    protected override string Host => App.Address.GetLeftPart(UriPartial.Authority);

    protected virtual object Settings => new { websites = new[] { Site.Origin }, texts = new { welcome = "Welcome to Ternhaus" } };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        App = await product.RunningAsync();
        Mara = await product.NewAgentAsync("Mara Nowak");
        Key = await WidgetAsync(Settings);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Mara.Dispose();
    }

    /// <summary>One more widget of a service in which only Mara is; gives its key.</summary>
    protected async Task<string> WidgetAsync(object settings, string? service = null)
    {
        Team = service ?? product.NewName("Sales");
        var widget = await App.WidgetAsync(await App.ServiceAsync(Team, Mara), settings);
        return widget.GetProperty("key").GetString()!;
    }

    /// <summary>Mara's inbox, in a browser of its own.</summary>
    protected Task<Desk> InboxAsync(string path = "/conversations?view=all") => Desk.OpenAsync(Chromium, App.Address, Mara, path);

    /// <summary>The texts of a conversation as the agent reads them, without notices.</summary>
    protected async Task<string[]> TextsAsync(string conversation)
    {
        var page = await Mara.GetAsync($"/api/v1/conversations/{conversation}/messages");
        return
        [
            .. page.GetProperty("items")
                .EnumerateArray()
                .Where(message => message.GetProperty("kind").GetString() == "text")
                .Select(message => message.GetProperty("text").GetString()!),
        ];
    }

    protected async Task<string[]> ConversationsAsync()
    {
        var list = await Mara.GetAsync("/api/v1/conversations?view=all");
        return [.. list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
    }

    protected async Task<string> ConversationAsync() => (await Until.Async(ConversationsAsync, found => found.Length > 0)).Single();

    protected Task AnswerAsync(string conversation, string text) =>
        Mara.PostAsync($"/api/v1/conversations/{conversation}/messages", new { clientId = Guid.NewGuid(), text });
}
