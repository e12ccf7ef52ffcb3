using System.Text.RegularExpressions;

namespace XBees.Web.Pages;

/// <summary>
/// A page's script in one piece, served where its entry lies: the modules that the entry imports, in the order of their imports, each in
/// a function of its own, so that no two names meet. A browser spends 4 ms on each module that it loads, from its cache too (ADR 11).
/// </summary>
internal sealed partial class PageScript
{
    private readonly Func<string, string> read;
    private readonly string entry;
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> entered = [];
    private readonly List<string> pieces = [];

    private PageScript(string entry, Func<string, string> read) => (this.entry, this.read) = (entry, read);

    /// <param name="entry">Its path below <c>/js/</c>, in a folder of its own.</param>
    /// <param name="read">A module's text by its path.</param>
    public static string Compose(string entry, Func<string, string> read)
    {
        var script = new PageScript(entry, read);
        script.Add(entry);
        return string.Join('\n', script.pieces);
    }

    private void Add(string path)
    {
        if (!entered.Add(path))
        {
            if (!names.ContainsKey(path))
            {
                throw new InvalidOperationException($"{path} imports itself by a detour.");
            }
            return;
        }
        var text = read(path).ReplaceLineEndings("\n");
        foreach (var needed in Import().Matches(text).Concat(Later().Matches(text)))
        {
            Add(Resolve(path, needed.Groups["from"].Value));
        }
        var exports = Export().Matches(text).Select(match => match.Groups["name"].Value);
        var body = Import().Replace(text, import => $"const {{{import.Groups["names"].Value}}} = {Of(path, import)};\n");
        body = Later().Replace(body, import => $"Promise.resolve({Of(path, import)})");
        body = Choice()
            .Replace(body, choice => Relative().Replace(choice.Value, from => $"\"../{Resolve(path, from.Groups["path"].Value)}\""));
        body = Export().Replace(body, "${kind} ${name}");
        if (Leftover().Match(body) is { Success: true } leftover)
        {
            throw new InvalidOperationException($"{path}: \"{leftover.Value}\" cannot be joined.");
        }
        var name = names[path] = $"m{names.Count}";
        // A module may wait at its top level, as for a language.
        pieces.Add(
            path == entry
                ? body
                : $"// {path}\nconst {name} = await (async () => {{\n{body}return {{ {string.Join(", ", exports)} }};\n}})();"
        );
    }

    private string Of(string path, Match import) => names[Resolve(path, import.Groups["from"].Value)];

    private static string Resolve(string from, string to) => new Uri(new Uri($"http://js/{from}"), to).AbsolutePath[1..];

    [GeneratedRegex(@"^import\s*\{(?<names>[^}]*)\}\s*from\s*""(?<from>\.[^""]+)"";\n", RegexOptions.Multiline)]
    private static partial Regex Import();

    /// <summary>A part that the page may need: it is here with the rest.</summary>
    [GeneratedRegex(@"(?<==> )import\(""(?<from>\.[^""]+)""\)")]
    private static partial Regex Later();

    /// <summary>One of several files, as of the languages: it stays one of its own.</summary>
    [GeneratedRegex(@"(?<=await )import\([^()]*\)")]
    private static partial Regex Choice();

    [GeneratedRegex(@"""(?<path>\.[^""]+)""")]
    private static partial Regex Relative();

    [GeneratedRegex(@"^export (?<kind>(?:async )?function|class|const) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Export();

    [GeneratedRegex("^(?:import|export)\\b[^(\n]*", RegexOptions.Multiline)]
    private static partial Regex Leftover();
}
