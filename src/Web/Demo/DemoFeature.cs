using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using XBees.Infrastructure.Crm.Practice;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Demo;
using XBees.Infrastructure.Identity;

namespace XBees.Web.Demo;

/// <summary><c>--demo</c>: an empty folder of its own, an invented company in it, and everything one needs to look around.</summary>
public static class DemoFeature
{
    private const string Switch = "--demo";

    public static bool IsAsked(string[] args) => args.Contains(Switch);

    /// <summary>The arguments that are configuration; a switch without a value would take the next one for its own.</summary>
    public static string[] Others(string[] args) => [.. args.Where(argument => argument != Switch)];

    /// <summary>Before the storage is configured: the demo never touches a real data folder.</summary>
    public static WebApplicationBuilder AddDemo(this WebApplicationBuilder builder, string[] args)
    {
        if (!IsAsked(args))
        {
            // The demo learns its address when its port is open; nobody else may guess it.
            PublicAddress.Require(builder.Configuration);
            return builder;
        }
        var folder = Directory.CreateTempSubdirectory("xbees-demo-").FullName;
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["XBees:DataPath"] = folder,
                ["XBees:Database:Provider"] = "Sqlite",
                ["ConnectionStrings:XBees"] = null,
            }
        );
        builder.Services.AddDemoCompany();
        return builder;
    }

    /// <summary>What <see cref="FillAsync"/> needs.</summary>
    public static IServiceCollection AddDemoCompany(this IServiceCollection services) =>
        services.AddScoped<DemoSeed>().AddScoped<DemoMeetings>().AddScoped<DemoContacts>().AddScoped<DemoCrm>().AddSingleton<DemoState>();

    /// <summary>The invented company, into an empty database.</summary>
    public static async Task FillAsync(this IServiceProvider services, string password, string apiKey, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var seed = scope.ServiceProvider.GetRequiredService<DemoSeed>();
        var facts = await seed.RunAsync(password, apiKey, ["https://www.ternhaus.example"], cancel);
        await scope.ServiceProvider.GetRequiredService<DemoMeetings>().RunAsync(facts, cancel);
        await scope.ServiceProvider.GetRequiredService<DemoContacts>().RunAsync(cancel);
        await scope.ServiceProvider.GetRequiredService<DemoCrm>().RunAsync(facts, cancel);
        services.GetRequiredService<DemoState>().Facts = facts;
    }

    /// <summary>Fills the database, then, when the port is open, says where everything is.</summary>
    public static async Task PrepareDemoAsync(this WebApplication app, string[] args)
    {
        if (!IsAsked(args))
        {
            return;
        }
        var password = Environment.GetEnvironmentVariable("XBEES_DEMO_PASSWORD") ?? SecretToken.New()[..16];
        var key = Environment.GetEnvironmentVariable("XBEES_DEMO_API_KEY") ?? SecretToken.New(SecretToken.ApiKey);
        await app.Services.FillAsync(password, key, CancellationToken.None);
        var state = app.Services.GetRequiredService<DemoState>();
        app.Lifetime.ApplicationStarted.Register(() => Announce(app, state));
    }

    private static void Announce(WebApplication app, DemoState state)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var reachable = address
            .Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal);
        var own = app.Services.GetRequiredService<PublicAddress>();
        if (!own.IsKnown)
        {
            own.Set(reachable);
        }
        // Its links are whole addresses.
        app.Services.GetRequiredService<PracticePages>().Path = "/demo/crm";
        Console.WriteLine(state.Sheet(reachable));
    }
}

/// <summary>What the demo made, for its page.</summary>
public sealed class DemoState
{
    public DemoFacts? Facts { get; set; }

    public string Sheet(string address)
    {
        var facts = Facts!;
        var lines = new List<string>
        {
            "",
            $"XBees demo at {address}",
            $"  a website with the widget   {address}/demo/site",
            $"  all of this as a page       {address}/demo",
            $"  the practice CRM            {address}/demo/crm",
            $"  sign in                     {address}/signin   password of everyone: {facts.Password}",
            $"  API and Swagger             {address}/swagger   key: {facts.ApiKey}",
            "",
        };
        lines.AddRange(
            facts.Agents.Select(agent => $"  {agent.Name, -16} {agent.Email, -26} {agent.Licence, -9} {address}/c/{agent.Slug}")
        );
        lines.Add("");
        lines.AddRange(facts.Widgets.Select(widget => $"  widget {widget.Name, -9} {widget.Key}   {address}/w/{widget.Key}"));
        lines.Add("");
        return string.Join(Environment.NewLine, lines);
    }
}
