using Dapper;

namespace XBees.Testing.Databases;

/// <summary>
/// Dapper keeps the readers that it makes by connection string. The hundreds of databases of a run have one schema: what is made for one
/// of a provider serves all of them.
/// </summary>
internal sealed class OneShape : IEqualityComparer<string>
{
    public static void Use() => SqlMapper.ConnectionStringComparer = new OneShape();

    public bool Equals(string? x, string? y) => ProviderOf(x).SequenceEqual(ProviderOf(y));

    public int GetHashCode(string connectionString) => string.GetHashCode(ProviderOf(connectionString));

    /// <summary>Up to the name of the file or database, by which alone they differ.</summary>
    private static ReadOnlySpan<char> ProviderOf(string? connectionString) =>
        connectionString is null ? []
        : connectionString.StartsWith("Host=", StringComparison.Ordinal) ? "Host"
        : connectionString.Contains("Initial Catalog=", StringComparison.Ordinal) ? "Initial Catalog"
        : "File";
}
