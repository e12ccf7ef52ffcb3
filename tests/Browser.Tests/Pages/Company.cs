using Microsoft.Extensions.DependencyInjection;
using XBees.Browser.Tests.Meetings;
using XBees.Browser.Tests.Setup;
using XBees.Infrastructure.Crm.Practice;
using XBees.Infrastructure.Demo;
using XBees.Testing.App;
using XBees.Web.Demo;

namespace XBees.Browser.Tests.Pages;

/// <summary>Something to see on every page, and an installation that nobody has set up yet.</summary>
public sealed class Company : IAsyncLifetime
{
    private readonly DemoState demo = new();
    private readonly Dictionary<string, string> values = [];
    private readonly Dictionary<As, Desk> desks = [];

    public Office Office { get; } = new();

    public XBeesApp Fresh { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Office.Services = it => it.AddSingleton(demo);
        await Office.InitializeAsync();
        Fresh = await XBeesApp.StartAsync(setUp: false);
        var administrator = Office.App.Administrator;
        var slug = (await Office.Mara.GetAsync("/api/v1/me")).GetProperty("slug").GetString()!;
        var invited = await administrator.PostAsync(
            "/api/v1/admin/agents",
            new
            {
                name = "Ines Duarte",
                email = "ines@ternhaus.example",
                licence = "Basic",
            }
        );
        await Office.App.ServiceAsync("Installations", Office.Tom);
        await Office.App.ServiceAsync("Archive");
        var widgets = await administrator.GetAsync("/api/v1/admin/widgets");
        var (guest, id) = await Office.ConversationAsync("Nadia Okafor", "Hello", "**Is** it `there`?", "> quoted\n- one\n- two");
        await Office.SayAsync(Office.Tom, id, "Yes");
        await Office.SayAsync(Office.Mara, id, "For us alone", "note");
        await Office.SayAsync(Office.Mara, id, "It is there.");
        await Office.SayAsync(guest, id, "Thank you");
        await Office.ConversationAsync("Lars Berg", "Is there a showroom?");
        var contact = await Office.Mara.PostAsync(
            "/api/v1/contacts",
            new
            {
                phonebook = "personal",
                name = "Nadia Okafor",
                company = "Brightline",
                email = "nadia@brightline.example",
                workPhone = "+44 20 7946 0123",
                homePhone = "SUPPORT",
            }
        );
        Office.App.Services.GetRequiredService<PracticePages>().Path = "/demo/crm";
        await administrator.PostAsync("/api/v1/admin/crm", new { crm = "practice" });
        var record = new Dictionary<string, string>
        {
            ["lastname"] = "Okafor",
            ["company"] = "Brightline",
            ["status"] = "open",
        };
        await Office.Mara.PostAsync($"/api/v1/guests/{guest.Id}/crm", new { fields = record });
        await Office.Mara.PostAsync($"/api/v1/guests/{guest.Id}/crm/activities", new { kind = "note", text = "Wants oak.\nCalls back." });
        values["contact"] = contact.GetProperty("id").GetString()!;
        values["conversation"] = id;
        values["slug"] = slug;
        // Of its own: who joins changes its title.
        var (_, fair) = await Office.ConversationAsync("Jonas Lind", "Where is the fair?");
        var link = await Office.Mara.GetAsync($"/api/v1/conversations/{fair}/link");
        values["join"] = new Uri(link.GetProperty("url").GetString()!).AbsolutePath;
        await Office.Mara.PostAsync(
            $"/api/v1/conversations/{id}/invitations",
            new { email = "ivy@guests.example", text = "Please have a look." }
        );
        var mail = (await new Postbox(Office.App.Database).ToAsync("ivy@guests.example")).Single();
        values["invited"] = Postbox.PathOf(mail, "/i/");
        values["unsubscribe"] = Postbox.PathOf(mail, "/unsubscribe/");
        await Bookings.OpenAsync(Office.Mara);
        var meeting = await Bookings.BookAsync(Office, Office.Mara, 2, 10, "Floor plan", "Nadia Price");
        await Bookings.CancelAsync(Office.Mara, await Bookings.BookAsync(Office, Office.Mara, 3, 14, "Lobby sofa", "Oskar Berg"));
        values["week"] = Bookings.Week;
        values["meeting"] = meeting.GetProperty("id").GetString()!;
        values["widget"] = Office.WidgetKey;
        values["widgetId"] = widgets.GetProperty("items")[0].GetProperty("id").GetString()!;
        values["service"] = Office.ServiceId;
        values["agent"] = Office.Mara.Id;
        values["invitation"] = new Uri(invited.GetProperty("invitationUrl").GetString()!).AbsolutePath;
        demo.Facts = new(
            "only-shown",
            "xbk_only-shown",
            XBeesApp.AdministratorEmail,
            [new("Mara Lindholm", "mara@ternhaus.example", "Standard", slug)],
            [new DemoWidgetFacts("Sales", Office.WidgetKey)]
        );
    }

    /// <summary>A path with ids for the names in braces.</summary>
    public string Path(string pattern) =>
        values.Aggregate(pattern, (path, pair) => path.Replace($"{{{pair.Key}}}", pair.Value, StringComparison.Ordinal));

    public Task<Desk> OpenAsync(Chromium chromium, Place place, Screen screen) =>
        place.As switch
        {
            As.FirstVisitor => Desk.OpenAsync(chromium, Fresh.Address, null, Path(place.Path), screen),
            As.Nobody => Desk.OpenAsync(chromium, Office.App.Address, null, Path(place.Path), screen),
            As.Agent => Desk.OpenAsync(chromium, Office.App.Address, Office.Mara, Path(place.Path), screen),
            _ => Desk.OpenAsync(chromium, Office.App.Address, Office.App.Administrator, Path(place.Path), screen),
        };

    /// <summary>The same for one place after the other: who is signed in keeps the page.</summary>
    public async Task<Desk> OpenNextAsync(Chromium chromium, Place place)
    {
        if (desks.TryGetValue(place.As, out var desk))
        {
            await desk.StartOverAsync(Path(place.Path));
            return desk;
        }
        return desks[place.As] = await OpenAsync(chromium, place, new());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var desk in desks.Values)
        {
            await desk.DisposeAsync();
        }
        await Fresh.DisposeAsync();
        await Office.DisposeAsync();
    }
}
