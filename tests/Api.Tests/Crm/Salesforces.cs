using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing.App;
using XBees.Testing.Crm;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Crm;

/// <summary>Signing in to CRMs, and what lies at a Salesforce that is played.</summary>
internal static class Salesforces
{
    public const string Lead = "00QB0000004AbcDEFG";
    public const string Contact = "003B0000002XyzABCD";
    public const string User = "005B0000005Bk90IAC";
    public const string Callback = "/crm/salesforce/callback";

    /// <summary>What an agent fills in.</summary>
    public static object Form(string lastName = "Guest", string? email = "grace@example.org", string? company = "Brightline") =>
        new
        {
            crm = "salesforce",
            // Fields are called as Salesforce calls them.
            fields = new Dictionary<string, string?>
            {
                ["LastName"] = lastName,
                ["Company"] = company,
                ["Email"] = email,
                ["Branch__c"] = "nord",
            },
        };

    public static async Task<Scene> ConnectAsync(TestDatabase database, SalesforceOrg org)
    {
        var scene = await Scene.OnAsync(database, Records.Optional, org.Settings());
        Assert.Equal("connected", await SignInAsync(scene.App.Administrator));
        return scene;
    }

    /// <returns>What the administrator is told.</returns>
    public static async Task<string> SignInAsync(AppClient administrator, string? login = null) =>
        await ComeBackAsync(administrator, (await BeginAsync(administrator, "salesforce", login))["state"]!);

    public static async Task<Dictionary<string, string?>> BeginAsync(
        AppClient administrator,
        string crm = "salesforce",
        string? login = null
    )
    {
        var url = new Uri((await administrator.PostAsync($"{Records.Admin}/{crm}/sign-in", new { login })).Text("url"));
        var query = QueryHelpers.ParseQuery(url.Query).ToDictionary(one => one.Key, one => (string?)one.Value.ToString());
        query["place"] = url.GetLeftPart(UriPartial.Path);
        return query;
    }

    public static Task<string> ComeBackAsync(AppClient administrator, string state, string crm = "salesforce") =>
        LocationAsync(administrator, $"/crm/{crm}/callback?code=the-code&state={Uri.EscapeDataString(state)}");

    public static async Task<string> LocationAsync(AppClient administrator, string path)
    {
        using var answer = await administrator.SendAsync(HttpMethod.Get, path);
        answer.Is(HttpStatusCode.Found);
        const string page = "/admin/crm?crm=";
        var location = answer.Headers.Location!.ToString();
        Assert.StartsWith(page, location, StringComparison.Ordinal);
        return location[page.Length..];
    }

    /// <summary>The lead as it is read.</summary>
    public static string Row(string id = Lead, string name = "Grace Guest", string? more = null) =>
        $$"""
            { "attributes": { "type": "Lead", "url": "{{SalesforceOrg.Leads}}/{{id}}" }, "Id": "{{id}}", "Name": "{{name}}", "Company": "Brightline",
              "Status": "Open - Not Contacted", "Phone": null, "MobilePhone": null, "IsConverted": false, "ConvertedContactId": null,
              "Owner": { "attributes": { "type": "Name" }, "Name": "Mara Nowak" }{{more}} }
            """;

    /// <summary>What waits for it is tried now.</summary>
    public static async Task DueNowAsync(Scene scene, string crm = "salesforce")
    {
        await using var open = await scene.App.Database.OpenAsync();
        await open.Units.RunAsync(
            unit =>
                Unit.Of(unit)
                    .ExecuteAsync($"update delivery set next_try_at = @now where kind = @kind", new { now = 0L, kind = $"crm-{crm}" }),
            CancellationToken.None
        );
    }

    /// <summary>The CRM is asked again by whoever looks next.</summary>
    public static async Task LongAgoAsync(Scene scene)
    {
        await using var open = await scene.App.Database.OpenAsync();
        await open.Units.RunAsync(unit => Unit.Of(unit).ExecuteAsync($"update crm_link set read_at = 1"), CancellationToken.None);
        await open.Units.RunAsync(
            unit => Unit.Of(unit).ExecuteAsync($"update crm_connection set ask_again_at = null"),
            CancellationToken.None
        );
    }
}
