using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace XBees.Infrastructure.Tests.Statements;

/// <summary>
/// Says what SQL Server would refuse in a statement, as far as text and schema can tell. It knows the words that our statements use,
/// and complains about every other: a word that turns out to be right is added here, by somebody who has looked it up.
/// </summary>
internal sealed class SqlServerChecker : TSqlFragmentVisitor
{
    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase)
    {
        "avg",
        "count",
        "count_big",
        "max",
        "min",
        "sum",
    };

    private static readonly HashSet<string> Functions = new(Aggregates, StringComparer.OrdinalIgnoreCase)
    {
        "abs",
        "charindex",
        "concat",
        "len",
        "lower",
        "min_active_rowversion",
        "replace",
        "row_number",
        "substring",
        "upper",
    };

    private readonly SqlServerSchema schema;
    private readonly HashSet<string> parameters;
    private readonly List<string> complaints = [];
    private readonly Dictionary<string, IReadOnlyCollection<string>> expressions = new(StringComparer.OrdinalIgnoreCase);
    private SqlServerScope? scope;

    private SqlServerChecker(SqlServerSchema schema, IEnumerable<string> parameters)
    {
        this.schema = schema;
        // Microsoft.Data.Sqlite tells Id from id, and so do we.
        this.parameters = new(parameters, StringComparer.Ordinal);
    }

    public static IReadOnlyList<string> Complaints(string sql, IEnumerable<string> parameters, SqlServerSchema schema)
    {
        var checker = new SqlServerChecker(schema, parameters);
        try
        {
            SqlServerText.Parse(SqlServerText.WithLists(sql)).Accept(checker);
        }
        catch (FormatException error)
        {
            return [error.Message];
        }
        return checker.complaints;
    }

    public override void ExplicitVisit(TSqlBatch node)
    {
        foreach (var statement in node.Statements)
        {
            if (statement is SelectStatement or InsertStatement or UpdateStatement or DeleteStatement)
            {
                expressions.Clear();
                ((StatementWithCtesAndXmlNamespaces)statement).WithCtesAndXmlNamespaces?.Accept(this);
                statement.Accept(this);
            }
            else
            {
                complaints.Add($"{statement.GetType().Name} is no statement of ours");
            }
        }
    }

    // The statement's own names were read before it.
    public override void ExplicitVisit(SelectStatement node) => node.QueryExpression.Accept(this);

    public override void ExplicitVisit(InsertStatement node) => node.InsertSpecification.Accept(this);

    public override void ExplicitVisit(UpdateStatement node) => node.UpdateSpecification.Accept(this);

    public override void ExplicitVisit(DeleteStatement node) => node.DeleteSpecification.Accept(this);

    public override void ExplicitVisit(CommonTableExpression node)
    {
        node.QueryExpression.Accept(this);
        expressions[node.ExpressionName.Value] =
            node.Columns.Count > 0 ? [.. node.Columns.Select(column => column.Value)] : ResultsOf(node.QueryExpression);
    }

    public override void ExplicitVisit(QuerySpecification node)
    {
        var inner = new SqlServerScope(scope);
        Within(
            inner,
            () =>
            {
                if (node.FromClause is not null)
                {
                    foreach (var table in node.FromClause.TableReferences)
                    {
                        AddSources(table, inner);
                    }
                    node.FromClause.Accept(this);
                }
                VisitAll(node.SelectElements);
                node.TopRowFilter?.Accept(this);
                node.WhereClause?.Accept(this);
                node.GroupByClause?.Accept(this);
                node.HavingClause?.Accept(this);
                inner.Results.UnionWith(ResultsOf(node));
                inner.Ordering = true;
                node.OrderByClause?.Accept(this);
                inner.Ordering = false;
                node.OffsetClause?.Accept(this);
            }
        );
        CheckGroups(node);
    }

    public override void ExplicitVisit(BinaryQueryExpression node)
    {
        node.FirstQueryExpression.Accept(this);
        node.SecondQueryExpression.Accept(this);
        var first = ResultsOf(node.FirstQueryExpression);
        var second = ResultsOf(node.SecondQueryExpression);
        if (first.Count != second.Count)
        {
            complaints.Add($"{first.Count} and {second.Count} columns in a union");
        }
        var both = new SqlServerScope(null) { Ordering = true };
        both.Results.UnionWith(first);
        Within(both, () => node.OrderByClause?.Accept(this));
        node.OffsetClause?.Accept(this);
    }

    public override void ExplicitVisit(QueryDerivedTable node)
    {
        // Its own tables only: it cannot see its neighbours.
        Within(null, () => node.QueryExpression.Accept(this));
    }

    public override void ExplicitVisit(InsertSpecification node)
    {
        var table = Target(node.Target);
        var named = node.Columns.Select(NameOf).ToList();
        if (named.Count == 0)
        {
            complaints.Add("an insert names its columns");
        }
        if (table is not null)
        {
            foreach (var column in named)
            {
                Complain(
                    table.Find(column) is not { } known ? $"no column {table.Name}.{column}"
                    : known.Generated ? $"{table.Name}.{column} is filled by the server"
                    : null
                );
            }
            foreach (
                var column in table.Columns.Where(column =>
                    column.Required && !named.Contains(column.Name, StringComparer.OrdinalIgnoreCase)
                )
            )
            {
                complaints.Add($"{table.Name}.{column.Name} needs a value");
            }
        }
        var widths = node.InsertSource switch
        {
            ValuesInsertSource values => values.RowValues.Select(row => row.ColumnValues.Count),
            SelectInsertSource select => [ResultsOf(select.Select).Count],
            _ => [],
        };
        foreach (var width in widths.Where(width => width != named.Count))
        {
            complaints.Add($"{width} values for {named.Count} columns");
        }
        node.InsertSource.Accept(this);
    }

    public override void ExplicitVisit(UpdateSpecification node)
    {
        var table = Target(node.Target);
        foreach (var column in node.SetClauses.OfType<AssignmentSetClause>().Select(set => set.Column).Where(column => column is not null))
        {
            Complain(table is not null && table.Find(NameOf(column)) is null ? $"no column {table.Name}.{NameOf(column)}" : null);
        }
        InTarget(
            table,
            () =>
            {
                VisitAll(node.SetClauses);
                node.WhereClause?.Accept(this);
            }
        );
        if (node.FromClause is not null)
        {
            complaints.Add("an update from another table is not portable");
        }
    }

    public override void ExplicitVisit(DeleteSpecification node)
    {
        InTarget(Target(node.Target), () => node.WhereClause?.Accept(this));
        if (node.FromClause is not null)
        {
            complaints.Add("a delete from another table is not portable");
        }
    }

    public override void ExplicitVisit(ColumnReferenceExpression node)
    {
        if (node.ColumnType == ColumnType.Wildcard)
        {
            return;
        }
        Complain(scope is null ? $"no column {NameOf(node)}" : scope.Complain(AliasOf(node), NameOf(node)));
    }

    public override void ExplicitVisit(SelectStarExpression node)
    {
        var alias = node.Qualifier?.Identifiers[^1].Value;
        Complain(alias is not null && scope?.HasAlias(alias) != true ? $"no table {alias} for {alias}.*" : null);
    }

    public override void ExplicitVisit(VariableReference node) =>
        Complain(parameters.Contains(node.Name[1..]) ? null : $"no parameter {node.Name}");

    public override void ExplicitVisit(ParameterlessCall node) => complaints.Add($"{node.ParameterlessCallType} is no column of ours");

    public override void ExplicitVisit(BinaryExpression node)
    {
        // The parser takes || already, which only servers after 2022 know.
        if (
            node.BinaryExpressionType
            is not (
                BinaryExpressionType.Add
                or BinaryExpressionType.Subtract
                or BinaryExpressionType.Multiply
                or BinaryExpressionType.Divide
                or BinaryExpressionType.Modulo
            )
        )
        {
            complaints.Add($"operator {node.BinaryExpressionType} is not portable");
        }
        base.ExplicitVisit(node);
    }

    public override void ExplicitVisit(FunctionCall node)
    {
        var name = node.FunctionName.Value;
        Complain(Functions.Contains(name) ? null : $"unknown function {name}()");
        if (
            Aggregates.Contains(name)
            && !name.StartsWith("count", StringComparison.OrdinalIgnoreCase)
            && node.Parameters is [ColumnReferenceExpression column]
            && scope?.TypeOf(AliasOf(column), NameOf(column)) == "bit"
        )
        {
            complaints.Add($"{name}() of the bit {NameOf(column)}");
        }
        VisitAll(node.Parameters);
        node.OverClause?.Accept(this);
    }

    private static string NameOf(ColumnReferenceExpression column) => column.MultiPartIdentifier.Identifiers[^1].Value;

    private static string? AliasOf(ColumnReferenceExpression column) =>
        column.MultiPartIdentifier.Identifiers is [.., { } alias, _] ? alias.Value : null;

    private void Complain(string? complaint)
    {
        if (complaint is not null)
        {
            complaints.Add(complaint);
        }
    }

    private void VisitAll<T>(IEnumerable<T> fragments)
        where T : TSqlFragment
    {
        foreach (var fragment in fragments)
        {
            fragment.Accept(this);
        }
    }

    private void Within(SqlServerScope? inner, Action visit)
    {
        var outer = scope;
        scope = inner;
        visit();
        scope = outer;
    }

    private SqlServerSchema.Table? Target(TableReference reference)
    {
        var name = (reference as NamedTableReference)?.SchemaObject.BaseIdentifier.Value ?? reference.GetType().Name;
        var table = schema.Find(name);
        Complain(table is null ? $"no table {name}" : null);
        return table;
    }

    private void InTarget(SqlServerSchema.Table? table, Action visit)
    {
        if (table is null)
        {
            return;
        }
        var inner = new SqlServerScope(null);
        inner.Add(table.Name, [.. table.Columns.Select(column => column.Name)], table);
        Within(inner, visit);
    }

    private void AddSources(TableReference reference, SqlServerScope to)
    {
        switch (reference)
        {
            case JoinTableReference join:
                AddSources(join.FirstTableReference, to);
                AddSources(join.SecondTableReference, to);
                break;
            case JoinParenthesisTableReference join:
                AddSources(join.Join, to);
                break;
            case QueryDerivedTable derived:
                to.Add(
                    derived.Alias.Value,
                    derived.Columns.Count > 0 ? [.. derived.Columns.Select(column => column.Value)] : ResultsOf(derived.QueryExpression)
                );
                break;
            case NamedTableReference named when expressions.TryGetValue(named.SchemaObject.BaseIdentifier.Value, out var columns):
                to.Add((named.Alias ?? named.SchemaObject.BaseIdentifier).Value, columns);
                break;
            case NamedTableReference named:
                if (Target(named) is { } table)
                {
                    to.Add(
                        (named.Alias ?? named.SchemaObject.BaseIdentifier).Value,
                        [.. table.Columns.Select(column => column.Name)],
                        table
                    );
                }
                break;
            default:
                complaints.Add($"{reference.GetType().Name} is not portable");
                break;
        }
    }

    private IReadOnlyCollection<string> ResultsOf(QueryExpression query) =>
        query switch
        {
            QuerySpecification select => [.. select.SelectElements.SelectMany(element => ResultsOf(element, select))],
            BinaryQueryExpression both => ResultsOf(both.FirstQueryExpression),
            QueryParenthesisExpression inner => ResultsOf(inner.QueryExpression),
            _ => [],
        };

    private IEnumerable<string> ResultsOf(SelectElement element, QuerySpecification select)
    {
        switch (element)
        {
            case SelectStarExpression star:
                var sources = new SqlServerScope(null);
                var silent = new SqlServerChecker(schema, parameters);
                foreach (var (name, columns) in expressions)
                {
                    silent.expressions[name] = columns;
                }
                foreach (var table in select.FromClause?.TableReferences ?? [])
                {
                    silent.AddSources(table, sources);
                }
                return sources.ColumnsOf(star.Qualifier?.Identifiers[^1].Value);
            case SelectScalarExpression { ColumnName.Value: { } alias }:
                return [alias];
            case SelectScalarExpression { Expression: ColumnReferenceExpression column }:
                return [NameOf(column)];
            default:
                return ["(no name)"];
        }
    }

    /// <summary>SQL Server does not know that the other columns follow from a key that is grouped by.</summary>
    private void CheckGroups(QuerySpecification node)
    {
        var calls = new ColumnsOutsideAggregates();
        foreach (var element in node.SelectElements)
        {
            element.Accept(calls);
        }
        if (node.GroupByClause is null)
        {
            Complain(
                calls is { Aggregates: true, Columns.Count: > 0 } ? $"{calls.Columns.First()} beside an aggregate without group by" : null
            );
            return;
        }
        var groups = node
            .GroupByClause.GroupingSpecifications.OfType<ExpressionGroupingSpecification>()
            .Select(group => group.Expression)
            .OfType<ColumnReferenceExpression>()
            .Select(NameOf)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var column in calls.Columns.Where(column => !groups.Contains(column)))
        {
            complaints.Add($"{column} is not in group by");
        }
    }

    private sealed class ColumnsOutsideAggregates : TSqlFragmentVisitor
    {
        public HashSet<string> Columns { get; } = [];

        public bool Aggregates { get; private set; }

        public override void ExplicitVisit(ColumnReferenceExpression node)
        {
            if (node.ColumnType != ColumnType.Wildcard)
            {
                Columns.Add(NameOf(node));
            }
        }

        public override void ExplicitVisit(FunctionCall node)
        {
            if (SqlServerChecker.Aggregates.Contains(node.FunctionName.Value) && node.OverClause is null)
            {
                Aggregates = true;
                return;
            }
            base.ExplicitVisit(node);
        }

        // A query within the list has groups of its own.
        public override void ExplicitVisit(ScalarSubquery node) { }
    }
}
