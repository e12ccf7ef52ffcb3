using XBees.Domain.Services;

namespace XBees.Domain.Conversations;

/// <summary>Why a conversation cannot be assigned as asked, beside <see cref="TeamRefusals"/>. The slugs are also the reasons of a preview.</summary>
public static class AssignmentRefusals
{
    public static readonly Refusal NoSuchService = new(
        "no-such-service",
        422,
        "There is no such service",
        "It may have been deleted. Choose another one.",
        "serviceId"
    );

    /// <summary>AS-11.</summary>
    public static readonly Refusal AssigneeNotInService = new(
        "assignee-not-in-service",
        422,
        "This agent cannot be the assignee",
        "The assignee is a Standard agent of the service, or nobody.",
        "assigneeId"
    );

    /// <summary>AS-8, AS-17.</summary>
    public static readonly Refusal NoGuest = new(
        "no-guest",
        409,
        "There is no guest in this conversation",
        "A conversation that an agent made is assigned once a guest is in it."
    );
}
