using System.Collections.Concurrent;
using XBees.Api.Tests.Setup;
using XBees.Infrastructure.Database;
using XBees.Testing.App;
using XBees.Testing.Databases;
using Xunit;

[assembly: AssemblyFixture(typeof(FoundedCompany.Ending))]

namespace XBees.Api.Tests.Setup;

/// <summary>The company of a <see cref="Setup.Scene"/>, founded once a run on each database: inviting and signing in is most of what a test takes.</summary>
internal sealed record FoundedCompany(Scene Scene, Snapshot Snapshot)
{
    private static readonly ConcurrentDictionary<DatabaseProvider, Lazy<Task<FoundedCompany>>> Founded = new();

    public static Task<FoundedCompany> OnAsync(DatabaseProvider provider) =>
        Founded.GetOrAdd(provider, it => new(() => FoundAsync(it))).Value;

    private static async Task<FoundedCompany> FoundAsync(DatabaseProvider provider)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var scene = await Scene.FoundAsync(await XBeesApp.StartAsync(database));
        await scene.App.DisposeServerAsync();
        return new(scene, await Snapshot.OfAsync(database));
    }

    public sealed class Ending : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var founded in Founded.Values)
            {
                await (await founded.Value).Snapshot.DropAsync();
            }
        }
    }
}
