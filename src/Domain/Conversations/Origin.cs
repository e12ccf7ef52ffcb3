namespace XBees.Domain.Conversations;

/// <summary>The way in by which a conversation came into being.</summary>
public enum Origin
{
    Link,
    Widget,
    Scheduler,
    Agent,
}

/// <summary>TI-0: once a group, always a group.</summary>
public enum ConversationKind
{
    OneOnOne,
    Group,
}

/// <summary>The words of the API for the kinds of things.</summary>
public static class Words
{
    public static string Word(this Origin origin) =>
        origin switch
        {
            Origin.Link => "link",
            Origin.Widget => "widget",
            Origin.Scheduler => "scheduler",
            _ => "agent",
        };

    public static string Word(this ConversationKind kind) => kind == ConversationKind.OneOnOne ? "oneOnOne" : "group";

    public static string Word(this PersonKind kind) =>
        kind switch
        {
            PersonKind.Agent => "agent",
            PersonKind.Guest => "guest",
            _ => "system",
        };

    public static string Word(this MessageKind kind) =>
        kind switch
        {
            MessageKind.Text => "text",
            MessageKind.Note => "note",
            MessageKind.Meeting => "meeting",
            _ => "notice",
        };

    public static string Word(this ConversationStatus status) =>
        status switch
        {
            ConversationStatus.Snoozed => "snoozed",
            ConversationStatus.Resolved => "resolved",
            _ => "open",
        };

    public static string Word(this Audience audience) => audience == Audience.Everyone ? "everyone" : "agents";
}
