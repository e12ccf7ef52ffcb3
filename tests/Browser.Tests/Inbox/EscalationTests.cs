using Microsoft.Extensions.DependencyInjection;
using XBees.Browser.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Inbox;

/// <summary>A guest who waits too long: the colour by the own service's minutes, and what the timeline says.</summary>
public sealed class EscalationTests(Chromium chromium, EscalationTests.LateOffice late) : IClassFixture<EscalationTests.LateOffice>
{
    private readonly Office office = late.Office;

    [Fact, Rule("LI-1", "RE-2", "SV-1")]
    public async Task The_waiting_time_turns_by_the_minutes_of_the_conversations_own_service()
    {
        await WriteAsync("Quick", 10, "Quentin Quick");
        await WriteAsync("Never", null, "Nora Never");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara);
        foreach (var (minutes, classes) in new[] { (4, "tag wait"), (6, "tag wait warn"), (11, "tag wait bad"), (500, "tag wait bad") })
        {
            await desk.Page.Clock.SetFixedTimeAsync(late.Time.GetUtcNow().AddMinutes(minutes).AddSeconds(5).UtcDateTime);
            await desk.Page.ReloadAsync();
            await Expect(desk.Row("Quentin Quick").Locator(".tag.wait")).ToHaveClassAsync(classes);
            await Expect(desk.Row("Nora Never").Locator(".tag.wait")).ToHaveClassAsync("tag wait");
        }
    }

    [Fact, Rule("MS-13", "RE-2", "RE-6")]
    public async Task The_timeline_says_in_each_language_who_joined_or_was_mailed()
    {
        var ada = office.App.Administrator;
        await ada.PatchAsync($"/api/v1/admin/services/{office.ServiceId}", new { managerId = ada.Id });
        var (guest, id) = await office.ConversationAsync("Lena Late", "Hello");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}");
        await Expect(desk.Log).ToContainTextAsync("Hello");
        late.Time.Advance(TimeSpan.FromMinutes(61));
        await Expect(desk.Log).ToContainTextAsync("The guest has waited too long for an answer: Ada Admin joined");
        await Office.SayAsync(office.Mara, id, "Here");
        await Office.SayAsync(guest, id, "Thanks, and?");
        late.Time.Advance(TimeSpan.FromMinutes(61));
        await Expect(desk.Log).ToContainTextAsync("The guest has waited too long for an answer: Ada Admin got a mail");
        await desk.ExpectNoViolationsAsync("escalated");
        await office.Tom.PatchAsync("/api/v1/me", new { language = "de" });
        await using var german = await Desk.OpenAsync(chromium, office.App.Address, office.Tom, $"/conversations/{id}");
        await Expect(german.Log).ToContainTextAsync("Der Gast wartet zu lange auf eine Antwort. Neu dabei: Ada Admin");
        await Expect(german.Log).ToContainTextAsync("Der Gast wartet zu lange auf eine Antwort: Mail an Ada Admin");
    }

    private async Task WriteAsync(string name, int? answerMinutes, string guestName)
    {
        var service = await office.App.ServiceAsync(name, office.Mara);
        await office.App.Administrator.PatchAsync($"/api/v1/admin/services/{service}", new { answerMinutes });
        var widget = await office.App.WidgetAsync(service);
        using var guest = await office.App.GuestAsync(widget.GetProperty("key").GetString()!, guestName);
        await guest.PostAsync("/api/v1/conversations", new { message = new { clientId = Guid.NewGuid(), text = "Hello" } });
    }

    /// <summary>An office whose clock a test moves.</summary>
    public sealed class LateOffice : IAsyncLifetime
    {
        public LateOffice() => Office = new() { Services = it => it.AddSingleton<TimeProvider>(Time) };

        public Office Office { get; }

        public ShiftedTime Time { get; } = new();

        public ValueTask InitializeAsync() => Office.InitializeAsync();

        public ValueTask DisposeAsync() => Office.DisposeAsync();
    }
}
