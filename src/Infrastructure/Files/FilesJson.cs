using System.Text.Json;
using System.Text.Json.Serialization;
using XBees.Domain.Files;

namespace XBees.Infrastructure.Files;

/// <summary>A message's files as they lie in its row: every list and event shows them without asking further.</summary>
internal static class FilesJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string? Write(IReadOnlyList<FileCard> files) => files.Count == 0 ? null : JsonSerializer.Serialize(files, Options);

    /// <summary>What a message is found by: its words, and what its files are called (SE-5).</summary>
    public static IEnumerable<string?> Texts(string text, string? files) => Read(files).Select(file => file.Name).Prepend(text);

    public static IReadOnlyList<FileCard> Read(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<FileCard>>(json, Options)!;
}
