using XBees.Testing.App;

[assembly: AssemblyFixture(typeof(XBees.Browser.Tests.Setup.Product))]

namespace XBees.Browser.Tests.Setup;

/// <summary>The product, started once for all who ask; each test brings people and widgets of its own.</summary>
public sealed class Product : IAsyncDisposable
{
    private readonly Lazy<Task<XBeesApp>> app = new(() => XBeesApp.StartAsync());
    private int names;

    public Task<XBeesApp> RunningAsync() => app.Value;

    /// <summary>A name that nothing else has.</summary>
    public string NewName(string name) => $"{name} {Interlocked.Increment(ref names)}";

    /// <summary>An agent whom no other test knows, whatever the name.</summary>
    public async Task<AppClient> NewAgentAsync(string name)
    {
        var running = await RunningAsync();
        var agent = await running.AgentAsync(NewName(name));
        await agent.PatchAsync("/api/v1/me", new { name });
        return agent;
    }

    public async ValueTask DisposeAsync()
    {
        if (app.IsValueCreated)
        {
            await (await app.Value).DisposeAsync();
        }
    }
}
