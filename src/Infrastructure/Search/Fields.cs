namespace XBees.Infrastructure.Search;

/// <summary>Names of the index's fields. Whoever changes what they hold raises <see cref="Format"/>: an index of another one is made anew.</summary>
internal static class Fields
{
    public const string Format = "2";

    /// <summary>What a document is replaced by.</summary>
    public const string Key = "key";

    /// <summary>The id of the conversation or message, stored.</summary>
    public const string Id = "id";

    /// <summary>The conversation's id, of its messages.</summary>
    public const string Conversation = "conversation";

    /// <summary>The conversation's id as a number, of it and of its messages: that is compared faster.</summary>
    public const string ConversationNumber = "number";

    /// <summary>The agents who are members now; guests do not search.</summary>
    public const string Member = "member";

    /// <summary>The service, which its manager sees.</summary>
    public const string Service = "service";

    /// <summary>The last activity, or when a message was written.</summary>
    public const string At = "at";

    /// <summary>Parts what is of the same time.</summary>
    public const string Tie = "tie";

    /// <summary>What is known of an agent, stored to tell whether it changed.</summary>
    public const string Agent = "agent";

    /// <summary>The same number for the same id in every process.</summary>
    public static long NumberOf(string id)
    {
        // FNV-1a of 64 bits.
        var hash = 14695981039346656037UL;
        foreach (var letter in id)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }
        return unchecked((long)hash);
    }
}

/// <summary>A group of what can be found, by the fields that hold its words and its phone numbers.</summary>
internal sealed record FoundGroup(string Words, string Phones)
{
    /// <summary>Conversations by initial members and the given name (SE-1).</summary>
    public static readonly FoundGroup Conversations = new("words", "phones");

    /// <summary>Conversations by later members, who do not make them findable (SE-4).</summary>
    public static readonly FoundGroup LaterMembers = new("later-words", "later-phones");

    /// <summary>Messages by their words (SE-5).</summary>
    public static readonly FoundGroup Messages = new("text", "text-phones");
}
