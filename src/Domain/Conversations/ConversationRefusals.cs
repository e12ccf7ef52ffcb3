using System.Globalization;

namespace XBees.Domain.Conversations;

/// <summary>All that a caller can be refused in a conversation.</summary>
public static class ConversationRefusals
{
    public static readonly Refusal ReadOnly = new(
        "read-only",
        403,
        "This conversation is read-only",
        "Guests can read this conversation, not write in it."
    );

    public static readonly Refusal NotAMember = new("not-found", 404, "Not found", "There is no such conversation.");

    public static readonly Refusal NoSuchMember = new("not-found", 404, "Not found", "Nobody of that id is in this conversation.");

    public static readonly Refusal AgentsOnly = new("forbidden", 403, "Not allowed", "Only agents can do this.");

    /// <summary>GU-5: the widget's switch.</summary>
    public static readonly Refusal NoAdding = new("no-adding", 403, "Guests add nobody here", "Ask an agent to add the person.");

    /// <summary>GU-5: refused whole.</summary>
    public static readonly Refusal TooManyAdded = new(
        "too-many-added",
        409,
        "You can add five people to a conversation",
        "Ask an agent to add more."
    );

    public static readonly Refusal NotesAreForAgents = new("forbidden", 403, "Not allowed", "Only agents write notes.", "kind");

    /// <summary>MS-5, MS-6.</summary>
    public static readonly Refusal NotYours = new(
        "not-your-message",
        403,
        "Somebody else wrote this",
        "One changes and deletes one's own messages; the manager of the service deletes any."
    );

    /// <summary>MS-5, MS-6.</summary>
    public static readonly Refusal TooLate = new(
        "too-late",
        409,
        "It is too late to change this message",
        "Agents change and delete their messages for 24 hours, guests for 15 minutes."
    );

    /// <summary>MS-6.</summary>
    public static readonly Refusal MessageDeleted = new(
        "message-deleted",
        409,
        "The message was deleted",
        "It cannot be changed any more."
    );

    /// <summary>MS-8.</summary>
    public static readonly Refusal NoReactionsToNotices = new(
        "no-reactions",
        409,
        "Nobody reacts to a notice",
        "One reacts to what somebody wrote."
    );

    public static readonly Refusal LastGuest = new(
        "last-guest",
        409,
        "This is the last guest",
        "Removing the last guest leaves agents alone in the conversation. Repeat with confirm=true to remove them all the same."
    );

    /// <summary>ST-1.</summary>
    public static readonly Refusal NoGuest = new(
        "no-guest",
        409,
        "There is no guest",
        "Only a conversation with a guest is open, snoozed or resolved."
    );

    /// <summary>AC-17: refused whole, with the number.</summary>
    public static Refusal TooManyMembers(int wouldBe) =>
        new(
            "members-limit",
            409,
            "Too many members",
            string.Create(
                CultureInfo.InvariantCulture,
                $"A conversation has at most {Limits.Members:N0} members; this would make {wouldBe:N0}."
            ),
            "members"
        );
}
