using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Application.Crm;
using XBees.Domain.Crm;
using XBees.Testing;
using XBees.Testing.App;

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

    public static JsonElement Field(JsonElement sight, string name) =>
        sight.At("fields").EnumerateArray().Single(field => field.Text("name") == name);
}
