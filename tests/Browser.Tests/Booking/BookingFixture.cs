using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using NodaTime;
using XBees.Browser.Tests.Setup;
using XBees.Browser.Tests.Widget;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Booking;

/// <summary>An agent in Berlin who can be booked every morning from nine to twelve, and guests who do.</summary>
public abstract class BookingFixture(Chromium chromium, Product product) : WidgetFixture(chromium, product)
{
    protected const string Berlin = "Europe/Berlin";
    protected const string London = "Europe/London";

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb[Berlin];

    /// <summary>The personal link's last part.</summary>
    protected string Slug { get; private set; } = "";

    /// <summary>Some days ahead, in the agent's zone.</summary>
    protected LocalDate Day { get; private set; }

    protected string Scheduler => $"{Host}/c/{Slug}/schedule";

    protected static LocalDate Today => SystemClock.Instance.GetCurrentInstant().InZone(Zone).Date;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Slug = (await Mara.GetAsync("/api/v1/me")).GetProperty("slug").GetString()!;
        Day = Today.PlusDays(4);
        await OffersAsync([
            .. Enumerable
                .Range(1, 7)
                .Select(day => new
                {
                    day,
                    from = 9 * 60,
                    to = 12 * 60,
                }),
        ]);
    }

    protected Task OffersAsync(object[] weekly, object[]? dates = null, bool open = true) =>
        Mara.PutAsync(
            "/api/v1/me/availability",
            new
            {
                timeZone = Berlin,
                open,
                weekly,
                dates = dates ?? [],
                notice = 0,
                horizon = 60,
                durations = new[] { 30, 60 },
            }
        );

    /// <summary>Nothing but one window on one day.</summary>
    protected Task OffersOnAsync(LocalDate date, int from, int to) =>
        OffersAsync([], [new { date = Iso(date), hours = new[] { new { from, to } } }]);

    protected static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As the API writes it.</summary>
    protected static string Iso(Instant moment) => moment.ToString("uuuu-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time of the agent's clock.</summary>
    protected static Instant At(LocalDate day, int hour, int minute = 0) =>
        day.At(new LocalTime(hour, minute)).InZoneLeniently(Zone).ToInstant();

    protected static BrowserNewContextOptions In(string zone, string locale = "en-GB") =>
        new()
        {
            TimezoneId = zone,
            Locale = locale,
            ViewportSize = new() { Width = 1440, Height = 900 },
            ReducedMotion = ReducedMotion.Reduce,
        };

    protected static BrowserNewContextOptions OnPhone(string zone, int width = 390) =>
        new(In(zone))
        {
            ViewportSize = new() { Width = width, Height = 844 },
            HasTouch = true,
        };

    protected static ILocator DayButton(IPage page, LocalDate day) =>
        page.Locator(".month button").Filter(new() { HasTextRegex = new($"^{day.Day}$") });

    protected static ILocator Slot(IPage page, string time) =>
        page.Locator(".free .slot").Filter(new() { HasTextRegex = new($"^{time}$") });

    protected static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Turns to the month of a day and chooses it.</summary>
    protected static async Task ChooseAsync(IPage page, LocalDate day)
    {
        await Expect(page.Locator(".month")).ToHaveAttributeAsync("aria-busy", "false");
        while (!await ShowsAsync(page, day))
        {
            await Button(page, "Later month").ClickAsync();
            await Expect(page.Locator(".month")).ToHaveAttributeAsync("aria-busy", "false");
        }
        await DayButton(page, day).ClickAsync();
        await Expect(DayButton(page, day)).ToHaveAttributeAsync("aria-pressed", "true");
    }

    /// <summary>To the form, with a time chosen.</summary>
    protected static async Task ChooseAsync(IPage page, LocalDate day, string time)
    {
        await ChooseAsync(page, day);
        await Slot(page, time).ClickAsync();
        await Button(page, "Next").ClickAsync();
        await page.GetByLabel("Subject").WaitForAsync();
    }

    /// <summary>The first time that is free, whatever month it is in.</summary>
    public static async Task<ILocator> FirstFreeAsync(IPage page)
    {
        var slot = page.Locator(".free .slot").First;
        await Expect(slot).ToBeVisibleAsync();
        return slot;
    }

    protected static async Task FillAsync(IPage page, string subject = "Phone booths", string email = "hannah@priceoptics.example")
    {
        await page.GetByLabel("Subject").FillAsync(subject);
        await page.GetByLabel("Name").FillAsync("Hannah Price");
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
    }

    protected static async Task BookAsync(IPage page, LocalDate day, string time, string told = "^See you on")
    {
        await ChooseAsync(page, day, time);
        await FillAsync(page);
        await Button(page, "Book the meeting").ClickAsync();
        await Expect(Booked(page, told)).ToBeVisibleAsync();
    }

    protected static ILocator Booked(IPage page, string told = "^See you on") =>
        page.GetByRole(AriaRole.Heading, new() { NameRegex = new(told) });

    /// <summary>Axe finds nothing.</summary>
    protected static async Task CleanAsync(IPage page) => Assert.Equal([], (await Axe.AllOfAsync(page)).AsEnumerable());

    /// <summary>Somebody else, by the API.</summary>
    protected async Task<AppClient> OtherGuestAsync()
    {
        using var anonymous = App.Anonymous();
        var session = await anonymous.PostAsync(
            "/api/v1/sessions",
            new { link = Slug, guest = new { name = "Olga Other", email = "olga@example.org" } }
        );
        return App.WithBearer(session.GetProperty("token").GetString()!);
    }

    protected async Task TakeAsync(Instant start)
    {
        using var other = await OtherGuestAsync();
        await other.PostAsync(
            $"/api/v1/schedulers/{Slug}/meetings",
            new
            {
                start = Iso(start),
                duration = 30,
                subject = "I was faster",
                timeZone = London,
            }
        );
    }

    /// <summary>The agent needs no form, and goes before whoever fills one in (ME-29).</summary>
    protected Task TakeAsAgentAsync(Instant start) =>
        Mara.PostAsync(
            $"/api/v1/schedulers/{Slug}/meetings",
            new
            {
                start = Iso(start),
                duration = 30,
                subject = "I was faster",
                guest = new { name = "Hannah Price", email = "hannah@guests.example" },
            }
        );

    /// <summary>The agent's, in the order of their starts.</summary>
    protected async Task<JsonElement[]> MeetingsAsync() =>
        [.. (await Mara.GetAsync("/api/v1/meetings")).GetProperty("items").EnumerateArray()];

    protected async Task<JsonElement> MeetingAsync() => (await Until.Async(MeetingsAsync, found => found.Length > 0)).Single();

    private static async Task<bool> ShowsAsync(IPage page, LocalDate day) =>
        await page.Locator(".cal h2").TextContentAsync() == day.ToString("MMMM uuuu", CultureInfo.InvariantCulture);
}
