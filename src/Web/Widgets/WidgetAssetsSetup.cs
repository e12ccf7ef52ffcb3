using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;

namespace XBees.Web.Widgets;

/// <summary>Serves the widget's scripts to every website.</summary>
public static class WidgetAssetsSetup
{
    public static WebApplicationBuilder AddWidgetAssets(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WidgetAssetsSource>();
        return builder;
    }

    public static WebApplication MapWidgetAssets(this WebApplication app)
    {
        // Composing takes a moment: the port listens first, and the first request for a script waits for it.
        var source = app.Services.GetRequiredService<WidgetAssetsSource>();
        app.Lifetime.ApplicationStarted.Register(() => _ = source.GetAsync());
        app.MapMethods("/widget.js", ["GET", "HEAD"], (Delegate)SendAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapMethods("/widget/{**path}", ["GET", "HEAD"], (Delegate)SendAsync).AllowAnonymous().ExcludeFromDescription();
        foreach (var path in WidgetAssets.Shared.Keys)
        {
            app.MapMethods(path, ["GET", "HEAD"], (Delegate)SendAsync).AllowAnonymous().ExcludeFromDescription();
        }
        return app;
    }

    private static async Task SendAsync(HttpContext context, WidgetAssetsSource source)
    {
        var assets = await source.GetAsync();
        var request = context.Request;
        var path = request.Path.Value + (request.Path == "/widget.js" && request.Query.ContainsKey("debug") ? "?debug" : "");
        if (assets.Files.TryGetValue(path, out var file))
        {
            var headers = context.Response.Headers;
            headers.AccessControlAllowOrigin = "*";
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            headers["Timing-Allow-Origin"] = "*";
            await file.SendAsync(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}

/// <summary>Composes once, when first asked; everybody who asks meanwhile waits for the same work.</summary>
public sealed class WidgetAssetsSource
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "widget");

    /// <summary>What lies at an address of <see cref="WidgetAssets.Shared"/>; null at any other.</summary>
    public static IFileInfo? Shared(string address) =>
        WidgetAssets.Shared.TryGetValue(address, out var file) ? new PhysicalFileInfo(new(Path.Combine(Folder, file))) : null;

    private readonly Lazy<Task<WidgetAssets>> assets = new(() => Task.Run(() => WidgetAssets.From(Folder)));

    public Task<WidgetAssets> GetAsync() => assets.Value;
}
