using XBees.Domain.Conversations;
using XBees.Domain.Services;

namespace XBees.Application.Conversations;

/// <summary>Somebody who joins, leaves or stays by an assignment.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="Name">The name among agents.</param>
/// <param name="Why">
/// Of who joins: service or assignee. Of who leaves: previousService or assigning. Of who stays: oneOnOne, inService, individually,
/// earlierService or assigneeOnly.
/// </param>
public sealed record MovedAgent(string AgentId, string Name, string Why);

/// <summary>What an assignment would do (AS-9). What is applied comes from the same decision.</summary>
public sealed record AssignmentPreview
{
    /// <summary>What it was decided on; for If-Match.</summary>
    public required long Version { get; init; }
    public required IReadOnlyList<MovedAgent> Added { get; init; }
    public required IReadOnlyList<MovedAgent> Removed { get; init; }

    /// <summary>Agents who stay; guests always do.</summary>
    public required IReadOnlyList<MovedAgent> Stays { get; init; }

    /// <summary>Whether the caller is among those who leave (AS-5).</summary>
    public required bool Leaves { get; init; }

    /// <summary>apply, or applyAndLeave where the caller leaves (AS-2).</summary>
    public required string Button { get; init; }

    /// <summary>Whether it could be done.</summary>
    public required bool Allowed { get; init; }

    /// <summary>Why it could not: the slug of the problem that the assignment would answer with; null where it could.</summary>
    public required string? Reason { get; init; }

    /// <summary>False where it is assigned like this already (AS-10).</summary>
    public required bool Changes { get; init; }
}

/// <summary>What a preview reads, outside of any transaction: the assignment itself decides again under the lock.</summary>
public interface IAssignmentReader
{
    /// <summary>The conversation with all its members.</summary>
    Task<Conversation?> ConversationAsync(string id, CancellationToken cancel);

    Task<ServiceTeam?> TeamAsync(string serviceId, CancellationToken cancel);
}

/// <summary>Says what an assignment would do, before it is done.</summary>
public sealed class PreviewAssignment(IAssignmentReader reader)
{
    /// <returns>Null where the caller may not see the conversation.</returns>
    public async Task<AssignmentPreview?> RunAsync(
        AgentCaller caller,
        string id,
        string serviceId,
        string? assigneeId,
        CancellationToken cancel
    )
    {
        var conversation = await reader.ConversationAsync(id, cancel);
        if (conversation is null)
        {
            return null;
        }
        var current = conversation.Service is { } service ? await reader.TeamAsync(service.Id, cancel) : null;
        if (Sights.Of(caller, conversation.MemberOf(caller.Person) is not null, current?.Manager?.Id == caller.PersonId) == Sight.Nothing)
        {
            return null;
        }
        var team = current?.Id == serviceId ? current : await reader.TeamAsync(serviceId, cancel);
        return View(conversation.Version, AssignmentPlan.For(conversation, new(caller.PersonId, team, assigneeId)));
    }

    private static AssignmentPreview View(long version, AssignmentPlan plan) =>
        new()
        {
            Version = version,
            Added = [.. plan.Joins.Select(joining => new MovedAgent(joining.Agent.Id, joining.Agent.Name, joining.Why.Word()))],
            Removed = [.. plan.Leaves.Select(leaving => Moved(leaving.Member, leaving.Why.Word()))],
            Stays = [.. plan.Stays.Select(staying => Moved(staying.Member, staying.Why.Word()))],
            Leaves = plan.ActorLeaves,
            Button = plan.ActorLeaves ? "applyAndLeave" : "apply",
            Allowed = plan.Refusal is null,
            Reason = plan.Refusal?.Slug,
            Changes = !plan.IsNothing,
        };

    private static MovedAgent Moved(Member member, string why) => new(member.PersonId, member.Name ?? "", why);
}
