using System.Collections.Concurrent;
using XBees.Web.Widgets;

namespace XBees.Web.Pages;

/// <summary>Which modules a page will import, so that its head can ask for all of them at once instead of one import after the other.</summary>
public sealed class PageModules(IWebHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> byFolder = new(StringComparer.Ordinal);

    /// <summary>Addresses of the modules in these folders of wwwroot/js.</summary>
    public IEnumerable<string> In(params string[] folders) => folders.SelectMany(folder => byFolder.GetOrAdd(folder, List));

    private List<string> List(string folder) =>
        [
            .. environment
                .WebRootFileProvider.GetDirectoryContents($"js/{folder}")
                .Where(file => !file.IsDirectory && file.Name.EndsWith(".js", StringComparison.Ordinal))
                .Select(file => $"/js/{folder}/{file.Name}")
                .Concat(folder == "text" ? [WidgetAssets.MarkdownPath] : [])
                .Where(address => !address.StartsWith("/js/text/", StringComparison.Ordinal) || !IsLanguage(address))
                .Order(StringComparer.Ordinal),
        ];

    private static bool IsLanguage(string address) => Texts.Languages.Any(language => address == $"/js/text/{language}.js");
}
