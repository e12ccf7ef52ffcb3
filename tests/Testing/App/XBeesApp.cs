using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using XBees.Application.Admin;
using XBees.Infrastructure.Database;
using XBees.Infrastructure.Events;
using XBees.Testing.Databases;
using XBees.Web.Widgets;

namespace XBees.Testing.App;

/// <summary>The product on a port of its own over one database, with an administrator. Several may run on one database, as nodes do.</summary>
public sealed class XBeesApp : IAsyncDisposable
{
    public const string Password = "correct horse 7";
    public const string AdministratorEmail = "ada@ternhaus.example";

    private static readonly ConcurrentDictionary<Uri, XBeesApp> Running = new();

    private readonly Factory factory;
    private readonly TestDatabase? ownDatabase;

    private XBeesApp(Factory factory, TestDatabase database, TestDatabase? ownDatabase)
    {
        this.factory = factory;
        this.ownDatabase = ownDatabase;
        Database = database;
        Running[Address] = this;
    }

    public TestDatabase Database { get; }

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri Address => factory.ClientOptions.BaseAddress;

    public IServiceProvider Services => factory.Services;

    /// <summary>What it has logged.</summary>
    public LogLines Log => factory.Log;

    /// <summary>Signed in, with the right of LC-2. Null until the first start was made.</summary>
    public AppClient Administrator { get; private set; } = null!;

    /// <summary>For <see cref="StartAsync(IReadOnlyDictionary{string,string}?,bool,Action{IServiceCollection}?)"/>: hashes as slow as the product makes them.</summary>
    public static void WithSlowHashes(IServiceCollection services) => services.RemoveAll<IConfigureOptions<PasswordHasherOptions>>();

    /// <summary>An app on an SQLite database of its own, already set up.</summary>
    public static async Task<XBeesApp> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null,
        bool setUp = true,
        Action<IServiceCollection>? services = null
    )
    {
        var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        return await StartAsync(database, settings, setUp, owns: true, services);
    }

    public static Task<XBeesApp> StartAsync(
        TestDatabase database,
        IReadOnlyDictionary<string, string>? settings = null,
        bool setUp = true,
        Action<IServiceCollection>? services = null
    ) => StartAsync(database, settings, setUp, owns: false, services);

    /// <summary>The same, by a clock that the test moves.</summary>
    public static Task<XBeesApp> StartAsync(
        TestDatabase database,
        ShiftedTime time,
        IReadOnlyDictionary<string, string>? settings = null,
        bool setUp = true
    ) => StartAsync(database, settings, setUp, services: it => it.AddSingleton<TimeProvider>(time));

    private static async Task<XBeesApp> StartAsync(
        TestDatabase database,
        IReadOnlyDictionary<string, string>? settings,
        bool setUp,
        bool owns,
        Action<IServiceCollection>? services = null
    )
    {
        var factory = new Factory(database, settings ?? new Dictionary<string, string>(), services);
        factory.UseKestrel(0);
        factory.StartServer();
        var app = new XBeesApp(factory, database, owns ? database : null);
        if (setUp)
        {
            await app.SetUpAsync();
        }
        return app;
    }

    /// <summary>A browser that is not signed in; redirects are not followed.</summary>
    public AppClient Anonymous() => new(Address);

    /// <summary>A client that sends this token or API key.</summary>
    public AppClient WithBearer(string token) => new(Address, token);

    /// <summary>Signs in by the page.</summary>
    public async Task<AppClient> SignInAsync(string email, string password = Password)
    {
        var client = Anonymous();
        using var answer = await client.SubmitAsync("/signin", new() { ["Email"] = email, ["Password"] = password });
        if (answer.StatusCode != HttpStatusCode.Found)
        {
            throw new InvalidOperationException($"Signing {email} in gave {answer.StatusCode}.");
        }
        await client.ReadAntiforgeryAsync();
        return client;
    }

    /// <summary>Invites an agent, accepts the invitation, and signs in.</summary>
    public async Task<AppClient> AgentAsync(string name, string licence = "Standard", bool administrator = false)
    {
        var email = $"{name.ToLowerInvariant().Replace(' ', '.')}@ternhaus.example";
        var invited = await Administrator.PostAsync(
            "/api/v1/admin/agents",
            new
            {
                name,
                email,
                licence,
                administrator,
            }
        );
        var path = new Uri(invited.GetProperty("invitationUrl").GetString()!).AbsolutePath;
        var client = Anonymous();
        using var answer = await client.SubmitAsync(path, new() { ["Password"] = Password });
        if (answer.StatusCode != HttpStatusCode.Found)
        {
            throw new InvalidOperationException($"Accepting the invitation gave {answer.StatusCode}.");
        }
        await client.ReadAntiforgeryAsync();
        return client;
    }

    public async Task<string> ServiceAsync(string name, params IEnumerable<AppClient> members)
    {
        var service = await Administrator.PostAsync(
            "/api/v1/admin/services",
            new { name, members = members.Select(member => member.Id).ToArray() }
        );
        return service.GetProperty("id").GetString()!;
    }

    /// <summary>A widget for a service (or, with an agent's id, for that agent); gives the whole answer.</summary>
    public Task<JsonElement> WidgetAsync(string target, object? settings = null)
    {
        var body = JsonSerializer.SerializeToNode(settings ?? new { })!.AsObject();
        body["name"] ??= "Website";
        body[target.StartsWith("svc_", StringComparison.Ordinal) ? "serviceId" : "agentId"] = target;
        return Administrator.PostAsync("/api/v1/admin/widgets", body);
    }

    /// <summary>A guest's session at a widget, by its key.</summary>
    public async Task<AppClient> GuestAsync(string widgetKey, string name = "Grace Guest", string? email = "grace@example.org")
    {
        using var anonymous = Anonymous();
        var session = await anonymous.PostAsync("/api/v1/sessions", new { widget = widgetKey, guest = new { name, email } });
        return WithBearer(session.GetProperty("token").GetString()!).As(session.GetProperty("guest").GetProperty("id").GetString()!);
    }

    /// <summary>An API key of the administrator, or of the agent given.</summary>
    public async Task<AppClient> ApiKeyAsync(string[] scopes, string? agentId = null)
    {
        var made = await Administrator.PostAsync(
            "/api/v1/admin/api-keys",
            new
            {
                name = "Test",
                scopes,
                agentId,
            }
        );
        return WithBearer(made.GetProperty("secret").GetString()!).As(made.GetProperty("key").GetProperty("agentId").GetString()!);
    }

    /// <summary>
    /// Waits until the app at this address has told all that was written to whoever listens: a stream that is opened then hears only of
    /// what comes after. Transactions of other tests on the same server hold that back for a moment.
    /// </summary>
    internal static Task CaughtUpAsync(Uri address) =>
        Running.TryGetValue(address, out var app)
            ? Until.Async(() => app.Services.GetRequiredService<LogLag>().ReadAsync(CancellationToken.None), lag => lag.Waiting == 0)
            : Task.CompletedTask;

    /// <summary>For a database that was set up before (see <see cref="Snapshot"/>), with its administrator signed in here.</summary>
    public XBeesApp GoOnAs(AppClient administrator)
    {
        Administrator = administrator;
        return this;
    }

    private async Task SetUpAsync()
    {
        await using (var scope = Services.CreateAsyncScope())
        {
            await scope
                .ServiceProvider.GetRequiredService<StartInstallation>()
                .RunAsync(new("Ternhaus", "Ada Admin", AdministratorEmail, Password, "Europe/Berlin", "en"), CancellationToken.None);
        }
        Administrator = await SignInAsync(AdministratorEmail);
    }

    /// <summary>Stops the process and leaves the database where it is.</summary>
    public ValueTask DisposeServerAsync()
    {
        Running.TryRemove(Address, out _);
        return factory.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Administrator?.Dispose();
        await DisposeServerAsync();
        if (ownDatabase is not null)
        {
            await ownDatabase.DisposeAsync();
        }
    }

    private sealed class Factory(TestDatabase database, IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? services)
        : WebApplicationFactory<Program>
    {
        /// <summary>Composed once for all of a run: packing it as small as can be takes seconds, and it is the same for every app.</summary>
        private static readonly WidgetAssetsSource Widget = new();
        private static IModelMetadataProvider? models;

        public LogLines Log { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(Environments.Production);
            builder.UseSetting("XBees:DataPath", database.Folder);
            builder.UseSetting("XBees:Database:Provider", database.Provider.ToString());
            builder.UseSetting("ConnectionStrings:XBees", database.ConnectionString);
            builder.UseSetting("XBees:BaseUrl", "http://chat.ternhaus.example");
            builder.UseSetting("XBEES_DEMO_LIMITS", "off");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            builder.UseSetting("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning");
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }
            builder.ConfigureTestServices(it =>
            {
                it.AddSingleton<ILoggerProvider>(Log);
                it.AddSingleton(Widget);
                // What model binding learns of types by reflection is the same for every app, and a tenth of a start.
                it.AddSingleton<IModelMetadataProvider>(app =>
                    LazyInitializer.EnsureInitialized(
                        ref models,
                        () => ActivatorUtilities.CreateInstance<DefaultModelMetadataProvider>(app)
                    )!
                );
                SameControllers.Use(it);
                // A hundred sign-ins of a run would spend a minute on hashes that are slow on purpose.
                it.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000);
                services?.Invoke(it);
            });
        }
    }
}
