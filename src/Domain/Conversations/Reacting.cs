namespace XBees.Domain.Conversations;

/// <summary>One of the nine emoji that one reacts with (MS-8), by the name that it has in addresses and rows.</summary>
public sealed record ReactionKind
{
    /// <summary>In the order in which they are offered and shown.</summary>
    public static readonly IReadOnlyList<ReactionKind> All =
    [
        new("thumbsup", "👍"),
        new("thumbsdown", "👎"),
        new("heart", "❤️"),
        new("laugh", "😄"),
        new("wow", "😮"),
        new("sad", "😢"),
        new("thanks", "🙏"),
        new("party", "🎉"),
        new("done", "✅"),
    ];

    private ReactionKind(string name, string emoji)
    {
        Name = name;
        Emoji = emoji;
    }

    public string Name { get; }

    public string Emoji { get; }

    /// <summary>Null where there is none of that name.</summary>
    public static ReactionKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}

/// <summary>Reacting to what was written (MS-8). Guests do so where they only read, too (AC-12).</summary>
public static class Reacting
{
    public static void Check(WrittenMessage message, Reviser who)
    {
        var refusal =
            !who.Writes ? ConversationRefusals.NotAMember
            : message.Kind == MessageKind.Notice ? ConversationRefusals.NoReactionsToNotices
            : message.DeletedAt is not null ? ConversationRefusals.MessageDeleted
            : null;
        if (refusal is not null)
        {
            throw new Refused(refusal);
        }
    }

    /// <summary>Taking one back needs nothing that is there still: what was deleted has lost its reactions already.</summary>
    public static void CheckTakingBack(Reviser who)
    {
        if (!who.Writes)
        {
            throw new Refused(ConversationRefusals.NotAMember);
        }
    }
}
