using System.Text.RegularExpressions;
using NUglify;
using NUglify.JavaScript;

namespace XBees.Web.Widgets;

/// <summary>The widget's scripts by address: the loader, the chat in one file, its lazy parts, and the guest pages' script.</summary>
public sealed partial class WidgetAssets
{
    /// <summary>
    /// Where the agents' pages find the modules that guests have too: what reads messages, so that both see the same marks, and what
    /// knows emoji. By address, with the module's file.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Shared = new[] { "alone.js", "emoji.js", "markdown.js" }.ToDictionary(
        file => $"/js/text/{file}",
        StringComparer.Ordinal
    );

    /// <summary>For an address that stays: a new version is there after five minutes.</summary>
    private const string ForAWhile = "public, max-age=300";

    private const string Loader = "loader.js";
    private const string Chat = "chat.js";
    private const string Page = "page.js";
    private readonly Dictionary<string, PackedScript> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> modules;
    private readonly ModuleComposer composer;

    private WidgetAssets(Dictionary<string, string> modules)
    {
        this.modules = modules;
        composer = new ModuleComposer(modules);
        ChatPath = Add(Chat);
        PagePath = Add(Page);
        var loader = Minify(modules[Loader]);
        files["/widget.js"] = new PackedScript(loader.Replace("/widget/chat.js", ChatPath, StringComparison.Ordinal), ForAWhile);
        files["/widget.js?debug"] = new PackedScript(
            modules[Loader].Replace("'/widget/chat.js'", "'/widget/debug/chat.js'", StringComparison.Ordinal),
            ForAWhile
        );
        foreach (var (path, file) in Shared)
        {
            files[path] = new PackedScript(modules[file], ForAWhile);
        }
        foreach (var (path, source) in modules)
        {
            files[$"/widget/debug/{path}"] = new PackedScript(source, ForAWhile);
        }
        // What every guest gets is packed before the first of them asks.
        foreach (var file in files.Values.Where(file => file.CacheControl == PackedScript.ForEver).Append(files["/widget.js"]))
        {
            _ = (file.Brotli, file.Gzip);
        }
    }

    /// <summary>The chat's address, with its hash.</summary>
    public string ChatPath { get; }

    /// <summary>The address of the script on the guest pages, with its hash.</summary>
    public string PagePath { get; }

    /// <summary>Every address with what is served there.</summary>
    public IReadOnlyDictionary<string, PackedScript> Files => files;

    /// <summary>Composes everything from a folder of readable modules.</summary>
    public static WidgetAssets From(string folder) =>
        new(
            Directory
                .EnumerateFiles(folder, "*.js", SearchOption.AllDirectories)
                .ToDictionary(
                    file => Path.GetRelativePath(folder, file).Replace('\\', '/'),
                    file => File.ReadAllText(file).ReplaceLineEndings("\n"),
                    StringComparer.Ordinal
                )
        );

    private string Add(string entry)
    {
        var chat = composer.Compose(entry);
        var head = chat.Exports.Count > 0 ? $"export const{{{string.Join(',', chat.Exports)}}}=" : "";
        return Add(entry, head + Minify($"({WithParts(chat)})()"));
    }

    // What is imported later is a file of its own, under the address that its content gives it, and gets what both need as
    // an argument: importing it back would make the two addresses depend on each other. All get the same, by its place: names are long.
    private string WithParts(Composition chat)
    {
        var parts = LazyImport()
            .Matches(chat.Body)
            .Select(match => match.Groups["path"].Value)
            .Distinct()
            .ToDictionary(part => part, part => composer.Compose(part, chat), StringComparer.Ordinal);
        var lent = parts.Values.SelectMany(part => part.Given).Distinct().Order(StringComparer.Ordinal).ToArray();
        var body = LazyImport()
            .Replace(
                chat.Body,
                match =>
                {
                    var part = match.Groups["path"].Value;
                    var path = Add(part, "export const part=" + Minify($"({parts[part].Taking(lent)})"));
                    return $"import(\".{path["/widget".Length..]}\"{match.Groups["retry"].Value}).then(it => it.part(lent()))";
                }
            );
        return (chat with { Body = $"{body}\nconst lent = () => [{string.Join(", ", lent)}];" }).Taking([]);
    }

    private string Add(string entry, string text)
    {
        var file = new PackedScript(text, PackedScript.ForEver);
        var path = $"/widget/{entry[..^3]}-{file.Hash}.js";
        files[path] = file;
        return path;
    }

    private static string Minify(string script)
    {
        var settings = new CodeSettings { StripDebugStatements = false, PreserveImportantComments = false };
        var result = Uglify.Js(script, settings);
        if (result.Errors.FirstOrDefault(error => error.IsError) is { } error)
        {
            throw new InvalidOperationException($"The widget's script could not be minified: {error}");
        }

        return result.Code;
    }

    [GeneratedRegex(@"(?<=(?:=|=>|await) )import\('\./(?<path>[\w/-]+\.js)'(?<retry> \+ \w+\(\))?\)")]
    private static partial Regex LazyImport();
}
