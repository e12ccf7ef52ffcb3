using Microsoft.SqlServer.TransactSql.ScriptDom;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Tests.Statements;

/// <summary>The tables that the migrations make on SQL Server, read from their text because no server is at hand.</summary>
internal sealed class SqlServerSchema
{
    private readonly Dictionary<string, Table> tables = new(StringComparer.OrdinalIgnoreCase);

    private SqlServerSchema() { }

    public static SqlServerSchema OfMigrations { get; } = From(Migrator.Statements(DatabaseProvider.SqlServer));

    public IEnumerable<Table> Tables => tables.Values;

    public Table? Find(string name) => tables.GetValueOrDefault(name);

    public static SqlServerSchema From(IEnumerable<string> scripts)
    {
        var schema = new SqlServerSchema();
        foreach (var script in scripts)
        {
            foreach (var statement in SqlServerText.Parse(script).Batches.SelectMany(batch => batch.Statements))
            {
                schema.Apply(statement);
            }
        }
        return schema;
    }

    private void Apply(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement create:
                var table = new Table(create.SchemaObjectName.BaseIdentifier.Value);
                tables.Add(table.Name, table);
                table.Add(create.Definition);
                break;
            case AlterTableAddTableElementStatement alter:
                tables[alter.SchemaObjectName.BaseIdentifier.Value].Add(alter.Definition);
                break;
            case CreateIndexStatement index:
                tables[index.OnName.BaseIdentifier.Value]
                    .Indexes.Add(
                        new(
                            index.Name.Value,
                            [.. index.Columns.Select(column => column.Column.MultiPartIdentifier.Identifiers[^1].Value)],
                            index.Clustered == true
                        )
                    );
                break;
        }
    }

    internal sealed record Index(string Name, IReadOnlyList<string> Columns, bool Clustered);

    internal sealed class Column(ColumnDefinition definition)
    {
        public string Name => definition.ColumnIdentifier.Value;

        public string Type => definition.DataType?.Name.BaseIdentifier.Value.ToLowerInvariant() ?? "";

        /// <summary>Filled by the server; a statement must leave it alone.</summary>
        public bool Generated => definition.IdentityOptions is not null || Type is "rowversion";

        public bool Required =>
            !Generated
            && definition.DefaultConstraint is null
            && !definition.Constraints.OfType<NullableConstraintDefinition>().Any(constraint => constraint.Nullable);

        /// <summary>Bytes in an index, or null where it cannot be in one.</summary>
        public int? KeyBytes =>
            (Type, (definition.DataType as ParameterizedDataTypeReference)?.Parameters is [{ } length, ..] ? length.Value : null) switch
            {
                ("bigint" or "rowversion", _) => 8,
                ("bit", _) => 1,
                ("nvarchar", { } letters) when int.TryParse(letters, out var count) => 2 * count,
                _ => null,
            };
    }

    internal sealed class Table(string name)
    {
        private readonly Dictionary<string, Column> columns = new(StringComparer.OrdinalIgnoreCase);

        public string Name { get; } = name;

        public IReadOnlyCollection<Column> Columns => columns.Values;

        public List<Index> Indexes { get; } = [];

        public Column? Find(string column) => columns.GetValueOrDefault(column);

        public void Add(TableDefinition definition)
        {
            foreach (var column in definition.ColumnDefinitions)
            {
                columns.Add(column.ColumnIdentifier.Value, new(column));
                foreach (var key in column.Constraints.OfType<UniqueConstraintDefinition>())
                {
                    Indexes.Add(new($"key of {Name}", [column.ColumnIdentifier.Value], key.Clustered != false));
                }
            }
            foreach (var key in definition.TableConstraints.OfType<UniqueConstraintDefinition>())
            {
                Indexes.Add(
                    new(
                        $"key of {Name}",
                        [.. key.Columns.Select(column => column.Column.MultiPartIdentifier.Identifiers[^1].Value)],
                        key.Clustered != false
                    )
                );
            }
        }
    }
}
