using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace XBees.Browser.Tests.Setup;

/// <summary>Somebody else's website: an origin of its own, with whatever pages and headers a test gives it.</summary>
public sealed class OtherSite : IAsyncDisposable
{
    private readonly WebApplication site;
    private readonly Dictionary<string, (string Html, Dictionary<string, string> Headers)> pages = [];

    private OtherSite(WebApplication site) => this.site = site;

    /// <summary>Without a slash at the end, as browsers send it.</summary>
    public string Origin => site.Urls.First();

    public static async Task<OtherSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://localhost:0".Replace("localhost", "127.0.0.1", StringComparison.Ordinal));
        builder.Logging.ClearProviders();
        var site = builder.Build();
        var other = new OtherSite(site);
        site.Run(other.AnswerAsync);
        await site.StartAsync();
        return other;
    }

    /// <summary>Puts a page there and gives its address.</summary>
    public string Put(string path, string html, params (string Name, string Value)[] headers)
    {
        pages[path] = (html, headers.ToDictionary(header => header.Name, header => header.Value));
        return Origin + path;
    }

    public async ValueTask DisposeAsync() => await site.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/favicon.ico")
        {
            // Browsers ask for it by themselves, and say in the console when it is missing.
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }
        if (!pages.TryGetValue(context.Request.Path, out var page))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        foreach (var (name, value) in page.Headers)
        {
            context.Response.Headers[name] = value;
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(page.Html);
    }
}
