using Microsoft.Net.Http.Headers;

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
        app.MapMethods(WidgetAssets.MarkdownPath, ["GET", "HEAD"], (Delegate)SendAsync).AllowAnonymous().ExcludeFromDescription();
        return app;
    }

    private static async Task SendAsync(HttpContext context, WidgetAssetsSource source)
    {
        var assets = await source.GetAsync();
        var request = context.Request;
        var path = request.Path.Value + (request.Path == "/widget.js" && request.Query.ContainsKey("debug") ? "?debug" : "");
        if (assets.Files.TryGetValue(path, out var file))
        {
            await WriteAsync(context, file);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async Task WriteAsync(HttpContext context, WidgetFile file)
    {
        var headers = context.Response.Headers;
        var tag = $"\"{file.Hash}\"";
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Timing-Allow-Origin"] = "*";
        headers.XContentTypeOptions = "nosniff";
        headers.ETag = tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = file.ForEver ? "public, max-age=31536000, immutable" : "public, max-age=300";
        context.Response.ContentType = "text/javascript; charset=utf-8";
        if (context.Request.Headers.IfNoneMatch.Any(value => value?.Contains(tag, StringComparison.Ordinal) == true))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (encoding, bytes) = Choose(context.Request, file);
        headers.ContentEncoding = encoding;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static (string? Encoding, byte[] Bytes) Choose(HttpRequest request, WidgetFile file)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding.Where(it => it.Quality is not 0).Select(it => it.Value.Value).ToHashSet();
        return accepted switch
        {
            _ when accepted.Contains("br") => ("br", file.Brotli),
            _ when accepted.Contains("gzip") => ("gzip", file.Gzip),
            _ => (null, file.Plain),
        };
    }
}

/// <summary>Composes once, when first asked; everybody who asks meanwhile waits for the same work.</summary>
public sealed class WidgetAssetsSource
{
    private readonly Lazy<Task<WidgetAssets>> assets = new(() =>
        Task.Run(() => WidgetAssets.From(Path.Combine(AppContext.BaseDirectory, "widget")))
    );

    public Task<WidgetAssets> GetAsync() => assets.Value;
}
