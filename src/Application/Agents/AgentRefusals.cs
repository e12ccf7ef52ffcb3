namespace XBees.Application.Agents;

public static class AgentRefusals
{
    public static readonly Refusal LastAdministrator = new(
        "last-administrator",
        409,
        "This is the last administrator",
        "Make somebody else an administrator first."
    );

    public static readonly Refusal EmailTaken = new(
        "email-taken",
        422,
        "The e-mail address is taken",
        "Another agent signs in with this address.",
        "email"
    );

    public static readonly Refusal SlugTaken = new(
        "slug-taken",
        422,
        "The address is taken",
        "Another agent has or had it. Choose another.",
        "slug"
    );

    public static readonly Refusal AlreadyActive = new(
        "already-active",
        409,
        "The invitation was accepted",
        "The agent has a password already; a reset link helps."
    );

    public static readonly Refusal Deactivated = new("deactivated", 409, "The agent is deactivated", "Activate the agent first.");

    public static readonly Refusal WrongPassword = new(
        "wrong-password",
        422,
        "The password is not right",
        "This is not your present password.",
        "current"
    );

    public static readonly Refusal LinkDead = new(
        "link-dead",
        410,
        "This link does not work any more",
        "It was used, replaced or is too old. Ask for a new one."
    );
}
