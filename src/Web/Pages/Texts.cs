using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Localization;

namespace XBees.Web.Pages;

/// <summary>The words of our pages. The server reads the same files that the browser imports, so that a key exists once.</summary>
public sealed class Texts(IWebHostEnvironment environment, IHttpContextAccessor http)
{
    /// <summary>Languages with a complete file in wwwroot/js/text.</summary>
    public static readonly IReadOnlyList<string> Languages = Domain.Languages.All;

    private const string Prefix = "export default ";

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> all = Languages.ToFrozenDictionary(
        language => language,
        language => Read(environment, language)
    );

    /// <summary>The language of this request's page.</summary>
    public string Language =>
        http.HttpContext?.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture.TwoLetterISOLanguageName ?? "en";

    /// <summary>The text of a key in the page's language.</summary>
    public string this[string key] =>
        all.GetValueOrDefault(Language, all["en"]).GetValueOrDefault(key)
        ?? throw new KeyNotFoundException($"No text '{key}' in '{Language}'.");

    private static FrozenDictionary<string, string> Read(IWebHostEnvironment environment, string language)
    {
        using var reader = new StreamReader(environment.WebRootFileProvider.GetFileInfo($"js/text/{language}.js").CreateReadStream());
        var module = reader.ReadToEnd().Trim();
        if (!module.StartsWith(Prefix, StringComparison.Ordinal) || !module.EndsWith(';'))
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"js/text/{language}.js is not `{Prefix}` and JSON."));
        }
        return JsonSerializer.Deserialize<Dictionary<string, string>>(module[Prefix.Length..^1])!.ToFrozenDictionary();
    }
}
