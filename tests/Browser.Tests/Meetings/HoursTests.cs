using System.Text.Json;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Meetings;

/// <summary>The editor of an agent's own hours (ME-7).</summary>
public sealed class HoursTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private const string Api = "/api/v1/me/availability";

    private Task<Desk> OpenAsync(AppClient agent, Screen? screen = null) =>
        Desk.OpenAsync(chromium, office.App.Address, agent, "/settings/meetings", screen);

    private async Task<AppClient> AgentAsync(string name)
    {
        var agent = await office.App.AgentAsync(name);
        await Bookings.OpenAsync(agent);
        return agent;
    }

    [Theory, InlineData(false), InlineData(true), Rule("ME-7", "ME-15", "MO-1")]
    public async Task Hours_breaks_dates_and_rules_are_set_and_read_again(bool phone)
    {
        var agent = await AgentAsync(phone ? "Sven Long" : "Sara Long");
        await using var desk = await OpenAsync(agent, phone ? Screen.Phone : null);
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Availability" });
        var save = form.GetByRole(AriaRole.Button, new() { Name = "Save" });
        await Expect(save).ToBeDisabledAsync();
        await form.GetByLabel("Monday, from", new() { Exact = true }).FillAsync("08:00");
        await Expect(form).ToContainTextAsync("Not saved yet");
        await form.GetByRole(AriaRole.Button, new() { Name = "Add hours: Monday" }).ClickAsync();
        await Expect(form.GetByLabel("Monday, from", new() { Exact = true })).ToHaveCountAsync(2);
        await form.GetByRole(AriaRole.Button, new() { Name = "Copy Monday to other days" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "All days" }).ClickAsync();
        await form.GetByRole(AriaRole.Switch, new() { Name = "Sunday" }).UncheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Add a break" }).ClickAsync();
        await form.GetByLabel("Day of the break").Nth(1).SelectOptionAsync("5");
        await form.GetByLabel("Break, from").Nth(1).FillAsync("15:00");
        await form.GetByLabel("Break, to").Nth(1).FillAsync("15:30");
        await form.GetByRole(AriaRole.Button, new() { Name = "Add a date" }).ClickAsync();
        await form.GetByLabel("Date", new() { Exact = true }).FillAsync("2031-05-02");
        await form.GetByLabel("45 minutes").CheckAsync();
        var reminders = form.GetByRole(AriaRole.Group, new() { Name = "Reminders before a meeting" });
        await Expect(reminders.GetByLabel("1 day")).ToBeCheckedAsync();
        await reminders.GetByLabel("1 day").UncheckAsync();
        await reminders.GetByLabel("2 hours").CheckAsync();
        await form.GetByLabel("Minimum notice").SelectOptionAsync("120");
        await form.GetByLabel("Free time after").SelectOptionAsync("15");
        await form.GetByLabel("Meetings of a day at most").FillAsync("6");
        await save.ClickAsync();
        await Expect(form).ToContainTextAsync("Saved");
        await Expect(save).ToBeDisabledAsync();
        var stored = await agent.GetAsync(Api);
        Assert.Equal((480, 1020), Span(stored.GetProperty("weekly")[0]));
        Assert.Equal(12, stored.GetProperty("weekly").GetArrayLength());
        Assert.Equal(
            (900, 930, 5),
            (Span(stored.GetProperty("breaks")[1]).From, 930, stored.GetProperty("breaks")[1].GetProperty("day").GetInt32())
        );
        Assert.Equal("2031-05-02", stored.GetProperty("dates")[0].GetProperty("date").GetString());
        Assert.Equal([120, 15], stored.GetProperty("reminders").EnumerateArray().Select(one => one.GetInt32()));
        Assert.Equal([30, 45, 60], stored.GetProperty("durations").EnumerateArray().Select(one => one.GetInt32()));
        Assert.Equal(
            (120, 15, 6),
            (
                stored.GetProperty("notice").GetInt32(),
                stored.GetProperty("bufferAfter").GetInt32(),
                stored.GetProperty("dailyMaximum").GetInt32()
            )
        );
        await desk.ExpectNoViolationsAsync("hours, saved");
        await desk.Page.ReloadAsync();
        await Expect(form.GetByLabel("Saturday, from", new() { Exact = true }).First).ToHaveValueAsync("08:00");
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        // What the bar at the bottom of a phone half covers would count as a target too small to hit.
        await desk.Page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        await desk.ExpectNoViolationsAsync("hours, dark");
        await desk.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await desk.BeyondTheEdgeAsync());
    }

    [Fact, Rule("AP-5")]
    public async Task What_was_changed_elsewhere_is_named_and_the_form_stays_filled()
    {
        var agent = await AgentAsync("Timo Vale");
        await using var desk = await OpenAsync(agent);
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Availability" });
        await form.GetByLabel("Minimum notice").SelectOptionAsync("480");
        var changed = JsonSerializer.SerializeToNode(await agent.GetAsync(Api))!.AsObject();
        changed.Remove("version");
        changed["horizon"] = 62;
        await agent.PutAsync(Api, changed);
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("by an API key: Bookable ahead.");
        await Expect(form.GetByLabel("Minimum notice")).ToHaveValueAsync("480");
        Assert.Equal(0, (await agent.GetAsync(Api)).GetProperty("notice").GetInt32());
        await form.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(form.GetByLabel("Bookable ahead")).ToHaveValueAsync("62");
        await Expect(form.GetByLabel("Minimum notice")).ToHaveValueAsync("0");
    }

    [Fact, Rule("ME-7")]
    public async Task What_is_refused_is_told_at_its_field_and_what_is_no_time_too()
    {
        var agent = await AgentAsync("Uma Wolf");
        await using var desk = await OpenAsync(agent);
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Availability" });
        var save = form.GetByRole(AriaRole.Button, new() { Name = "Save" });
        await form.GetByRole(AriaRole.Button, new() { Name = "Add hours: Tuesday" }).ClickAsync();
        await form.GetByLabel("Tuesday, from", new() { Exact = true }).Nth(1).FillAsync("10:00");
        await save.ClickAsync();
        var weekly = form.Locator("[data-field=weekly]");
        await Expect(weekly.GetByRole(AriaRole.Alert)).ToContainTextAsync("overlap");
        await form.GetByLabel("Tuesday, from", new() { Exact = true }).Nth(1).FillAsync("");
        await save.ClickAsync();
        await Expect(weekly.GetByRole(AriaRole.Alert)).ToContainTextAsync("Give every from and to a time.");
        await desk.ExpectNoViolationsAsync("hours, refused");
        await form.GetByRole(AriaRole.Button, new() { Name = "Remove Tuesday" }).Nth(1).ClickAsync();
        await Expect(save).ToBeDisabledAsync();
    }

    [Fact, Rule("ME-13")]
    public async Task Where_meetings_are_is_chosen_and_an_address_that_is_none_is_told()
    {
        var agent = await AgentAsync("Xenia Abt");
        await using var desk = await OpenAsync(agent);
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Availability" });
        await form.GetByLabel("Where meetings are").SelectOptionAsync("room");
        await form.GetByLabel("Address with {room} in it").FillAsync("https://meet.example.com/mara");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form.Locator("[data-field=where]").GetByRole(AriaRole.Alert)).ToContainTextAsync("{room}");
        await desk.ExpectNoViolationsAsync("hours, where refused");
        await form.GetByLabel("Address with {room} in it").FillAsync("https://meet.example.com/{room}");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form).ToContainTextAsync("Saved");
        await desk.Page.ReloadAsync();
        await Expect(form.GetByLabel("Address with {room} in it")).ToHaveValueAsync("https://meet.example.com/{room}");
        await form.GetByLabel("Where meetings are").SelectOptionAsync("phone");
        await Expect(form.GetByLabel("Address with {room} in it")).ToHaveCountAsync(0);
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form).ToContainTextAsync("Saved");
        Assert.Equal("phone", (await agent.GetAsync(Api)).GetProperty("where").GetProperty("kind").GetString());
    }

    [Fact, Rule("ME-31")]
    public async Task Why_a_time_is_not_offered_is_said_in_words_and_both_links_are_copied()
    {
        var agent = await AgentAsync("Vera Young");
        await Bookings.BookAsync(office, agent, 1, 11, "Contract");
        await using var desk = await OpenAsync(agent);
        await desk.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var slug = (await agent.GetAsync("/api/v1/me")).GetProperty("slug").GetString()!;
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Copy scheduler link" }).ClickAsync();
        Assert.EndsWith(
            $"/c/{slug}/schedule",
            await desk.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"),
            StringComparison.Ordinal
        );
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Copy chat link" }).ClickAsync();
        Assert.EndsWith(
            $"/c/{slug}",
            await desk.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"),
            StringComparison.Ordinal
        );
        var why = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Why is this time not offered?" });
        var answer = why.GetByRole(AriaRole.Status);
        await why.GetByLabel("Date").FillAsync(Bookings.Key(Bookings.Monday.AddDays(1)));
        foreach (
            var (time, words) in new[]
            {
                ("11:00", "Contract has this time"),
                ("12:30", "a break"),
                ("08:00", "within your hours"),
                ("15:00", "It is offered"),
            }
        )
        {
            await why.GetByLabel("Time").FillAsync(time);
            await why.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
            await Expect(answer).ToContainTextAsync(words);
        }
        await why.GetByLabel("Time").FillAsync("");
        await why.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(why.GetByRole(AriaRole.Alert)).ToContainTextAsync("Give a date and a time.");
        await desk.ExpectNoViolationsAsync("why");
    }

    [Fact, Rule("LA-2")]
    public async Task The_editor_is_german_where_its_reader_is()
    {
        var agent = await AgentAsync("Wilma Zorn");
        await agent.PatchAsync("/api/v1/me", new { language = "de" });
        await using var desk = await OpenAsync(agent, new Screen(Locale: "de-DE"));
        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "Verfügbarkeit" });
        await Expect(form.GetByRole(AriaRole.Switch, new() { Name = "Montag" })).ToBeCheckedAsync();
        await Expect(form).ToContainTextAsync("Buchungsregeln");
        await desk.ExpectNoViolationsAsync("hours, German");
        await desk.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await desk.BeyondTheEdgeAsync());
    }

    private static (int From, int To) Span(JsonElement hours) => (hours.GetProperty("from").GetInt32(), hours.GetProperty("to").GetInt32());
}
