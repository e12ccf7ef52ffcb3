using System.Net;
using Microsoft.Extensions.DependencyInjection;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Crm.Practice;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Crm;

/// <summary>The practice CRM's own page, in the demo alone.</summary>
public sealed class PracticePageTests
{
    private const string Page = "/demo/crm";

    [Theory, EveryDatabase, Rule("CR-2", "CR-9")]
    public async Task What_stands_in_it_is_shown_as_text_and_what_is_deleted_there_is_not_linked_any_more(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database, Records.Optional);
        await Records.ConnectAsync(scene);
        var grace = await Records.LinkedAsync(scene, "Grace Guest", "grace@example.org", "<b>Oak</b>");
        await scene.Mara.PostAsync($"{Records.Path(grace)}/activities", new { kind = "note", text = "<img src=x>" });
        using var nobody = scene.App.Anonymous();
        await MissingAsync(nobody);

        scene.App.Services.GetRequiredService<PracticePages>().Path = Page;
        var shown = await nobody.Http.GetStringAsync(Page);
        Assert.Contains("&lt;b&gt;Oak&lt;/b&gt;", shown, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x&gt;", shown, StringComparison.Ordinal);
        await LongAgoAsync(scene);
        var record = (await Records.SeeAsync(scene.Mara, grace)).At("record");
        Assert.Equal($"http://chat.ternhaus.example{Page}#{record.Text("id")}", record.Text("url"));
        Assert.Contains($"id=\"{record.Text("id")}\"", shown, StringComparison.Ordinal);

        using var deleted = await nobody.SubmitAsync(Page, []);
        deleted.Is(HttpStatusCode.Found);
        Assert.DoesNotContain("Oak", await nobody.Http.GetStringAsync(Page), StringComparison.Ordinal);
        await LongAgoAsync(scene);
        Assert.Equal("none", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
    }

    private static async Task MissingAsync(AppClient nobody)
    {
        using var answer = await nobody.SendAsync(HttpMethod.Get, Page);
        answer.Is(HttpStatusCode.NotFound);
    }

    private static Task LongAgoAsync(Scene scene) => Records.WriteAsync(scene, $"update crm_link set read_at = 1");
}
