namespace XBees.Infrastructure.Search;

/// <summary>Where this node keeps its index; each node has its own (SE-3).</summary>
public sealed record SearchOptions(string Folder)
{
    /// <param name="dataPath">The data folder.</param>
    /// <param name="node">The node's name, where there are several.</param>
    public static SearchOptions In(string dataPath, string? node) =>
        new(Path.Combine(dataPath, "search", string.IsNullOrEmpty(node) ? "node" : $"node-{SecretToken.Hash(node)[..12]}"));
}
