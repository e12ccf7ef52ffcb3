namespace XBees.Infrastructure.Tests.Statements;

/// <summary>The tables that a part of a statement can name, and those of the query around it.</summary>
internal sealed class SqlServerScope(SqlServerScope? outer)
{
    private readonly List<(string Alias, IReadOnlyCollection<string> Columns, SqlServerSchema.Table? Table)> sources = [];

    /// <summary>Names of the select list, which only an <c>order by</c> may use.</summary>
    public HashSet<string> Results { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool Ordering { get; set; }

    public bool HasAlias(string alias) => sources.Any(source => Same(source.Alias, alias));

    public void Add(string alias, IReadOnlyCollection<string> columns, SqlServerSchema.Table? table = null) =>
        sources.Add((alias, columns, table));

    public IEnumerable<string> ColumnsOf(string? alias) =>
        sources.Where(source => alias is null || Same(source.Alias, alias)).SelectMany(source => source.Columns);

    /// <summary>What is wrong with a name, or null.</summary>
    public string? Complain(string? alias, string column)
    {
        if (alias is null && Ordering && Results.Contains(column))
        {
            return null;
        }
        var named = sources.Where(source => alias is null || Same(source.Alias, alias)).ToList();
        var having = named.Count(source => source.Columns.Contains(column, StringComparer.OrdinalIgnoreCase));
        if (having == 1)
        {
            return null;
        }
        if (having > 1)
        {
            return $"column {column} is in more than one table";
        }
        if (alias is not null && named.Count > 0)
        {
            return $"no column {alias}.{column}";
        }
        return outer is not null ? outer.Complain(alias, column)
            : alias is null ? $"no column {column}"
            : $"no table {alias} for {alias}.{column}";
    }

    public string? TypeOf(string? alias, string column) =>
        sources
            .Where(source => alias is null || Same(source.Alias, alias))
            .Select(source => source.Table?.Find(column)?.Type)
            .FirstOrDefault(type => type is not null)
        ?? outer?.TypeOf(alias, column);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
