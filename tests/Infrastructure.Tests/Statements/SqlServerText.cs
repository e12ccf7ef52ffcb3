using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace XBees.Infrastructure.Tests.Statements;

internal static partial class SqlServerText
{
    /// <summary>As SQL Server 2022 reads it; a statement that it cannot read throws.</summary>
    public static TSqlScript Parse(string text)
    {
        var script = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        return errors.Count == 0 ? script : throw new FormatException($"line {errors[0].Line}: {errors[0].Message}");
    }

    /// <summary>A list is written <c>in @ids</c>; Dapper puts its elements between parentheses.</summary>
    public static string WithLists(string text) => List().Replace(text, "in ($1)");

    public static IEnumerable<string> ParametersOf(string text) =>
        Parameter().Matches(Literal().Replace(text, "''")).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex(@"\bin\s+(@\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex List();

    [GeneratedRegex(@"(?<![@\w])@(\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literal();
}
