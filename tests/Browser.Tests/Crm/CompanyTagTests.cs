using System.Text.Json;
using Microsoft.Playwright;
using XBees.Browser.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using static Microsoft.Playwright.Assertions;

namespace XBees.Browser.Tests.Crm;

/// <summary>The companies of guests at their conversations (TG-2, TG-3).</summary>
public sealed class CompanyTagTests(Chromium chromium, Office office) : IClassFixture<Office>
{
    private const string Record = "https://app.hubspot.com/contacts/1/record/0-1/7";

    [Fact, Rule("TG-2", "TG-3", "AX-1")]
    public async Task A_company_stands_in_the_row_and_in_the_info_frame_linked_to_its_record_and_of_several_two_and_how_many_more()
    {
        await office.App.Administrator.PostAsync("/api/v1/admin/crm", new { crm = "practice" });
        var (tilda, id) = await office.ConversationAsync("Tilda Tag", "Hello");
        await LinkAsync(tilda.Id, "tilda@example.org", "Oak & Sons");
        await using var desk = await Desk.OpenAsync(chromium, office.App.Address, office.Mara, $"/conversations/{id}?pane=info");
        var inRow = desk.Row("Tilda Tag").GetByRole(AriaRole.Link, new() { Name = "Company: Oak & Sons" });
        var inInfo = desk.Info.GetByRole(AriaRole.Link, new() { Name = "Company: Oak & Sons" });
        await Expect(inRow).ToHaveAttributeAsync("href", Record);
        await Expect(inInfo).ToHaveAttributeAsync("href", Record);
        await Expect(inInfo).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await desk.ExpectNoViolationsAsync("company tags");

        // Others of other companies come, and the row is painted anew by itself.
        var emails = new[] { "uma@example.org", "vera@example.org", "will@example.org" };
        await office.Mara.PostAsync($"/api/v1/conversations/{id}/members", new { members = emails.Select(email => new { email }) });
        foreach (var (email, company) in emails.Zip(new[] { "Ash Ltd", "OAK & SONS", "Elm GmbH" }))
        {
            var members = (await office.Mara.GetAsync($"/api/v1/conversations/{id}/members")).GetProperty("items").EnumerateArray();
            var guest = members.Single(one => one.GetProperty("email").GetString() == email);
            await LinkAsync(guest.GetProperty("guestId").GetString()!, email, company);
        }
        await Expect(desk.Info.GetByText("Companies", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(desk.Info.Locator("dd .tag")).ToHaveTextAsync(["Company: Oak & Sons", "Company: Ash Ltd", "+1 more companies"]);
        await Expect(desk.Info.Locator("dd .tag").Last).ToHaveAttributeAsync("title", "Elm GmbH");
        await desk.ExpectNoViolationsAsync("several companies");
        desk.ExpectNoErrors();
    }

    /// <summary>The practice CRM has no pages; others have.</summary>
    private async Task LinkAsync(string guestId, string email, string company)
    {
        var fields = new
        {
            lastname = "Guest",
            email,
            company,
            status = "new",
        };
        await office.Mara.PostAsync($"/api/v1/guests/{guestId}/crm", new { fields });
        await Until.Async(
            () => office.Mara.GetAsync($"/api/v1/guests/{guestId}/crm"),
            view => view.GetProperty("items")[0].GetProperty("state").GetString() == "linked"
        );
        var record = JsonSerializer.Serialize(
            new
            {
                id = "7",
                company,
                url = Record,
            }
        );
        await using var open = await office.App.Database.OpenAsync();
        await open.Units.RunAsync(
            async unit =>
            {
                await Unit.Of(unit)
                    .ExecuteAsync($"update crm_link set record = @record where guest_id = @guestId", new { record, guestId });
                foreach (
                    var conversation in await Unit.Of(unit)
                        .ListAsync<string>($"select conversation_id from member where person_id = @guestId", new { guestId })
                )
                {
                    unit.Log(new("head.changed", conversation));
                }
                return true;
            },
            CancellationToken.None
        );
    }
}
