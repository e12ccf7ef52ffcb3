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

/// <summary>The practice CRM on a bad day.</summary>
internal sealed class UnwellCrm(ICrm inner) : ICrm
{
    /// <summary>What happens in place of the next answers; null: nothing unusual.</summary>
    public Func<CancellationToken, Task>? Before { get; set; }

    /// <summary>It does what it was asked, and the answer is lost.</summary>
    public bool LosesAnswers { get; set; }

    public CrmKind Kind => inner.Kind;

    public Task<string> OpenAsync(string token, CancellationToken cancel) => inner.OpenAsync(token, cancel);

    public Task<IReadOnlyList<CrmField>> DescribeAsync(CrmAccess access, CancellationToken cancel) => inner.DescribeAsync(access, cancel);

    public Task<CrmRecord?> FindAsync(CrmAccess access, CrmPerson person, CancellationToken cancel) =>
        AskAsync(() => inner.FindAsync(access, person, cancel), cancel);

    public Task<CrmRecord> CreateAsync(
        CrmAccess access,
        CrmPerson person,
        IReadOnlyDictionary<string, string> values,
        CrmAuthor author,
        CancellationToken cancel
    ) => WriteAsync(() => inner.CreateAsync(access, person, values, author, cancel), cancel);

    public Task<CrmRecord?> ReadAsync(CrmAccess access, string recordId, CancellationToken cancel) =>
        AskAsync(() => inner.ReadAsync(access, recordId, cancel), cancel);

    public Task LogAsync(CrmAccess access, string recordId, CrmActivity activity, CancellationToken cancel) =>
        WriteAsync(
            async () =>
            {
                await inner.LogAsync(access, recordId, activity, cancel);
                return true;
            },
            cancel
        );

    private async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancel)
    {
        if (Before is { } before)
        {
            await before(cancel);
        }
        return await ask();
    }

    private async Task<T> WriteAsync<T>(Func<Task<T>> write, CancellationToken cancel)
    {
        var written = await AskAsync(write, cancel);
        return LosesAnswers ? throw new CrmUnreachable("The answer is lost.") : written;
    }
}
