using System.Reflection;

namespace XBees.Web.Api.Http;

/// <summary>One entry of the catalogue: a slug with what it means.</summary>
public sealed record ProblemPage(string Slug, int Status, string Title, string Detail);

/// <summary>
/// Every problem that any layer can give: refusals are static fields of classes named …Refusals or …Problems, and found there, so that
/// none is without its page.
/// </summary>
public static class ProblemCatalogue
{
    private static readonly Assembly[] Layers = [typeof(Refusal).Assembly, typeof(Caller).Assembly, typeof(ProblemCatalogue).Assembly];

    public static IReadOnlyDictionary<string, ProblemPage> BySlug { get; } =
        Layers
            .SelectMany(layer => layer.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(Refusal))
            .Select(field => (Refusal)field.GetValue(null)!)
            .GroupBy(refusal => refusal.Slug, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => new ProblemPage(group.Key, group.First().Status, group.First().Title, group.First().Detail),
                StringComparer.Ordinal
            );

    public static ProblemPage? Find(string slug) => BySlug.GetValueOrDefault(slug);
}
