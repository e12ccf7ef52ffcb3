namespace XBees.Domain.Conversations;

/// <summary>The name that agents give a conversation (TI-5); nothing to see brings the computed title back.</summary>
public static class ConversationName
{
    public static string? Read(string? typed)
    {
        if (DisplayName.Problem(typed) is { } problem)
        {
            throw new Invalid("name", problem);
        }

        return DisplayName.Clean(typed);
    }
}

/// <summary>What a conversation is about, in some lines.</summary>
public static class ConversationDescription
{
    public static string? Read(string? typed)
    {
        if (typed is null)
        {
            return null;
        }

        var text = MessageText.Clean(typed).Trim();
        var problem = Characters.HasLoneSurrogate(typed) ? Characters.HalfACharacter : Limits.TooLong(text, Limits.Description);
        if (problem is not null)
        {
            throw new Invalid("description", problem);
        }

        return Characters.AnythingVisible(text) ? text : null;
    }
}
