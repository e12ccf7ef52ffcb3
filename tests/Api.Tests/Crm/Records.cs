using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Infrastructure.Database;
using XBees.Testing;
using XBees.Testing.App;
using Xunit;

namespace XBees.Api.Tests.Crm;

/// <summary>A company that uses the practice CRM, and its guests there.</summary>
internal static class Records
{
    public const string Admin = "/api/v1/admin/crm";

    public static readonly object Form = new
    {
        fields = new
        {
            lastname = "Guest",
            email = "grace@example.org",
            status = "new",
        },
    };

    /// <summary>Of a widget that asks for no address.</summary>
    public static readonly object Optional = new { fields = new { email = "optional" } };

    public static Task<JsonElement> ConnectAsync(Scene scene) => scene.App.Administrator.PostAsync(Admin, new { crm = "practice" });

    public static string Path(AppClient guest) => $"/api/v1/guests/{guest.Id}/crm";

    /// <summary>A guest who has written.</summary>
    public static async Task<AppClient> GuestAsync(
        Scene scene,
        string name = "Grace Guest",
        string? email = "grace@example.org",
        string? phone = null
    )
    {
        var guest = await scene.GuestAsync(name, email);
        if (phone is not null)
        {
            await guest.PatchAsync("/api/v1/me", new { phone });
        }
        await Scene.StartAsync(guest);
        return guest;
    }

    public static async Task<JsonElement> SeeAsync(AppClient agent, AppClient guest) => (await agent.GetAsync(Path(guest))).At("items.0");

    /// <summary>Saves it, and gives what became of it: on a busy machine that may come later than the answer (CR-5).</summary>
    public static async Task<JsonElement> SaveAsync(AppClient agent, AppClient guest, object form)
    {
        await agent.PostAsync(Path(guest), form);
        return await Until.Async(() => SeeAsync(agent, guest), one => one.Text("state") != "pending" || !one.IsNull("reason"));
    }

    /// <summary>A guest at Mara's link who has written and has a record.</summary>
    public static async Task<AppClient> LinkedAsync(Scene scene, string name, string email, string company = "Brightline")
    {
        var guest = await scene.GuestAtLinkAsync(scene.Mara, name, email);
        await Scene.StartAsync(guest);
        await LinkAsync(scene, guest, email, company);
        return guest;
    }

    public static async Task LinkAsync(Scene scene, AppClient guest, string email, string company = "Brightline")
    {
        var fields = new
        {
            lastname = "Guest",
            email,
            company,
            status = "new",
        };
        Assert.Equal("linked", (await SaveAsync(scene.Mara, guest, new { fields })).Text("state"));
    }

    /// <summary>What the practice CRM has, as a person there reads it.</summary>
    public static async Task<IReadOnlyList<KeptMeeting>> MeetingsAsync(Scene scene)
    {
        await using var open = await scene.App.Database.OpenAsync();
        return await open.Db.ListAsync<KeptMeeting>(
            $"""
            select c.email, m.title, m.text, m.starts_at, m.state, m.author
            from practice_crm_meeting m
            join practice_crm_contact c on c.id = m.contact_id
            order by c.email
            """
        );
    }

    public static async Task<IReadOnlyList<KeptNote>> NotesAsync(Scene scene)
    {
        await using var open = await scene.App.Database.OpenAsync();
        return await open.Db.ListAsync<KeptNote>($"select text, author from practice_crm_activity order by created_at, id");
    }

    /// <summary>Whatever waits for the practice CRM is tried now.</summary>
    public static async Task DueNowAsync(Scene scene)
    {
        await WriteAsync(scene, $"update delivery set next_try_at = 0 where kind = 'crm-practice'");
        await WriteAsync(scene, $"update crm_connection set ask_again_at = null");
    }

    public static async Task WriteAsync(Scene scene, Sql sql, object? args = null)
    {
        await using var open = await scene.App.Database.OpenAsync();
        await open.Units.RunAsync(unit => Unit.Of(unit).ExecuteAsync(sql, args), CancellationToken.None);
    }

    public static JsonElement Field(JsonElement sight, string name) =>
        sight.At("fields").EnumerateArray().Single(field => field.Text("name") == name);
}

/// <summary>A meeting as the practice CRM has it.</summary>
internal sealed class KeptMeeting
{
    public string Email { get; init; } = "";
    public string Title { get; init; } = "";
    public string Text { get; init; } = "";
    public long StartsAt { get; init; }
    public string State { get; init; } = "";
    public string Author { get; init; } = "";

    public DateTimeOffset Start => DateTimeOffset.FromUnixTimeMilliseconds(StartsAt);
}

/// <summary>A note or task as the practice CRM has it.</summary>
internal sealed class KeptNote
{
    public string Text { get; init; } = "";
    public string Author { get; init; } = "";
}
