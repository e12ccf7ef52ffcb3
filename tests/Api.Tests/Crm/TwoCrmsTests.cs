using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Crm;
using XBees.Testing.Databases;
using Xunit;
using static XBees.Api.Tests.Crm.Salesforces;

namespace XBees.Api.Tests.Crm;

/// <summary>Two CRMs are connected.</summary>
public sealed class TwoCrmsTests : IDisposable
{
    private readonly SalesforceOrg org = new();

    public void Dispose() => org.Dispose();

    [Theory, EveryDatabase, Rule("CR-9", "CR-5")]
    public async Task Both_are_shown_who_creates_says_in_which_and_one_that_is_down_holds_up_nothing_in_the_other(TestDatabase database)
    {
        await using var scene = await ConnectAsync(database, org);
        await Records.ConnectAsync(scene);
        var grace = await Records.GuestAsync(scene);
        Assert.Equal(["none", "none"], (await BothAsync(scene.Mara, grace)).Select(one => one.State));
        await scene.Mara.RefusesAsync(HttpMethod.Post, Records.Path(grace), Records.Form, 422, "validation", "crm");

        org.Plays("POST", SalesforceOrg.Leads, 503, "");
        await scene.Mara.PostAsync(Records.Path(grace), Form(email: null));
        var contact = new { crm = "practice", fields = new { lastname = "Guest", status = "new" } };
        await scene.Mara.PostAsync(Records.Path(grace), contact);
        await Until.Async(
            () => BothAsync(scene.Noah, grace),
            both => both is [("practice", "linked"), ("salesforce", "pending")] or [("salesforce", "pending"), ("practice", "linked")]
        );

        // A note says where it goes, and with one of them put out of use the other one is meant.
        var note = new { kind = "note", text = "Called" };
        await scene.Mara.RefusesAsync(HttpMethod.Post, $"{Records.Path(grace)}/activities", note, 422, "validation", "crm");
        await scene.App.Administrator.PatchAsync($"{Records.Admin}/salesforce", new { active = false });
        Assert.Equal("practice", (await scene.Mara.PostAsync($"{Records.Path(grace)}/activities", note)).Text("crm"));
    }

    private static async Task<IReadOnlyList<(string Crm, string State)>> BothAsync(AppClient agent, AppClient guest) =>
        [.. (await agent.GetAsync(Records.Path(guest))).Items().Select(one => (one.Text("crm"), one.Text("state")))];
}
