using System.Runtime.CompilerServices;

namespace XBees.Infrastructure.Database;

/// <summary>
/// A statement: literal text, holes for what a database says in its own way, and nested pieces. No other value can get in, so that
/// what a user typed is always a parameter, and a test can render every statement for all three databases.
/// </summary>
[InterpolatedStringHandler]
public sealed class Sql
{
    private readonly List<object> parts;

    public Sql(int literalLength, int formattedCount, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        parts = new((2 * formattedCount) + 1);
        Site = new(file, line);
    }

    /// <summary>Where in the source it stands, so that a test can tell which statements and clauses were never run.</summary>
    public SqlSite Site { get; }

    /// <summary>Its own site and those of the pieces in it.</summary>
    public IEnumerable<SqlSite> Sites => parts.OfType<Sql>().SelectMany(piece => piece.Sites).Prepend(Site);

    public void AppendLiteral(string text) => parts.Add(text);

    public void AppendFormatted(DialectPart part) => parts.Add(part);

    public void AppendFormatted(Sql piece) => parts.Add(piece);

    public string Render(Dialect dialect) => parts is [string only] ? only : string.Concat(parts.Select(part => RenderPart(part, dialect)));

    private static string RenderPart(object part, Dialect dialect) =>
        part switch
        {
            string text => text,
            DialectPart hole => dialect.Render(hole),
            Sql piece => piece.Render(dialect),
            _ => throw new InvalidOperationException("A statement holds text, holes and pieces only."),
        };
}

/// <summary>A place in the source.</summary>
public readonly record struct SqlSite(string File, int Line);

/// <summary>A hole of a statement that each database fills in its own words.</summary>
public abstract record DialectPart
{
    /// <summary>The first <c>@limit</c> rows; needs an <c>order by</c> before it.</summary>
    public sealed record Limit : DialectPart;

    /// <summary>Whether a column is one of a list of texts.</summary>
    public sealed record In(string Column, string Parameter) : DialectPart;

    /// <summary>Takes the lock of conversation <c>@id</c> until the transaction ends.</summary>
    public sealed record Lock : DialectPart;

    /// <summary>Takes the lock of guest <c>@id</c>, so that a guest's first messages begin one conversation.</summary>
    public sealed record LockGuest : DialectPart;

    /// <summary>Takes the lock of the calendar of agent <c>@id</c>: nobody else books with them or moves a meeting of theirs.</summary>
    public sealed record LockAgent : DialectPart;

    /// <summary>Appends one entry to the log with the number that tells its place in commit order.</summary>
    public sealed record LogAppend : DialectPart;

    /// <summary>Entries behind <c>(@epoch, @tx, @position)</c> that no running transaction can still get in front of.</summary>
    public sealed record LogAfter : DialectPart;

    /// <summary>The log's order and the number of each entry's transaction.</summary>
    public sealed record LogOrder : DialectPart;

    /// <summary>The log's <c>tx</c> as a number.</summary>
    public sealed record LogTx : DialectPart;

    /// <summary>The last entry that <see cref="LogAfter"/> would let through now.</summary>
    public sealed record LogVisible : DialectPart;

    /// <summary>Entries behind <c>(@epoch, @tx, @position)</c> that are committed, whether or not <see cref="LogAfter"/> lets them through.</summary>
    public sealed record LogCommitted : DialectPart;

    /// <summary>For how many milliseconds the oldest writing transaction of the cluster has been open: it holds the log back.</summary>
    public sealed record HorizonHeld : DialectPart;

    /// <summary>What tells one database cluster from another.</summary>
    public sealed record SystemIdentifier : DialectPart;
}
