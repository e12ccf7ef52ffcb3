using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.Databases;
using Xunit;

namespace XBees.Api.Tests.Crm;

/// <summary>Administrators connect CRMs.</summary>
public sealed class ConnectCrmTests
{
    [Theory, EveryDatabase, Rule("AD-2", "AD-3", "AD-7", "CR-9")]
    public async Task One_is_connected_tried_put_out_of_use_and_disconnected_and_what_was_made_there_stays_there(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        var ada = scene.App.Administrator;
        var one = $"{Records.Admin}/practice";
        Assert.False((await ada.GetAsync(Records.Admin)).Items()[0].At("connected").GetBoolean());
        await ada.RefusesAsync(HttpMethod.Post, Records.Admin, new { crm = "other" }, 422, "validation", "crm");
        await ada.RefusesAsync(HttpMethod.Patch, one, new { active = true }, 404, "not-found");
        await ada.RefusesAsync(HttpMethod.Post, $"{one}/test", new { }, 404, "not-found");
        await ada.RefusesAsync(HttpMethod.Delete, one, null, 404, "not-found");

        var made = await Records.ConnectAsync(scene);
        Assert.Equal(("connected", true), (made.Text("state"), made.At("active").GetBoolean()));
        await ada.RefusesAsync(HttpMethod.Post, Records.Admin, new { crm = "practice" }, 409, "crm-connected");
        Assert.True((await ada.PostAsync($"{one}/test")).At("works").GetBoolean());
        var grace = await Records.GuestAsync(scene);
        await Records.SaveAsync(scene.Mara, grace, Records.Form);
        await scene.Mara.PostAsync($"{Records.Path(grace)}/activities", new { kind = "note", text = "Called" });

        await ada.RefusesAsync(HttpMethod.Patch, one, new { }, 422, "validation", "active");
        Assert.False((await ada.PatchAsync(one, new { active = false })).At("active").GetBoolean());
        Assert.Empty((await scene.Mara.GetAsync(Records.Path(grace))).Items());
        await scene.Mara.RefusesAsync(HttpMethod.Post, Records.Path(grace), Records.Form, 409, "crm-not-connected");
        await ada.PatchAsync(one, new { active = true });
        Assert.Equal("linked", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));

        await ada.DeleteAsync(one);
        Assert.Empty((await scene.Mara.GetAsync(Records.Path(grace))).At("activities").EnumerateArray());
        Assert.Equal(1, await RecordTests.CountAsync(scene));
        await Records.ConnectAsync(scene);
        Assert.Equal("linked", (await Records.SeeAsync(scene.Mara, grace)).Text("state"));
        var acts = (await ada.GetAsync("/api/v1/admin/audit?limit=100")).Items().Select(entry => entry.Text("action")).ToList();
        Assert.Equal((2, 2, 1), (Count("crm.connected"), Count("crm.changed"), Count("crm.disconnected")));

        int Count(string act) => acts.Count(one => one == act);
    }

    [Theory, EveryDatabase, Rule("CR-2", "CR-9")]
    public async Task A_record_is_read_anew_and_one_that_was_deleted_there_is_not_linked_any_more(TestDatabase database)
    {
        await using var scene = await Scene.OnAsync(database);
        await Records.ConnectAsync(scene);
        var grace = await Records.GuestAsync(scene);
        await Records.SaveAsync(scene.Mara, grace, Records.Form);
        await WriteAsync($"update practice_crm_contact set status = 'customer', company = 'Oak'");
        Assert.Equal("New", (await Records.SeeAsync(scene.Mara, grace)).Text("record.status"));
        await LongAgoAsync();
        var record = (await Records.SeeAsync(scene.Mara, grace)).At("record");
        Assert.Equal(("Customer", "Oak"), (record.Text("status"), record.Text("company")));
        await WriteAsync($"delete from practice_crm_contact");
        await LongAgoAsync();
        var gone = await Records.SeeAsync(scene.Mara, grace);
        Assert.Equal("none", gone.Text("state"));
        Assert.True(gone.IsNull("record"));

        async Task LongAgoAsync()
        {
            await WriteAsync($"update crm_link set read_at = 1");
            // Its form, too, is read anew with it.
            await WriteAsync($"update crm_connection set fields_at = 1");
        }

        async Task WriteAsync(Sql sql)
        {
            await using var open = await scene.App.Database.OpenAsync();
            await open.Units.RunAsync(unit => Unit.Of(unit).ExecuteAsync(sql), CancellationToken.None);
        }
    }
}
