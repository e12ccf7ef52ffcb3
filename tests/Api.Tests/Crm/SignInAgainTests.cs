using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Crm;
using XBees.Testing.Databases;
using Xunit;
using static XBees.Api.Tests.Crm.Salesforces;

namespace XBees.Api.Tests.Crm;

/// <summary>A CRM that is connected is signed in to again (attack row 16 holds as it does the first time).</summary>
public sealed class SignInAgainTests : IDisposable
{
    private const string Second = "00Dplanted!second.token";
    private const string SecondLasting = "5Aep861planted.second";
    private readonly SalesforceOrg org = new();

    public void Dispose() => org.Dispose();

    [Theory, EveryDatabase, Rule("AD-2", "AD-3", "CR-4", "CR-5", "PV-6")]
    public async Task Where_it_lets_us_in_no_more_guests_stay_linked_and_what_waits_is_written_then_once(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database, org);
        var ada = scene.App.Administrator;
        await ada.PatchAsync($"{Records.Admin}/salesforce", new { logsConversations = true });
        var before = await ShownAsync(ada);
        var leo = await LinkedAsync(scene);
        org.Refuses(SalesforceOrg.Access);
        org.Plays(
            "POST",
            SalesforceOrg.Token,
            400,
            """{ "error": "invalid_grant", "error_description": "expired access/refresh token" }"""
        );
        var grace = await Records.GuestAsync(scene);
        var waits = await Records.SaveAsync(scene.Mara, grace, Form());
        Assert.Equal(("pending", "refused"), (waits.Text("state"), waits.Text("reason")));
        // It has failed so often that it would not be tried for hours.
        await Records.WriteAsync(scene, $"update delivery set next_try_at = next_try_at + 10800000 where kind = 'crm-salesforce'");
        Assert.Equal("refused", (await ShownAsync(ada)).Text("state"));

        org.Gives(Second, org.Server.Url, lasting: SecondLasting);
        org.Plays("POST", SalesforceOrg.Leads, 201, $$"""{ "id": "{{Contact}}", "success": true, "errors": [] }""");
        Assert.Equal("again", await SignInAsync(ada));
        await Until.Async(() => Records.SeeAsync(scene.Mara, grace), one => one.Text("state") == "linked");
        Assert.Single(org.Bodies(SalesforceOrg.Leads));
        var looked = org.Questions.Count;
        Assert.Equal(Lead, (await Records.SeeAsync(scene.Mara, leo)).Text("record.id"));
        Assert.Equal(looked, org.Questions.Count);

        var after = await ShownAsync(ada);
        Assert.Equal("connected", after.Text("state"));
        Assert.True(after.At("active").GetBoolean() && after.At("logsConversations").GetBoolean());
        Assert.Equal(before.Text("connectedAt"), after.Text("connectedAt"));
        // What is not used any more is given back.
        Assert.Equal($"token={SalesforceOrg.Lasting}", org.Bodies(SalesforceOrg.Revoke).Single());
        await Secrets.AreNowhereAsync(scene, Second, SecondLasting, SalesforceOrg.Access, SalesforceOrg.Lasting);
        var noted = (await ada.GetAsync("/api/v1/admin/audit?action=crm.opened-anew")).Items().Single();
        Assert.Equal((ada.Id, "salesforce"), (noted.Text("actor.id"), noted.Text("detail.crm")));
    }

    [Theory, EveryDatabase, Rule("AD-2", "CR-4")]
    public async Task The_account_of_another_organisation_takes_over_nothing_and_is_given_back(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database, org);
        var ada = scene.App.Administrator;
        var leo = await LinkedAsync(scene);
        org.Gives(Second, org.Server.Url, lasting: SecondLasting, identity: Of("00DB0000000OtherMA"));
        Assert.Equal("other", await SignInAsync(ada));
        Assert.Equal($"token={SecondLasting}", org.Bodies(SalesforceOrg.Revoke).Single());
        org.Refuses(Second);
        Assert.True((await ada.PostAsync($"{Records.Admin}/salesforce/test")).At("works").GetBoolean());
        Assert.Equal(Lead, (await Records.SeeAsync(scene.Mara, leo)).Text("record.id"));

        // Somebody else of the same one may, and does it in their own session alone.
        const string third = "00Dplanted!third.token";
        org.Gives(third, org.Server.Url, lasting: "5Aep861planted.third", identity: Of("00DB0000000TfcR"));
        var bea = scene.Keep(await scene.App.AgentAsync("Bea Boss", administrator: true));
        var state = (await BeginAsync(ada))["state"]!;
        bea.Cookies.Add(ada.Cookies.GetAllCookies().Single(cookie => cookie.Name == "xbees-crm"));
        Assert.Equal("failed", await ComeBackAsync(bea, state));
        Assert.DoesNotContain(third, await UsedAsync(), StringComparison.Ordinal);
        Assert.Equal("again", await SignInAsync(bea));
        Assert.Contains(third, await UsedAsync(), StringComparison.Ordinal);

        async Task<string> UsedAsync()
        {
            await ada.PostAsync($"{Records.Admin}/salesforce/test");
            return org
                .Server.LogEntries.Last(entry => entry.RequestMessage!.Path == $"{SalesforceOrg.Leads}/describe")
                .RequestMessage!.Headers!["Authorization"]
                .Single();
        }
    }

    private static string Of(string organisation) => $"https://login.salesforce.com/id/{organisation}/005B0000005Other";

    private async Task<AppClient> LinkedAsync(Scene scene)
    {
        org.Finds("FROM Lead WHERE Email = 'leo@example.org'", Row(name: "Leo"));
        var leo = await Records.GuestAsync(scene, "Leo", "leo@example.org");
        Assert.Equal("linked", (await Records.SeeAsync(scene.Mara, leo)).Text("state"));
        return leo;
    }

    private static async Task<JsonElement> ShownAsync(AppClient administrator) =>
        (await administrator.GetAsync(Records.Admin)).Items().Single(one => one.Text("crm") == "salesforce");
}
