using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;
using XBees.Web.Widgets;

namespace XBees.Web.Pages;

/// <summary>
/// The scripts, styles and pictures of the pages. Their addresses hold a hash of all of them and of the program: a browser keeps what it has for good, asks
/// for nothing again, and never runs two versions together. There a page's script is one piece; under the plain address each module is as
/// it was written (ADR 11).
/// </summary>
public sealed partial class PageFiles(IWebHostEnvironment environment)
{
    private const string Start = "/v";
    private const string Scripts = "/js/";

    /// <summary>Asking each time costs a 304 and never shows what is old.</summary>
    internal const string NotKept = "no-cache";

    private static readonly string[] Entries =
    [
        "inbox/page.js",
        "meetings/page.js",
        "phonebook/page.js",
        "admin/page.js",
        "account/page.js",
        "account/settings.js",
        "hours/page.js",
    ];

    private readonly ConcurrentDictionary<string, Lazy<PackedScript>> scripts = new(StringComparer.Ordinal);
    private readonly Lazy<string> version = new(() => VersionOf(environment.WebRootFileProvider));

    /// <summary>Where a file of wwwroot is found. Who develops changes files while the program runs: then it is the plain address.</summary>
    public string this[string path] => environment.IsDevelopment() ? path : $"{Start}/{version.Value}{path}";

    /// <summary>What a page's head asks for at once, so that no import waits for another: its script, or the modules in these folders.</summary>
    public IEnumerable<string> Ahead(string? script, string language, params string[] folders) =>
        environment.IsDevelopment() ? folders.SelectMany(List)
        : script is null ? []
        : [this[script], this[$"{Scripts}text/{language}.js"]];

    /// <summary>
    /// Answers for a page's script; of everything else it takes the version out of the address and goes on. Of another node's version
    /// there is only ours here, which is not to be kept as theirs.
    /// </summary>
    public Task OpenAsync(HttpContext context, RequestDelegate next)
    {
        if (
            !context.Request.Path.StartsWithSegments(Start, out var rest)
            || Versioned().Match(rest.Value ?? "") is not { Success: true } found
        )
        {
            return next(context);
        }
        context.Request.Path = found.Groups["path"].Value;
        if (found.Groups["version"].ValueSpan.SequenceEqual(version.Value))
        {
            context.Response.OnStarting(() => Keep(context.Response));
        }
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return reads && Entries.Contains(found.Groups["script"].Value)
            ? Joined(found.Groups["script"].Value).SendAsync(context)
            : next(context);
    }

    private PackedScript Joined(string entry) =>
        scripts.GetOrAdd(entry, it => new(() => new(PageScript.Compose(it, Read), NotKept, CompressionLevel.Optimal))).Value;

    private string Read(string path)
    {
        var address = Scripts + path;
        var file = WidgetAssetsSource.Shared(address) ?? environment.WebRootFileProvider.GetFileInfo(address);
        using var reader = new StreamReader(file.CreateReadStream());
        return reader.ReadToEnd();
    }

    private static Task Keep(HttpResponse response)
    {
        if (response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
        {
            response.Headers.CacheControl = PackedScript.ForEver;
        }
        return Task.CompletedTask;
    }

    private IEnumerable<string> List(string folder) =>
        environment
            .WebRootFileProvider.GetDirectoryContents(Scripts + folder)
            .Where(file => !file.IsDirectory && file.Name.EndsWith(".js", StringComparison.Ordinal))
            .Select(file => $"{Scripts}{folder}/{file.Name}")
            .Concat(folder == "text" ? WidgetAssets.Shared.Keys : [])
            .Where(address => !Texts.Languages.Any(language => address == $"{Scripts}text/{language}.js"))
            .Order(StringComparer.Ordinal);

    private static string VersionOf(IFileProvider root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // What joins the modules makes what is served as much as they do.
        hash.AppendData(typeof(PageScript).Module.ModuleVersionId.ToByteArray());
        foreach (var (path, file) in FilesIn(root, "").OrderBy(it => it.Path, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            Append(hash, file);
        }
        foreach (var address in WidgetAssets.Shared.Keys.Order(StringComparer.Ordinal))
        {
            Append(hash, WidgetAssetsSource.Shared(address)!);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static IEnumerable<(string Path, IFileInfo File)> FilesIn(IFileProvider root, string folder)
    {
        foreach (var file in root.GetDirectoryContents(folder))
        {
            var path = $"{folder}/{file.Name}";
            if (!file.IsDirectory)
            {
                yield return (path, file);
                continue;
            }
            foreach (var within in FilesIn(root, path))
            {
                yield return within;
            }
        }
    }

    private static void Append(IncrementalHash hash, IFileInfo file)
    {
        var content = new byte[file.Length];
        using var stream = file.CreateReadStream();
        stream.ReadExactly(content);
        hash.AppendData(content);
    }

    [GeneratedRegex("^/(?<version>[^/]+)(?<path>/(?:js/(?<script>.+)|css/.+|fonts/.+|icons\\.svg))$")]
    private static partial Regex Versioned();
}
