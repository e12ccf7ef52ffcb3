using XBees.Domain.Agents;

namespace XBees.Domain.Conversations;

/// <summary>
/// What one verb did to a conversation: the conversation as it is afterwards, and the rows to write. A value; nothing is stored by it.
/// </summary>
public sealed record Change(Conversation After)
{
    /// <summary>In this order onto the timeline, with their numbers drawn.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [];

    /// <summary>Rows to insert.</summary>
    public IReadOnlyList<Member> Added { get; init; } = [];

    /// <summary>Rows to update: who was here before and came back.</summary>
    public IReadOnlyList<Member> Rejoined { get; init; } = [];

    /// <summary>Rows to update: who left or was removed, with the time.</summary>
    public IReadOnlyList<Member> Ended { get; init; } = [];

    /// <summary>Rows to update: who stays and is held by another service now (AS-10).</summary>
    public IReadOnlyList<Member> Moved { get; init; } = [];

    /// <summary>Whether service or assignee were assigned.</summary>
    public bool Assigned { get; init; }

    /// <summary>Whether the version rose: a column beside the running numbers changed, or the members did.</summary>
    public bool HeadChanged { get; init; }

    /// <summary>Who hears by mail that a guest waits (RE-5); null: nobody needs to.</summary>
    public Alarm? Alarm { get; init; }

    /// <summary>One verb after another, <paramref name="next"/> having gone on from <see cref="After"/>.</summary>
    public Change Then(Change next) =>
        next with
        {
            Messages = [.. Messages, .. next.Messages],
            Added = [.. Added, .. next.Added],
            Rejoined = [.. Rejoined, .. next.Rejoined],
            Ended = [.. Ended, .. next.Ended],
            Moved = [.. Moved, .. next.Moved],
            Assigned = Assigned || next.Assigned,
            HeadChanged = HeadChanged || next.HeadChanged,
            Alarm = next.Alarm ?? Alarm,
        };

    public bool IsNothing => Messages.Count == 0 && !HeadChanged && Alarm is null;
}

/// <summary>A guest waits and no agent is there: the manager is mailed, without one the administrators (RE-5).</summary>
public sealed record Alarm(AgentCard? Manager)
{
    public bool Administrators => Manager is null;

    /// <summary>Without a manager the guest sees the offline text.</summary>
    public bool GuestSeesOffline => Manager is null;
}
