using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing.App;
using Xunit;

namespace XBees.Api.Tests.Crm;

internal static class Secrets
{
    /// <summary>Neither shown nor logged, and not to be read in the database.</summary>
    public static async Task AreNowhereAsync(Scene scene, params string[] secrets)
    {
        await using var open = await scene.App.Database.OpenAsync();
        var stored = await open.Db.ListAsync<string>($"select secret from crm_connection");
        var shown = (await scene.App.Administrator.GetAsync(Records.Admin)).GetRawText();
        var audited = (await scene.App.Administrator.GetAsync("/api/v1/admin/audit?limit=100")).GetRawText();
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(stored, row => row.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(secret, shown + audited, StringComparison.Ordinal);
            Assert.DoesNotContain(scene.App.Log.All, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }
}
