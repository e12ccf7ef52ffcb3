using System.Text.RegularExpressions;

namespace XBees.Web.Widgets;

/// <summary>
/// Joins the widget's readable modules into one script, in the order of their imports. A browser on a slow line pays for
/// each level of imports with a round trip; the modules stay as they are for reading, testing and <c>?debug</c>.
/// </summary>
public sealed partial class ModuleComposer(IReadOnlyDictionary<string, string> modules)
{
    /// <summary>The entry with everything it imports, except what the script that asks for it already holds: that is given.</summary>
    public Composition Compose(string entry, Composition? within = null)
    {
        var held = within?.Modules ?? [];
        var order = new List<string>();
        Visit(entry, order, [.. held]);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in order)
        {
            Claim(path, names);
        }

        var given = order
            .SelectMany(path =>
                Import().Matches(modules[path]).Select(import => (From: Resolve(path, import.Groups["from"].Value), import))
            )
            .Where(it => held.Contains(it.From))
            .SelectMany(it => Names(it.import))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        var exports = Export().Matches(modules[entry]).Select(match => match.Groups["name"].Value).ToArray();
        var body = string.Join('\n', order.Select(Body));
        return new Composition(body, given, exports, [.. held, .. order]);
    }

    private static string[] Names(Match import) =>
        import.Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private void Visit(string path, List<string> order, HashSet<string> entered)
    {
        if (!entered.Add(path))
        {
            return;
        }

        if (!modules.TryGetValue(path, out var source))
        {
            throw new InvalidOperationException($"The widget has no module {path}.");
        }

        foreach (Match import in Import().Matches(source))
        {
            if (import.Groups["names"].Value.Contains(" as ", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{path} renames an import; names must be the same in every module.");
            }

            Visit(Resolve(path, import.Groups["from"].Value), order, entered);
        }

        order.Add(path);
    }

    // Without their module scopes two names that are the same would be one.
    private void Claim(string path, Dictionary<string, string> names)
    {
        foreach (Match declaration in Declaration().Matches(modules[path]))
        {
            var name = declaration.Groups["name"].Value;
            if (!names.TryAdd(name, path))
            {
                throw new InvalidOperationException($"{name} is declared in {names[name]} and in {path}.");
            }
        }
    }

    private string Body(string path)
    {
        var body = Export().Replace(Import().Replace(modules[path], ""), "${kind} ${name}");
        if (Leftover().Match(body) is { Success: true } leftover)
        {
            throw new InvalidOperationException($"{path}: \"{leftover.Value}\" cannot be composed.");
        }

        return path.EndsWith("styles.js", StringComparison.Ordinal) ? Template().Replace(body, match => Squeeze(match.Value)) : body;
    }

    /// <summary>White space that a style sheet does not need.</summary>
    private static string Squeeze(string css) =>
        AroundSigns()
            .Replace(Space().Replace(css, " "), "$1")
            .Replace(": ", ":", StringComparison.Ordinal)
            .Replace(";}", "}", StringComparison.Ordinal);

    private static string Resolve(string from, string to)
    {
        var folder = from.Contains('/', StringComparison.Ordinal) ? from[..(from.LastIndexOf('/') + 1)] : "";
        return new Uri(new Uri($"http://widget/{folder}"), to).AbsolutePath[1..];
    }

    [GeneratedRegex(@"^import\s*\{(?<names>[^}]*)\}\s*from\s*'(?<from>\.[^']+)';\n", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (?<kind>(?:async )?function|class|const|let) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Export();

    [GeneratedRegex(@"^(?:export )?(?:(?:async )?function\*?|class|const|let|var) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex("^(?:import|export)[^(\n]*", RegexOptions.Multiline)]
    private static partial Regex Leftover();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Template();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\s*([{};,>!`])\s*")]
    private static partial Regex AroundSigns();
}

/// <summary>The modules' code in one piece, the names it needs from outside, and those its entry exports.</summary>
public sealed record Composition(string Body, IReadOnlyList<string> Given, IReadOnlyList<string> Exports, IReadOnlyList<string> Modules)
{
    /// <summary>As a function that takes what is lent, and of that only what it needs.</summary>
    public string Taking(IReadOnlyList<string> lent)
    {
        var names = lent.Select(name => Given.Contains(name) ? name : "");
        return $"({(lent.Count > 0 ? $"[{string.Join(", ", names)}]" : "")}) => {{\n{Body}\nreturn {{ {string.Join(", ", Exports)} }};\n}}";
    }
}
