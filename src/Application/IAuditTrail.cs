namespace XBees.Application;

/// <summary>What was done with rights that others do not have, written with the change itself (AD-3).</summary>
public interface IAuditTrail
{
    /// <param name="unit">The unit of the change.</param>
    /// <param name="actorId">Who did it, or null for the installation itself.</param>
    /// <param name="action">Such as <c>agent.invited</c>.</param>
    /// <param name="subjectId">Whom or what it was done to.</param>
    /// <param name="detail">Names of what changed; no secret, no text of a message.</param>
    void Note(IUnit unit, string? actorId, string action, string? subjectId, IReadOnlyDictionary<string, string>? detail = null);
}
