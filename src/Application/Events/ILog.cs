namespace XBees.Application.Events;

/// <summary>An entry of the log with its place.</summary>
public sealed record LoggedEntry(
    LogCursor Cursor,
    string Type,
    string? ConversationId,
    string? SubjectId,
    IReadOnlyList<string> People,
    long At
);

/// <summary>The log as its readers see it: in commit order, each entry once, never past one that may still be committing.</summary>
public interface ILog
{
    Task<IReadOnlyList<LoggedEntry>> AfterAsync(LogCursor cursor, int limit, CancellationToken cancel);

    /// <summary>The newest entry that <see cref="AfterAsync"/> would give now.</summary>
    Task<LogCursor> NewestAsync(CancellationToken cancel);

    /// <summary>Whether the cursor's entry is still there; where it is not, its holder reads everything afresh.</summary>
    Task<bool> KnowsAsync(LogCursor cursor, CancellationToken cancel);
}
