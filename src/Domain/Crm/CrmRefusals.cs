namespace XBees.Domain.Crm;

/// <summary>What an agent who asks a CRM can be refused, and an administrator who connects one.</summary>
public static class CrmRefusals
{
    public static readonly Refusal NotConnected = new(
        "crm-not-connected",
        409,
        "This CRM is not connected",
        "An administrator connects it, and says that it is used."
    );

    public static readonly Refusal NotLinked = new(
        "crm-not-linked",
        409,
        "This guest has no record in the CRM",
        "Create one first, then log what happened on it."
    );

    public static readonly Refusal NotWaiting = new(
        "crm-not-waiting",
        409,
        "This record does not wait any more",
        "It is written already, or is being written just now."
    );

    public static readonly Refusal Connected = new("crm-connected", 409, "This CRM is connected already", "Disconnect it first.");

    public static readonly Refusal OtherAccount = new(
        "crm-other-account",
        409,
        "This account is of another organisation",
        "Guests are linked to records of the one that is connected. Sign in to that one, or disconnect it first."
    );

    public static readonly Refusal Refuses = new(
        "crm-refuses",
        422,
        "The CRM does not let us in",
        "Sign in to it again, or give it a new token."
    );

    public static readonly Refusal Unreachable = new(
        "crm-unreachable",
        422,
        "The CRM cannot be reached",
        "It does not answer now. Try it again in a while."
    );

    public static readonly Refusal Unreadable = new(
        "crm-unreadable",
        422,
        "The CRM answers what cannot be understood",
        "Look whether this is the account that you mean."
    );
}
