using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Infrastructure.Crm.Practice;
using XBees.Infrastructure.Demo;
using XBees.Testing.App;
using XBees.Web.Demo;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Tour;

/// <summary>The demo, Mara at her desk or on her phone, and guests who come in from outside on the other of the two.</summary>
internal sealed class Walk : IAsyncDisposable
{
    private static readonly Screen Desktop = new(1280, 800);

    private readonly Chromium chromium;
    private readonly List<Desk> guests = [];
    private readonly Screen guestScreen;
    private readonly Pictures pictures;

    private Walk(Chromium chromium, XBeesApp app, DemoFacts facts, bool guestOnPhone)
    {
        this.chromium = chromium;
        App = app;
        Facts = facts;
        guestScreen = (guestOnPhone ? Screen.Phone : Desktop) with { TimeZone = "Europe/London" };
        AgentOnPhone = !guestOnPhone;
        pictures = new(turned: !guestOnPhone);
    }

    public XBeesApp App { get; }

    public DemoFacts Facts { get; }

    public AppClient MarasApi { get; private set; } = null!;

    public Desk Mara { get; private set; } = null!;

    public bool AgentOnPhone { get; }

    public string MarasSlug => Facts.Agents[0].Slug;

    public static async Task<Walk> BeginAsync(Chromium chromium, bool guestOnPhone)
    {
        var app = await XBeesApp.StartAsync(setUp: false, services: it => it.AddDemoCompany());
        await app.Services.FillAsync(XBeesApp.Password, "xbk_of_the_tour", CancellationToken.None);
        app.Services.GetRequiredService<PracticePages>().Path = "/demo/crm";
        var facts = app.Services.GetRequiredService<DemoState>().Facts!;
        var walk = new Walk(chromium, app, facts, guestOnPhone) { MarasApi = await app.SignInAsync(facts.Agents[0].Email) };
        walk.Mara = await Desk.OpenAsync(
            chromium,
            app.Address,
            walk.MarasApi,
            "/conversations",
            walk.AgentOnPhone ? Screen.Phone : Desktop
        );
        return walk;
    }

    public async Task<Desk> GuestAsync(string path)
    {
        var guest = await Desk.OpenAsync(chromium, App.Address, null, path, guestScreen);
        guests.Add(guest);
        return guest;
    }

    public Task PictureAsync(Desk who, string name) => pictures.TakeAsync(who, name);

    public void ExpectAllPictures() => pictures.ExpectAllOfThePage();

    /// <summary>Mara opens a conversation of her list.</summary>
    public async Task OpenAsync(string title)
    {
        await Mara.Page.GotoAsync("/conversations");
        await Mara.OpenConversationAsync(title);
    }

    /// <summary>The same, and who takes part in it: on a phone a screen of its own.</summary>
    public async Task OpenInfoAsync(string title)
    {
        await OpenAsync(title);
        if (AgentOnPhone)
        {
            await Mara.Page.Locator(".timeline").GetByRole(AriaRole.Button, new() { Name = "Info" }).TapAsync();
        }
        await Expect(Mara.Info).ToContainTextAsync("Leave conversation");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in guests)
        {
            await guest.DisposeAsync();
        }
        await Mara.DisposeAsync();
        MarasApi.Dispose();
        await App.DisposeAsync();
    }
}
